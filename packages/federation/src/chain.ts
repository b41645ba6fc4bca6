import type { KeptEvent } from "@simpul/db";
import type { Arrived } from "./arrived.ts";

/** A gap this far ahead is no delay: parking is bounded. */
const furthestAhead = 1000;

export type Judgement =
  | "next"
  | "duplicate"
  | "equivocation"
  | "early"
  | "unknownType"
  | "tooFarAhead"
  | "brokenChain"
  | "foreignIntake";

/** What one copy of a report has of each writer's stream, and what it makes of one more event. */
export interface Chain {
  judge(event: Arrived): Judgement;
  take(event: Arrived): void;
  head(writer: string): { seq: number; hash: string } | undefined;
}

export function chainOf(kept: readonly KeptEvent[]): Chain {
  const heads = new Map<string, { seq: number; hash: string }>();
  const hashes = new Map<string, string>();
  let hasIntake = false;

  const add = (writer: string, seq: number, hash: string, type: string): void => {
    hashes.set(`${writer}/${seq}`, hash);
    const head = heads.get(writer);
    if (head === undefined || head.seq < seq) heads.set(writer, { seq, hash });
    if (type === "received") hasIntake = true;
  };
  for (const { writer, seq, hash, type } of kept) add(writer, seq, hash, type);

  return {
    head: (writer) => heads.get(writer),
    take: ({ writer, type, verified: { hash, event } }) => add(writer, event.seq, hash, type),
    judge({ writer, type, verified: { hash, event } }) {
      const known = hashes.get(`${writer}/${event.seq}`);
      if (known !== undefined) return known === hash ? "duplicate" : "equivocation";
      const head = heads.get(writer) ?? { seq: 0, hash: null };
      if (event.seq > head.seq + furthestAhead) return "tooFarAhead";
      if (event.seq > head.seq + 1) return "early";
      if (event.prev !== head.hash) return "brokenChain";
      if (type === "unknownType") return "unknownType";
      // A report has one intake; another tenant's would take the report over in every fold.
      if (type === "received" && hasIntake) return "foreignIntake";
      if (type !== "received" && !hasIntake) return "early";
      // It was written in the knowledge of events that have not reached us: their order is part of what it says.
      for (const [other, seen] of Object.entries(event.seen)) {
        const ours = hashes.get(`${other}/${seen.seq}`);
        if (ours === undefined) return "early";
        if (ours !== seen.hash) return "brokenChain";
      }
      return "next";
    },
  };
}
