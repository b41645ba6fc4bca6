import type {
  Accused,
  ActorRole,
  ArchiveReason,
  ChannelKind,
  ContentRef,
  EventRef,
  Flags,
  Head,
  Maladministration,
  Mask,
  Place,
  ReportClass,
  Urgency,
} from "./vocabulary.ts";

/** What every event carries: who spoke, and the words and files named by hash. */
export interface Spoken {
  readonly by: ActorRole;
  readonly content?: ContentRef;
  readonly attachments?: readonly ContentRef[];
}

/**
 * An epoch is one holder's turn. Only the hub opens them; `cut` is the last event of the old
 * holder that counts (seq 0 if it wrote nothing): what it wrote beyond is a contribution on
 * every side, whenever it arrives (PROTOCOL, "The baton").
 */
export interface Opening {
  readonly epoch: number;
  readonly holder: string;
  readonly cut: Head;
}

export interface Assessment {
  readonly class?: ReportClass;
  readonly category?: string;
  readonly place?: Place;
  readonly urgency?: Urgency;
  readonly supervisory?: boolean;
  readonly maladministration?: readonly Maladministration[];
  readonly accused?: Accused;
}

export type Received = Spoken & {
  readonly type: "received";
  readonly trackingId: string;
  readonly channel: ChannelKind;
  readonly flags: Flags;
  readonly class?: ReportClass;
  readonly category?: string;
  readonly place: Place;
  readonly accused?: Accused;
  readonly occurredOn?: string;
  readonly splitFrom?: string;
  /** Of a part: when its message came, where that was before this event. Its clocks run from there. */
  readonly receivedAt?: string;
};

/** Events of a holder: they change the state (or the terms of its turn). */
export type Transition =
  | Received
  | (Spoken & { readonly type: "held" })
  | (Spoken & { readonly type: "resumed"; readonly because: EventRef })
  | (Spoken & {
      readonly type: "archived";
      readonly reason: ArchiveReason;
      readonly duplicateOf?: string;
      readonly because?: EventRef;
      /** Of a lapse: the deadline that passed. Words stamped up to it undo the lapse, whenever they arrive. */
      readonly due?: string;
    })
  /** The verification deadline passed without a hold: the file counts as complete from that moment. */
  | (Spoken & { readonly type: "deemed"; readonly due: string })
  | (Spoken & { readonly type: "verified"; readonly complete: boolean } & Assessment)
  | (Spoken & { readonly type: "corrected" } & Assessment)
  | (Spoken & { readonly type: "split"; readonly parts: readonly string[] })
  | (Spoken & {
      readonly type: "forwarded";
      readonly opens: Opening;
      /** The matched routing rules, or none when a person chose freely. */
      readonly rules: readonly string[];
      readonly adjudicated: boolean;
    })
  | (Spoken & { readonly type: "recalled"; readonly opens: Opening })
  | (Spoken & { readonly type: "returned"; readonly proposedTenant?: string })
  | (Spoken & { readonly type: "epochOpened"; readonly opens: Opening })
  | (Spoken & { readonly type: "accepted" })
  | (Spoken & {
      readonly type: "assigned";
      readonly unit: string;
      readonly supporting: readonly string[];
    })
  | (Spoken & { readonly type: "declined"; readonly proposedUnit?: string })
  | (Spoken & { readonly type: "asked" })
  | (Spoken & { readonly type: "extended" })
  | (Spoken & {
      readonly type: "responded";
      readonly kind: "initial" | "interim" | "plan";
      /** The day a plan promises. */
      readonly date?: string;
    })
  | (Spoken & { readonly type: "answered"; readonly kind: "done" | "refused" })
  | (Spoken & {
      readonly type: "closed";
      /** Two different figures: the reporter said so, or the window lapsed. */
      readonly outcome: "confirmed" | "unconfirmed";
      readonly because?: EventRef;
      /** Of a lapse: the end of the reporter's window. */
      readonly due?: string;
    })
  | (Spoken & {
      readonly type: "reopened";
      readonly opens?: Opening;
      readonly because?: EventRef;
    })
  | Referral;

/** Events of the handoff to the Ombudsman, and of its office. */
export type Referral =
  | (Spoken & {
      readonly type: "referred";
      readonly opens: Opening;
      /** The provincial office, by its province's code; `pusat` is the seat. */
      readonly office: string;
      /** The deadline that passed. */
      readonly due: string;
    })
  | (Spoken & { readonly type: "registered"; readonly number: string })
  | (Spoken & { readonly type: "ineligible" })
  | (Spoken & { readonly type: "concluded" });

/** Events that no turn is needed for: recorded and shown with their origin, never a transition. */
export type Contribution =
  | (Spoken & { readonly type: "supplied" })
  | (Spoken & { readonly type: "replied" })
  | (Spoken & { readonly type: "confirmed"; readonly answer?: string })
  | (Spoken & { readonly type: "objected"; readonly answer?: string })
  | (Spoken & { readonly type: "rated"; readonly score: number; readonly answer?: string })
  | (Spoken & { readonly type: "withdrawn" })
  /** To handing the reporter's identity to the Ombudsman; `granted: false` takes it back. */
  | (Spoken & { readonly type: "consented"; readonly granted: boolean })
  | (Spoken & {
      readonly type: "tightened";
      readonly flags: Flags;
      readonly masks?: readonly Mask[];
      /** Contents by hash, of which no party keeps the bytes; from the hub or the origin alone. */
      readonly erases?: readonly string[];
    })
  /** The hub's clock: what is not handed to the Ombudsman was not settled, and the reporter is told where to go. */
  | (Spoken & { readonly type: "advised"; readonly due: string });

export type ReportEvent = Transition | Contribution;
export type EventType = ReportEvent["type"];

const contributionTypes: ReadonlySet<string> = new Set<Contribution["type"]>([
  "supplied",
  "replied",
  "confirmed",
  "objected",
  "rated",
  "withdrawn",
  "consented",
  "tightened",
  "advised",
]);

export function isContribution(event: ReportEvent): event is Contribution {
  return contributionTypes.has(event.type);
}

/** After these the holder's turn is over at the event itself; the hub writes the opening whose cut it is. */
const turnEnding: ReadonlySet<EventType> = new Set([
  "returned",
  "answered",
  "archived",
  "closed",
  "ineligible",
  "concluded",
]);

export function endsTurn(event: ReportEvent): boolean {
  return turnEnding.has(event.type);
}

export function openingOf(event: ReportEvent): Opening | undefined {
  return "opens" in event ? event.opens : undefined;
}

/** An event with its place in a stream, as every party holds it. */
export interface Recorded {
  /** The tenant whose stream it stands in. */
  readonly writer: string;
  readonly seq: number;
  readonly hash: string;
  readonly epoch: number;
  /** RFC 3339, UTC. */
  readonly at: string;
  readonly event: ReportEvent;
}

export const refOf = (recorded: Recorded): EventRef => ({
  tenant: recorded.writer,
  seq: recorded.seq,
  hash: recorded.hash,
});
