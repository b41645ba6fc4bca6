import type { KeptEvent, LoadedReport, ParkedRow, StoredContent, StoredEvent } from "@simpul/db";
import type { Recorded } from "@simpul/domain";
import { fold } from "@simpul/domain";
import { deliveries, grow, recordedOf } from "@simpul/casework";
import { openContent } from "@simpul/protocol";
import type { ContentItem, Verdict, VerifiedEvent } from "@simpul/protocol";
import type { Change } from "@simpul/db";
import type { Deployment } from "./deployment.ts";
import { contentHashes } from "./feed.ts";

/** A peer's event whose signature, signer and shape were checked. */
export interface Arrived {
  readonly to: string;
  readonly writer: string;
  readonly type: string;
  readonly verified: VerifiedEvent;
  readonly content: readonly ContentItem[];
  readonly jws: string;
  readonly traceparent?: string;
}

/** What one copy of a report makes of a peer's events. */
export interface Applied {
  readonly verdicts: Map<Arrived, Verdict>;
  readonly change?: Change;
  readonly parked: ParkedRow[];
  readonly equivocations: Arrived[];
}

/** A gap this far ahead is no delay: parking is bounded. */
const furthestAhead = 1000;
const mostParked = 256;

/**
 * Takes what is next in its stream, parks what is early, refuses what contradicts, and folds the whole anew: the result
 * is the same whatever the order of arrival. Then the holder's own reactions, in the same change.
 */
export function applyEvents(
  deployment: Deployment,
  me: string,
  report: string,
  kept: readonly KeptEvent[],
  waiting: readonly ParkedRow[],
  copy: LoadedReport | undefined,
  arrived: readonly Arrived[],
  reread: (row: ParkedRow) => Arrived | undefined,
): Applied {
  const { ctx } = deployment;
  const chain = new Chain(kept);
  const verdicts = new Map<Arrived, Verdict>();
  const equivocations: Arrived[] = [];
  const parked: ParkedRow[] = [];
  const accepted: Arrived[] = [];

  for (const event of arrived) {
    const outcome = chain.judge(event);
    switch (outcome) {
      case "next":
        chain.take(event);
        accepted.push(event);
        verdicts.set(event, { hash: event.verified.hash, verdict: "accepted" });
        break;
      case "duplicate":
        verdicts.set(event, { hash: event.verified.hash, verdict: "duplicate" });
        break;
      case "early":
      case "unknownType":
        if (waiting.length + parked.length >= mostParked) {
          verdicts.set(event, reject(event, "tooManyParked", false));
          break;
        }
        parked.push(parkedRow(me, report, event, outcome));
        verdicts.set(event, { hash: event.verified.hash, verdict: "parked", code: outcome });
        break;
      case "tooFarAhead":
        verdicts.set(event, reject(event, outcome, false));
        break;
      case "equivocation":
        equivocations.push(event);
        verdicts.set(event, reject(event, outcome, true));
        break;
      case "brokenChain":
      case "foreignIntake":
        verdicts.set(event, reject(event, outcome, true));
        break;
    }
  }
  const unparked = takeParked(chain, [...waiting, ...parked], reread, accepted);
  const head = (event: Arrived) => chain.heads.get(event.writer);
  for (const [event, verdict] of verdicts) {
    const at = head(event);
    if (at !== undefined) verdicts.set(event, { ...verdict, head: at });
  }
  const stillParked = parked.filter((row) => !unparked.some((u) => u.writer === row.writer && u.seq === row.seq));
  if (accepted.length === 0) return { verdicts, parked: stillParked, equivocations };

  const fresh = accepted.map(stored);
  const recorded: Recorded[] = [...kept, ...fresh].flatMap(recordedOf);
  const folded = fold(recorded, report, ctx.hub);
  if (folded === undefined) throw new Error("events were accepted before their report's intake");
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  const grown = grow(ctx, me, report, folded, [], at);
  return {
    verdicts,
    parked: stillParked,
    equivocations,
    change: {
      tenant: me,
      report,
      expectedVersion: copy?.version ?? "new",
      case: grown.case,
      at,
      events: [...fresh, ...grown.events],
      contents: accepted.flatMap(contentsOf),
      audit: accepted.map((e) => ({ actor: `peer:${e.verified.event.source}`, verb: e.type, outcome: "applied" })),
      outbox: deliveries(ctx, me, copy?.case, grown.case, kept, [...fresh, ...grown.events]),
      dedup: [],
      unparked,
    },
  };
}

