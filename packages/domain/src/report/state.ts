import type {
  Accused,
  ArchiveReason,
  ChannelKind,
  ContentRef,
  Flags,
  Maladministration,
  Mask,
  Place,
  ReportClass,
  Urgency,
} from "./vocabulary.ts";

/** What is known of a report whatever its state. */
export interface Facts {
  readonly id: string;
  readonly trackingId: string;
  /** The tenant that took it in; it stays a party, because the answer goes back by its channel. */
  readonly origin: string;
  readonly channel: ChannelKind;
  readonly receivedAt: string;
  readonly flags: Flags;
  readonly place: Place;
  readonly class?: ReportClass;
  readonly category?: string;
  readonly accused?: Accused;
  readonly occurredOn?: string;
  readonly urgency: Urgency;
  readonly supervisory: boolean;
  readonly maladministration: readonly Maladministration[];
  /** The reporter's own words, and the title and place as the verifier corrected them. */
  readonly text?: ContentRef;
  readonly details?: ContentRef;
  readonly attachments: readonly ContentRef[];
  /** By any party, in any turn; each once, in one order at every party. */
  readonly masks?: readonly Mask[];
  /** Hashes of contents that were erased, in order. */
  readonly erased?: readonly string[];
  /** The 60-working-day clock starts here; never moved by re-routing. */
  readonly completeAt?: string;
  /** The respondent: the institution it was last forwarded to. */
  readonly institution?: string;
  /** A withdrawal of before is spent: without this a reopened report would be archived by it again. */
  readonly reopenedAt?: string;
  /** How often an institution said "not ours". */
  readonly hops: number;
  /** After two bounces the hub's word is final and cannot be returned. */
  readonly adjudicated: boolean;
  /** Units of this institution whose follow-up was extended: once each, however often it is assigned to them. */
  readonly extensions?: readonly string[];
  /** It was handed to the Ombudsman once: never again by itself. */
  readonly referral?: Referred;
  readonly splitFrom?: string;
  readonly parts: readonly string[];
}

export interface Referred {
  readonly at: string;
  /** The provincial office, by its province's code. */
  readonly office: string;
  /** The office's own register number. */
  readonly number?: string;
  readonly outcome?: "ineligible" | "concluded";
}

export interface Assignment {
  readonly institution: string;
  readonly unit: string;
  readonly supporting: readonly string[];
  /** The unit's one extension was given. */
  readonly extended: boolean;
}

/** The answer that stands, named by its event's hash: the reporter's words name it back. */
export interface StandingAnswer {
  readonly hash: string;
  readonly kind: "done" | "refused";
  readonly at: string;
}

type In<S extends string, Own = unknown> = Facts & { readonly state: S } & Own;

export type ReceivedReport = In<"received">;
export type HeldReport = In<"held", { readonly heldAt: string }>;
export type ArchivedReport = In<
  "archived",
  {
    readonly reason: ArchiveReason;
    readonly duplicateOf?: string;
    /** The deadline of the question that nobody answered, and when it was put. */
    readonly lapsed?: { readonly due: string; readonly heldAt: string };
  }
>;
export type VerifiedReport = In<
  "verified",
  { readonly class: ReportClass; readonly category: string }
>;
export type ForwardedReport = In<"forwarded", { readonly institution: string }>;
export type ReturnedReport = In<"returned", { readonly proposedTenant?: string }>;
export type AcceptedReport = In<"accepted", { readonly institution: string }>;
export type AssignedReport = In<"assigned", Assignment>;
export type InProgressReport = In<
  "inProgress",
  Assignment & { readonly initialResponseAt: string }
>;
export type AnsweredReport = In<"answered", Assignment & { readonly answer: StandingAnswer }>;
export type ClosedReport = In<
  "closed",
  {
    readonly outcome: "confirmed" | "unconfirmed" | "concluded";
    /** The end of the window that the reporter let pass. */
    readonly lapsedAt?: string;
  } & Partial<Assignment & { readonly answer: StandingAnswer }>
>;
/** With the Ombudsman's office; where it came from, for a case that the office does not find eligible. */
export type ReferredReport = In<
  "referred",
  { readonly referral: Referred; readonly before: State } & Partial<Assignment>
>;

export type Report =
  | ReceivedReport
  | HeldReport
  | ArchivedReport
  | VerifiedReport
  | ForwardedReport
  | ReturnedReport
  | AcceptedReport
  | AssignedReport
  | InProgressReport
  | AnsweredReport
  | ClosedReport
  | ReferredReport;

export type State = Report["state"];

export const states: readonly State[] = [
  "received",
  "held",
  "archived",
  "verified",
  "forwarded",
  "returned",
  "accepted",
  "assigned",
  "inProgress",
  "answered",
  "closed",
  "referred",
];
