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
  | "foreignIntake"
  | "notAParty"
  | "tooManyWords";

/** What one copy of a report has of each writer's stream, and what it makes of one more event. */
export interface Chain {
  judge(event: Arrived): Judgement;
  take(event: Arrived): void;
  head(writer: string): { seq: number; hash: string } | undefined;
}

/**
 * The hub lets nobody into a report who is no party of it, whoever knows its id. What it has let in it relays, and the
 * others take it as it is: they may hear of a new party later than of its first words.
 */
export interface Gate {
  readonly parties: readonly string[];
}

/** Of one writer in one report: twice what its own deployment lets it say, so that nobody honest is ever stuck here. */
export const longestStream = 1000;

/** @param gate at the hub: who may write besides the tenant that took the report in */
export function chainOf(kept: readonly KeptEvent[], gate?: Gate): Chain {
  const heads = new Map<string, { seq: number; hash: string }>();
  const hashes = new Map<string, string>();
  let hasIntake = false;
  const writers = new Set(gate?.parties);

  const add = (writer: string, seq: number, hash: string, type: string): void => {
    hashes.set(`${writer}/${seq}`, hash);
    const head = heads.get(writer);
    if (head === undefined || head.seq < seq) heads.set(writer, { seq, hash });
    if (type !== "received") return;
    hasIntake = true;
    writers.add(writer);
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
      // A report has one intake; another tenant's would take the report over in every fold.
      if (type === "received" && hasIntake) return "foreignIntake";
      if (type !== "received" && !hasIntake) return "early";
      // It was written in the knowledge of events that have not reached us: their order is part of what it says.
      for (const [other, seen] of Object.entries(event.seen)) {
        const ours = hashes.get(`${other}/${seen.seq}`);
        if (ours === undefined) return "early";
        if (ours !== seen.hash) return "brokenChain";
      }
      // After what it has seen: to a hub restored from a backup its own forwarding is news, and must come first.
      if (gate !== undefined && type !== "received") {
        if (!writers.has(writer)) return "notAParty";
        if (event.seq > longestStream) return "tooManyWords";
      }
      if (type === "unknownType") return "unknownType";
      return "next";
    },
  };
}