/** Applies what waited, as long as something's turn has come. */
function takeParked(
  chain: Chain,
  waiting: readonly ParkedRow[],
  reread: (row: ParkedRow) => Arrived | undefined,
  accepted: Arrived[],
): { writer: string; seq: number }[] {
  const taken: { writer: string; seq: number }[] = [];
  for (let moved = true; moved; ) {
    moved = false;
    for (const row of waiting) {
      if (taken.some((t) => t.writer === row.writer && t.seq === row.seq)) continue;
      const event = reread(row);
      if (event === undefined || chain.judge(event) !== "next") continue;
      chain.take(event);
      accepted.push(event);
      taken.push({ writer: row.writer, seq: row.seq });
      moved = true;
    }
  }
  return taken;
}

/** What this copy has of each writer's stream. */
class Chain {
  readonly heads = new Map<string, { seq: number; hash: string }>();
  private readonly hashes = new Map<string, string>();
  private hasIntake: string | undefined;

  constructor(kept: readonly KeptEvent[]) {
    for (const { writer, seq, hash, type } of kept) {
      this.hashes.set(`${writer}/${seq}`, hash);
      const head = this.heads.get(writer);
      if (head === undefined || head.seq < seq) this.heads.set(writer, { seq, hash });
      if (type === "received") this.hasIntake = writer;
    }
  }

  judge(arrived: Arrived) {
    const { writer, type } = arrived;
    const { hash, event } = arrived.verified;
    const known = this.hashes.get(`${writer}/${event.seq}`);
    if (known !== undefined) return known === hash ? "duplicate" : "equivocation";
    const head = this.heads.get(writer) ?? { seq: 0, hash: null };
    if (event.seq <= head.seq) return "brokenChain";
    if (event.seq > head.seq + furthestAhead) return "tooFarAhead";
    if (event.seq > head.seq + 1) return "early";
    if (event.prev !== head.hash) return "brokenChain";
    if (type === "unknownType") return "unknownType";
    // A report has one intake; another tenant's would take the report over in every fold.
    if (type === "received" && this.hasIntake !== undefined) return "foreignIntake";
    if (type !== "received" && this.hasIntake === undefined) return "early";
    // It was written in the knowledge of events that have not reached us: their order is part of what it says.
    for (const [other, seen] of Object.entries(event.seen)) {
      const ours = this.hashes.get(`${other}/${seen.seq}`);
      if (ours === undefined) return "early";
      if (ours !== seen.hash) return "brokenChain";
    }
    return "next";
  }

  take({ writer, type, verified: { hash, event } }: Arrived): void {
    this.hashes.set(`${writer}/${event.seq}`, hash);
    this.heads.set(writer, { seq: event.seq, hash });
    if (type === "received") this.hasIntake = writer;
  }
}

function stored({ writer, type, verified, traceparent }: Arrived): StoredEvent {
  const { event, hash, payload, protected: header, signature } = verified;
  return {
    writer,
    seq: event.seq,
    hash,
    id: event.id,
    type,
    epoch: event.epoch,
    at: event.time,
    payload,
    protected: header,
    signature,
    ...(traceparent === undefined ? {} : { traceparent }),
  };
}

/** Bytes that are not what their hash says are left out, and fetched again like any content that is missing. */
function contentsOf({ content, verified }: Arrived): StoredContent[] {
  const named = contentHashes(verified.payload);
  return content.filter(({ hash }) => named.includes(hash)).map((item) => {
    const { hash, salt, type, size, name, bytes } = item;
    const opened = openContent(item);
    return {
      hash,
      salt,
      type,
      size,
      ...(name === undefined ? {} : { name }),
      ...(opened.outcome === "opened" && bytes !== undefined ? { bytes } : {}),
    };
  });
}

function parkedRow(tenant: string, report: string, arrived: Arrived, reason: string): ParkedRow {
  const { writer, jws, content, verified } = arrived;
  return { tenant, report, writer, seq: verified.event.seq, hash: verified.hash, jws, content, reason };
}

const reject = ({ verified }: Arrived, code: string, permanent: boolean): Verdict => ({
  hash: verified.hash,
  verdict: "rejected",
  code,
  permanent,
});

