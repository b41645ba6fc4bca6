import type {
  Change,
  KeptEvent,
  LoadedReport,
  ParkedRow,
  StoredContent,
  StoredEvent,
} from "@simpul/db";
import type { Recorded } from "@simpul/domain";
import { fold } from "@simpul/domain";
import { deliveries, dueOf, grow, recordedOf } from "@simpul/casework";
import { openContent } from "@simpul/protocol";
import type { Verdict } from "@simpul/protocol";
import { parkedRow, rejected, reread } from "./arrived.ts";
import type { Arrived } from "./arrived.ts";
import { chainOf } from "./chain.ts";
import type { Chain, Judgement } from "./chain.ts";
import type { Deployment } from "./deployment.ts";
import { contentRefs } from "./feed.ts";

/** One tenant's copy of a report, as it was read. */
export interface Copy {
  readonly tenant: string;
  readonly report: string;
  readonly kept: readonly KeptEvent[];
  readonly waiting: readonly ParkedRow[];
  readonly loaded: LoadedReport | undefined;
}

/** What one copy of a report makes of a peer's events. */
export interface Applied {
  readonly verdicts: Map<Arrived, Verdict>;
  readonly change?: Change;
  /** To be kept until their turn comes. */
  readonly parked: ParkedRow[];
  /** Their turn came, or can never come. */
  readonly released: readonly string[];
  readonly equivocations: Arrived[];
}

/** Of one copy. */
const mostParked = 256;

/**
 * Takes what is next in its stream, parks what is early, refuses what contradicts, and folds the whole anew: the result
 * is the same whatever the order of arrival. Then the holder's own reactions, in the same change.
 */
export function applyEvents(
  deployment: Deployment,
  copy: Copy,
  arrived: readonly Arrived[],
): Applied {
  const { tenant, report, kept, waiting, loaded } = copy;
  const { hub } = deployment.ctx;
  const chain = chainOf(
    kept,
    tenant === hub ? { parties: [hub, ...(loaded?.case.parties ?? [])] } : undefined,
  );
  const parkedBefore = waiting.flatMap((row) => reread(row) ?? []);
  const { judged, accepted } = judgeAll(chain, [...parkedBefore, ...arrived]);

  const verdicts = new Map<Arrived, Verdict>();
  const parked: ParkedRow[] = [];
  for (const event of arrived) {
    const judgement = judged.get(event) ?? "early";
    const isWaiting = waiting.some((row) => row.hash === event.verified.hash);
    const verdict = verdictOf(
      event,
      judgement,
      isWaiting || waiting.length + parked.length < mostParked,
    );
    if (verdict.verdict === "parked" && !isWaiting)
      parked.push(parkedRow(tenant, report, event, judgement));
    const head = chain.head(event.writer);
    verdicts.set(event, head === undefined ? verdict : { ...verdict, head });
  }
  const isOver = (event: Arrived) => !stays(judged.get(event) ?? "early");
  return {
    verdicts,
    parked,
    released: parkedBefore.filter(isOver).map((event) => event.verified.hash),
    equivocations: [...judged]
      .filter(([, judgement]) => judgement === "equivocation")
      .map(([event]) => event),
    ...(accepted.length === 0 ? {} : { change: changeOf(deployment, copy, accepted) }),
  };
}

/** What waited comes first: of two versions of one place in a stream, the one that was receipted earlier stands. */
function judgeAll(
  chain: Chain,
  events: readonly Arrived[],
): { judged: Map<Arrived, Judgement>; accepted: Arrived[] } {
  const judged = new Map<Arrived, Judgement>();
  const accepted: Arrived[] = [];
  for (let moved = true; moved;) {
    moved = false;
    for (const event of events) {
      if (judged.get(event) === "next") continue;
      const judgement = chain.judge(event);
      judged.set(event, judgement);
      if (judgement !== "next") continue;
      chain.take(event);
      accepted.push(event);
      moved = true;
    }
  }
  return { judged, accepted };
}

const stays = (judgement: Judgement): boolean =>
  judgement === "early" || judgement === "unknownType" || judgement === "tooFarAhead";

function verdictOf(
  { verified: { hash } }: Arrived,
  judgement: Judgement,
  hasRoom: boolean,
): Verdict {
  switch (judgement) {
    case "next":
      return { hash, verdict: "accepted" };
    case "duplicate":
      return { hash, verdict: "duplicate" };
    case "early":
    case "unknownType":
      return hasRoom
        ? { hash, verdict: "parked", code: judgement }
        : rejected(hash, "tooManyParked", false);
    case "tooFarAhead":
    case "tooManyWords":
      return rejected(hash, judgement, false);
    case "notAParty":
    case "equivocation":
    case "brokenChain":
    case "foreignIntake":
      return rejected(hash, judgement, true);
  }
}

function changeOf(
  { ctx }: Deployment,
  { tenant, report, kept, loaded }: Copy,
  accepted: readonly Arrived[],
): Change {
  const fresh = accepted.map(stored);
  const recorded: Recorded[] = [...kept, ...fresh].flatMap(recordedOf);
  const folded = fold(recorded, report, ctx.hub);
  if (folded === undefined) throw new Error("events were accepted before their report's intake");
  const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  const grown = grow(ctx, tenant, report, folded, [], at);
  return {
    tenant,
    report,
    expectedVersion: loaded?.version ?? "new",
    case: grown.case,
    due: dueOf(ctx, tenant, grown.case, loaded?.marks ?? []),
    at,
    events: [...fresh, ...grown.events],
    contents: accepted.flatMap(contentsOf),
    audit: accepted.map((e) => ({
      actor: `peer:${e.verified.event.source}`,
      verb: e.type,
      outcome: "applied",
    })),
    outbox: deliveries(ctx, tenant, loaded?.case, grown.case, kept, [...fresh, ...grown.events]),
    dedup: [],
  };
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

/**
 * What stands beside an event is not signed: of it counts what agrees with the event. Bytes that are not what their hash
 * says are left out, and fetched again like any content that is missing.
 */
function contentsOf({ content, verified }: Arrived): StoredContent[] {
  const named = new Map(contentRefs(verified.payload).map((ref) => [ref.hash, ref]));
  return content
    .filter(({ hash, size, type }) => {
      const ref = named.get(hash);
      return ref !== undefined && ref.size === size && ref.type === type;
    })
    .map((item) => {
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
