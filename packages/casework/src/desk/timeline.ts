import type { Step } from "@simpul/domain";
import type { RecordedBehalf } from "../answers/on-behalf.ts";

/** What a step says beside its words, for those inside: codes and figures, never a person. */
export interface StepDetail {
  /** Place in its writer's stream. */
  readonly seq: number;
  /** Of its content, which of the words the entry's text is: what `mask` names. */
  readonly field?: string;
  readonly counted: Step["counted"];
  /** Its words were removed for good. */
  readonly gone?: true;
  /** Who was told of it, and the time (ISO) at which their node confirmed it; `waiting` while it has not. */
  readonly told?: readonly { readonly tenant: string; readonly at: string }[];
  /** The tenant that holds the report from then on. */
  readonly holder?: string;
  readonly unit?: string;
  readonly supporting?: readonly string[];
  readonly kind?: string;
  readonly reason?: string;
  readonly outcome?: string;
  /** ISO date that a plan promises. */
  readonly date?: string;
  readonly score?: number;
  readonly number?: string;
  readonly proposedTenant?: string;
  readonly proposedUnit?: string;
  /** Ids of the parts. */
  readonly parts?: readonly string[];
  readonly duplicateOf?: string;
  readonly rules?: readonly string[];
  readonly adjudicated?: true;
  readonly complete?: false;
  readonly granted?: boolean;
  readonly anonymous?: true;
  readonly secret?: true;
  readonly masked?: number;
  readonly erased?: number;
  /** The law that an answer or a return rests on. */
  readonly basis?: string;
  /** What a unit wrote on paper; its scan is the first of the files. */
  readonly onBehalf?: RecordedBehalf;
  /** Files that came with it, by hash. */
  readonly files?: readonly string[];
}

export function detailOf({ recorded, counted }: Step): StepDetail {
  const { event, seq } = recorded;
  const files = event.attachments?.map(({ hash }) => hash) ?? [];
  return {
    seq,
    counted,
    ...ownOf(event),
    ...("opens" in event && event.opens !== undefined ? { holder: event.opens.holder } : {}),
    ...(files.length === 0 ? {} : { files }),
  };
}

function ownOf(event: Step["recorded"]["event"]): Partial<StepDetail> {
  switch (event.type) {
    case "archived":
      return {
        reason: event.reason,
        ...(event.duplicateOf === undefined ? {} : { duplicateOf: event.duplicateOf }),
      };
    case "verified":
      return event.complete ? {} : { complete: false };
    case "split":
      return { parts: event.parts };
    case "forwarded":
      return { rules: event.rules, ...(event.adjudicated ? { adjudicated: true } : {}) };
    case "returned":
      return event.proposedTenant === undefined ? {} : { proposedTenant: event.proposedTenant };
    case "assigned":
      return { unit: event.unit, supporting: event.supporting };
    case "declined":
      return event.proposedUnit === undefined ? {} : { proposedUnit: event.proposedUnit };
    case "responded":
      return { kind: event.kind, ...(event.date === undefined ? {} : { date: event.date }) };
    case "answered":
      return { kind: event.kind };
    case "closed":
      return { outcome: event.outcome };
    case "registered":
      return { number: event.number };
    case "rated":
      return { score: event.score };
    case "consented":
      return { granted: event.granted };
    case "tightened":
      return {
        ...(event.flags.anonymous ? { anonymous: true } : {}),
        ...(event.flags.secret ? { secret: true } : {}),
        ...(event.masks === undefined ? {} : { masked: event.masks.length }),
        ...(event.erases === undefined ? {} : { erased: event.erases.length }),
      };
    case "received":
    case "held":
    case "resumed":
    case "deemed":
    case "corrected":
    case "recalled":
    case "epochOpened":
    case "accepted":
    case "asked":
    case "extended":
    case "reopened":
    case "referred":
    case "ineligible":
    case "concluded":
    case "supplied":
    case "replied":
    case "confirmed":
    case "objected":
    case "withdrawn":
    case "advised":
      return {};
  }
}
