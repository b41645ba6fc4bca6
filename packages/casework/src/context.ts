import type { Category, RoutingRule, Tenant } from "@simpul/domain";
import type { Area, Database, GroupCommit, Tx, UploadPieces, VaultKids } from "@simpul/db";
import type { IdentityAsk } from "@simpul/protocol";
import type { Limits } from "./limits/limits.ts";
import type { BlockedBook } from "./senders/blocked-book.ts";

/** What a verb needs besides its input; made once by a composition root. Time and chance come in here. */
export interface Context {
  readonly db: Database;
  /** The hub's own tenant, the root of the tree. */
  readonly hub: string;
  readonly here: Here;
  readonly reference: Reference;
  readonly intake: GroupCommit;
  readonly vault: Vault;
  /** To the tenants that took reports in, under this deployment's own keys. */
  readonly identityLine: IdentityLine;
  readonly blobs: BlobStore;
  /** Of files that come in parts. */
  readonly uploadPieces: UploadPieces;
  /** A scanner is configured: nobody gets a file before it was looked at. */
  readonly scansFiles: boolean;
  /** Shared by all processes of the deployment. */
  readonly limits: Limits;
  /** Whose reports are not taken. */
  readonly blocked: BlockedBook;
  /** Real time: signatures, keys, limits, receipts and schedules hold to it. */
  now(): Temporal.Instant;
  /** What the cases take for now: times of events, deadlines, the watch. Real time too, but in a demo that travels. */
  caseNow(): Temporal.Instant;
  /** UUID version 7: ids sort by time, so an index grows at its end. */
  newId(): string;
  random(bytes: number): Uint8Array;
  /** Tells the relay of this process that the outbox has something; other processes poll. */
  wake(): void;
  /** W3C trace context of the current span, if one is recorded. */
  traceparent(): string | undefined;
}

/** The real moment of one of the cases', as peers' calls are dated. @param at RFC 3339, UTC */
export function realTimeOf({ now, caseNow }: Context, at: string): string {
  const ahead = now().until(caseNow()).round("second");
  return Temporal.Instant.from(at).subtract(ahead).toString({ fractionalSecondDigits: 3 });
}

/** The deployment: the hub, or a node that hosts tenants. */
export interface Here {
  readonly node: string;
  /** Tenants whose copies lie in this database. */
  tenants(): readonly string[];
  /** When this deployment opened, by the clock of the cases: what peers could not tell it before counts from then. */
  since(): Temporal.Instant;
  /** The directory version that events name. */
  directoryVersion(): number;
}

export interface Reference {
  tenants(): readonly Tenant[];
  categories(): readonly Category[];
  rules(): readonly RoutingRule[];
  area(code: string): Promise<Area | undefined>;
  /** The newest that the hub has published and that has come here. */
  calendar(): CalendarVersion;
  clockPolicy(): PolicyVersion;
}

export interface CalendarVersion {
  /** 0: the hub has published none, and what came with the software counts. */
  readonly version: number;
  readonly body: unknown;
}

export interface PolicyVersion {
  /** As a calendar's. */
  readonly version: number;
  readonly body: unknown;
}

/** Seals a reporter's identity under a key that is not in the database. */
export interface Vault {
  seal(plain: string): Promise<string>;
  open(sealed: string): Promise<string>;
  /** Compares what was said without keeping it: under a key, for a phone number is found in a plain hash by trying all. */
  digest(said: string): string;
  /** Thumbprints of the key that seals and of those that only open. */
  kids(): Promise<VaultKids>;
}

/** Asks the tenant of origin who a reporter is, and opens what it answered. */
export interface IdentityLine {
  /** Signs the ask and queues it, in the caller's transaction. `unreachable`: nobody who can be asked hosts that tenant. */
  ask(tx: Tx, ask: Omit<IdentityAsk, "iss" | "key">): Promise<"queued" | "unreachable">;
  /** What was sealed for one ask; as it was said, not checked. */
  open(
    ask: string,
    sealed: string,
  ): Promise<
    { readonly outcome: "opened"; readonly identity: unknown } | { readonly outcome: "unreadable" }
  >;
}

/** Files by their plain SHA-256, base64url. */
export interface BlobStore {
  put(sha256: string, bytes: Uint8Array): Promise<void>;
  get(sha256: string): Promise<Uint8Array | "missing">;
  /** @param range bytes from the first to before the last */
  stream(
    sha256: string,
    range?: { readonly from: number; readonly to: number },
  ): Promise<ReadableStream<Uint8Array> | "missing">;
  remove(sha256: string): Promise<void>;
}
