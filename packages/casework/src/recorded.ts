import type { Recorded, ReportEvent } from "@simpul/domain";
import type { KeptEvent } from "@simpul/db";

const known: Record<ReportEvent["type"], true> = {
  received: true,
  held: true,
  resumed: true,
  archived: true,
  deemed: true,
  verified: true,
  corrected: true,
  split: true,
  forwarded: true,
  recalled: true,
  returned: true,
  epochOpened: true,
  accepted: true,
  assigned: true,
  declined: true,
  asked: true,
  extended: true,
  responded: true,
  answered: true,
  closed: true,
  reopened: true,
  supplied: true,
  replied: true,
  confirmed: true,
  objected: true,
  rated: true,
  withdrawn: true,
  tightened: true,
  referred: true,
  registered: true,
  ineligible: true,
  concluded: true,
  consented: true,
  advised: true,
};

export function isKnownType(type: string): type is ReportEvent["type"] {
  return Object.hasOwn(known, type);
}

/** A kept event as the fold reads it; none for a type that this version does not know. */
export function recordedOf(
  kept: Pick<KeptEvent, "writer" | "seq" | "hash" | "epoch" | "at" | "type" | "payload">,
): Recorded[] {
  if (!isKnownType(kept.type)) return [];
  // Proof: our own events were composed from this type, a peer's were checked by `readEvent` before they were kept.
  const { data } = JSON.parse(kept.payload) as { data: Omit<ReportEvent, "type"> };
  return [
    {
      writer: kept.writer,
      seq: kept.seq,
      hash: kept.hash,
      epoch: kept.epoch,
      at: kept.at,
      // Proof: as above; the discriminant and its data were stored together.
      event: { ...data, type: kept.type } as ReportEvent,
    },
  ];
}
