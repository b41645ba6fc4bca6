import type { Case } from "@simpul/domain";

/**
 * A Change is data: everything one decision does to one tenant's copy of one report. `append` is the only
 * code that writes it, so state, events, audit and outbox cannot part.
 */
export interface Change {
  readonly tenant: string;
  readonly report: string;
  /** The version that was read; `new` for an intake or a report that reaches this party for the first time. */
  readonly expectedVersion: number | "new";
  /** Another report that was read for this decision: if it moved on, the change is a conflict. */
  readonly reliesOn?: ReportVersion;
  /** Units of the tenant that it gives the case to: kept only if none of them is retired by then. */
  readonly givenTo?: readonly string[];
  readonly case: Case;
  /** Of that case: computed beside it, so that a list or the watch never reads a deadline of before. */
  readonly due: Due;
  readonly at: string;
  readonly channelId?: string;
  readonly externalId?: string;
  readonly events: readonly StoredEvent[];
  readonly contents: readonly StoredContent[];
  readonly audit: readonly AuditEntry[];
  readonly outbox: readonly OutboxEntry[];
  readonly notes?: readonly StoredNote[];
  /** The reporter's contact, sealed before it comes here. */
  readonly sealedContact?: string;
  /** By which the reporter's other reports are found, where one officer alone may know who they are. */
  readonly contactDigests?: readonly string[];
  readonly dedup: readonly DedupKey[];
  readonly reminders?: readonly StoredReminder[];
  /** Parked events that are applied by this change. */
  readonly unparked?: readonly { writer: string; seq: number }[];
}

/** The clocks of a case, as far as rows are found by them. Instants are RFC 3339, UTC. */
export interface Due {
  /** The earliest deadline, and what it is. */
  readonly clock?: string;
  readonly at?: string;
  readonly provisional: boolean;
  /** The next mark that is not kept yet. */
  readonly watchAt?: string;
  /** Marks that are kept: those of before and those of this change. */
  readonly marks: readonly string[];
  /** The versions that it was computed with. */
  readonly calendar: string;
  readonly policy: string;
}

/** Somebody is to be told of a mark: a role, never a person. */
export interface StoredReminder {
  readonly mark: string;
  readonly rung: string;
  readonly unit?: string;
  readonly clock: string;
  readonly stage: string;
  readonly deadline: string;
}

export interface ReportVersion {
  readonly tenant: string;
  readonly report: string;
  readonly version: number;
}

export interface StoredEvent {
  readonly writer: string;
  readonly seq: number;
  readonly hash: string;
  readonly id: string;
  readonly type: string;
  readonly epoch: number;
  readonly at: string;
  readonly payload: string;
  readonly protected?: string;
  readonly signature?: string;
  /** W3C trace context of the transaction that wrote it; rides beside the event, never in it. */
  readonly traceparent?: string;
}

export interface StoredContent {
  readonly hash: string;
  /** base64url */
  readonly salt: string;
  readonly type: string;
  readonly name?: string;
  readonly size: number;
  /** base64url; absent while it still has to be fetched, or when the bytes lie in the blob store. */
  readonly bytes?: string;
  /** Name in the blob store: the plain SHA-256 of the file. */
  readonly blob?: string;
}

export interface StoredNote {
  readonly id: string;
  readonly author: string;
  readonly text: string;
}

export interface AuditEntry {
  readonly actor: string;
  readonly verb: string;
  readonly outcome: string;
  readonly detail?: Readonly<Record<string, string | number | boolean>>;
}

export type OutboxEntry =
  | {
      readonly kind: "deliver";
      readonly toTenant: string;
      readonly writer: string;
      readonly seq: number;
    }
  | {
      readonly kind: "job";
      readonly task: string;
      /** Ids only: a job's payload is no place for a reporter's words. */
      readonly payload: Readonly<Record<string, string | number>>;
      readonly traceparent?: string;
    };

export interface DedupKey {
  /** Whose key it is: `channel:<id>`, `channel:<id>:external`, `key:<id>`. */
  readonly source: string;
  readonly key: string;
  /** Of the canonical body: the same key with another body is not the same message. */
  readonly digest: string;
}

export type Appended =
  | { readonly outcome: "saved"; readonly version: number }
  | { readonly outcome: "duplicate"; readonly report: string; readonly trackingId: string }
  /** A key was used before, for a message that said something else. */
  | { readonly outcome: "differs"; readonly source: string }
  | { readonly outcome: "conflict" };
