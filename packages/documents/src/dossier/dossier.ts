import type { Eligibility, State } from "@simpul/domain";
import type { ClockTable } from "./clock-days.ts";

/** What a dossier says (`dossier.json`, docs/adr/0019). Codes as in PRODUCT; instants RFC 3339 UTC unless named local. */
export interface Dossier {
  readonly format: "simpul-dossier/1";
  /** Of the last event in it: the same case makes the same bytes, whenever its dossier is opened. */
  readonly asOf: string;
  readonly by: string;
  readonly report: ReportFacts;
  readonly referral: Handoff;
  readonly parties: readonly Party[];
  /** Of the reporter, to handing over who they are. Without it nobody is named, and nobody is here. */
  readonly consent: "given" | "refused" | "open";
  /** Shown to the office, never decided here. */
  readonly eligibility: Eligibility;
  readonly chronology: readonly ChronologyEntry[];
  /** By the hash of their event. */
  readonly dispositions: readonly string[];
  readonly answers: readonly string[];
  readonly attachments: readonly Attached[];
  /** The signed documents that are in `clocks.json`. */
  readonly computedBy: { readonly calendar: Version; readonly policy: Version };
  readonly clocks: readonly ClockTable[];
}

export interface Version {
  /** Of the document, from 1. */
  readonly version: number;
  /** Of what it says. */
  readonly name: string;
}

export interface ReportFacts {
  readonly id: string;
  readonly state: State;
  readonly trackingId: string;
  readonly origin: string;
  readonly channel: string;
  readonly receivedAt: string;
  readonly completeAt?: string;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly class?: string;
  readonly category?: string;
  readonly supervisory: boolean;
  readonly maladministration: readonly string[];
  readonly urgency: string;
  readonly occurredOn?: string;
  readonly place: { readonly area?: string; readonly roadStatus?: string };
  readonly accused?: { readonly tenant?: string; readonly unit?: string; readonly office?: string };
  readonly institution?: string;
}

export interface Handoff {
  /** Of the event in the hub's stream. */
  readonly event: string;
  readonly at: string;
  /** The deadline that had passed, as the event says. */
  readonly due: string;
  readonly office: string;
  readonly officeName: string;
  /** What the office was chosen by: the place, the institution where none is known, or neither. */
  readonly chosenBy: { readonly code?: string; readonly by: "place" | "institution" | "none" };
}

export interface Party {
  readonly tenant: string;
  readonly name: string;
  readonly zone: string;
  readonly roles: readonly ("hub" | "origin" | "holder" | "respondent" | "office")[];
  /** Events in its stream, and the hash of the last: 0 of a party that wrote nothing. */
  readonly events: number;
  readonly head?: string;
}

export interface ChronologyEntry {
  readonly writer: string;
  readonly seq: number;
  readonly event: string;
  readonly at: string;
  /** Local, in WIB. */
  readonly hubTime: string;
  /** Local, in the zone of the institution that the report is about. */
  readonly institutionTime: string;
  readonly role: string;
  readonly type: string;
  /** Whether it changed the report's state, or was only added to it. */
  readonly counted: "transition" | "contribution";
  /** Of the report behind it; none of a contribution, which leaves it as it is. */
  readonly state?: State;
  /** The event's own fields, without the words and files that it names. */
  readonly details: Readonly<Record<string, unknown>>;
  /** Where they are held here. */
  readonly words?: Readonly<Record<string, string | number>>;
  readonly content?: string;
  readonly attachments: readonly string[];
}

export interface Attached {
  readonly hash: string;
  readonly event: string;
  readonly size: number;
  readonly type: string;
  /** Of the bytes, in hex; none where the file is not in the archive. */
  readonly sha256?: string;
}
