import { connect } from "@simpul/db";
import { fold, hubTenant } from "@simpul/domain";
import { recordedOf } from "@simpul/casework";
import { sha256, verifyEvent, verifyReceipt } from "@simpul/protocol";
import type { EventPayload, PublicJwk } from "@simpul/protocol";
import { isDeepStrictEqual } from "node:util";
import type { Federation, Member } from "./federation.ts";

/**
 * Reads the databases from outside, as their owner, and says what is broken of PROTOCOL's invariants I1 to I5 and I8. It takes
 * nothing from the code under test but the fold, whose equality at all parties is what it asks.
 */
export async function violations(
  federation: Federation,
  expected: {
    readonly intakes?: readonly string[];
    /** Nodes for which a test itself speaks: what they hold and are owed says nothing. */
    readonly apart?: readonly string[];
  } = {},
): Promise<string[]> {
  const found: string[] = [];
  const { apart = [] } = expected;
  const members = [federation.hub, ...federation.nodes.values()].filter(
    (m) => !apart.includes(m.deployment.node),
  );
  const { tenants } = federation.hub.deployment.book.current();
  const isApart = (tenant: string) =>
    apart.includes(tenants.find((t) => t.code === tenant)?.node ?? "");
  const keys = new Map<string, PublicJwk>();
  for (const { keys: all } of federation.hub.deployment.book.current().nodes)
    for (const { use, jwk } of all) if (use === "sig") keys.set(jwk.kid, jwk);

  const copies = new Map<string, Copy>();
  for (const each of members) {
    const read = await readMember(each, apart);
    for (const copy of read.copies) copies.set(`${copy.tenant}/${copy.report}`, copy);
    found.push(
      ...(await streamsOf(read, keys)),
      ...(await deliveriesOf(each, read, keys)),
      ...backlogOf(each, read),
    );
  }
  for (const id of expected.intakes ?? []) {
    const intakes = [...copies.values()]
      .filter((c) => c.report === id && c.tenant === hubTenant)
      .flatMap((c) => c.events.filter((e) => e.type === "received"));
    if (intakes.length !== 1)
      found.push(`I1: the intake ${id} exists ${intakes.length} times at the hub`);
  }
  for (const copy of copies.values())
    found.push(
      ...foldsOf(copy),
      ...(copy.tenant === hubTenant ? sharedOf(copy, copies, isApart) : []),
    );
  return found;
}

interface Kept {
  writer: string;
  seq: number;
  hash: string;
  type: string;
  epoch: number;
  at: string;
  payload: string;
  protected: string | null;
  signature: string | null;
}

interface Copy {
  readonly tenant: string;
  readonly report: string;
  /** Where more than the intake has happened: without one the case is that event. */
  readonly snapshot: { parties: readonly string[] } | null;
  readonly state: string;
  readonly events: readonly Kept[];
}

interface Read {
  readonly node: string;
  readonly copies: readonly Copy[];
  readonly delivered: readonly {
    peer: string;
    position: string;
    hash: string;
    jws: string | null;
  }[];
  readonly waiting: { outbox: number; feed: number; parked: number };
}

async function readMember(
  { urls, deployment: { node } }: Member,
  apart: readonly string[],
): Promise<Read> {
  const { pg, close } = connect(urls.owner, { max: 1, name: "invariants" });
  try {
    const reports = await pg<
      { tenant: string; id: string; state: string; snapshot: Copy["snapshot"] }[]
    >`select r.tenant, r.id, r.state, s.body as snapshot from simpul.report r
      left join simpul.snapshot s on s.tenant = r.tenant and s.report = r.id`;
    const events = await pg<(Kept & { tenant: string; report: string })[]>`
      select tenant, report, writer, seq, hash, type, epoch, at, payload, protected, signature from simpul.event order by writer, seq`;
    const [waiting] = await pg<Read["waiting"][]>`
      select (select count(*) from simpul.outbox where kind = 'deliver')::int as outbox,
        (select count(*) from simpul.feed where delivered_at is null and peer <> all (${[...apart]}::text[]))::int as feed,
        (select count(*) from simpul.parked)::int as parked`;
    const delivered = await pg<Read["delivered"][number][]>`
      select f.peer, f.position, e.hash, r.jws from simpul.feed f
      join simpul.event e on e.tenant = f.tenant and e.report = f.report and e.writer = f.writer and e.seq = f.seq
      left join federation.receipt r on r.id = f.receipt
      where f.delivered_at is not null and f.peer <> all (${[...apart]}::text[])`;
    return {
      node,
      delivered,
      waiting: waiting ?? { outbox: 0, feed: 0, parked: 0 },
      copies: reports.map(({ tenant, id, state, snapshot }) => ({
        tenant,
        report: id,
        state,
        snapshot,
        events: events
          .filter((e) => e.tenant === tenant && e.report === id)
          .map((e) => ({
            ...e,
            at: Temporal.Instant.from(e.at).toString({ fractionalSecondDigits: 3 }),
          })),
      })),
    };
  } finally {
    await close();
  }
}

/** I2, I3: once each, gap-free, chained, hashed and signed, and nothing seen that is not there. */
async function streamsOf(
  { node, copies }: Read,
  keys: ReadonlyMap<string, PublicJwk>,
): Promise<string[]> {
  const found: string[] = [];
  for (const { tenant, report, events } of copies) {
    const at = (e: Kept) => `${node}: ${tenant}/${report} ${e.writer}/${e.seq}`;
    const heads = new Map<string, Kept>();
    for (const event of events) {
      // Proof: the payload is checked against its shape by `verifyEvent` below, or was composed here.
      const payload = JSON.parse(event.payload) as EventPayload;
      const before = heads.get(event.writer);
      if (event.seq !== (before?.seq ?? 0) + 1)
        found.push(`I3: ${at(event)} follows ${before?.seq ?? 0}`);
      if (payload.prev !== (before?.hash ?? null)) found.push(`I3: ${at(event)} does not chain`);
      if (sha256(event.payload) !== event.hash) found.push(`I3: ${at(event)} is not its hash`);
      for (const [writer, seen] of Object.entries(payload.seen))
        if (!events.some((e) => e.writer === writer && e.seq === seen.seq && e.hash === seen.hash))
          found.push(`I3: ${at(event)} has seen ${writer}/${seen.seq}, which is not there`);
      heads.set(event.writer, event);
      if (event.protected === null || event.signature === null) continue;
      const jws = `${event.protected}.${Buffer.from(event.payload).toString("base64url")}.${event.signature}`;
      const verified = await verifyEvent(jws, (kid) => keys.get(kid));
      if (verified.outcome === "refused") found.push(`I3: ${at(event)} ${verified.code}`);
    }
  }
  return found;
}

/** I4: a delivered row names a receipt, which its peer signed over this very event. */
async function deliveriesOf(
  { deployment: { node } }: Member,
  read: Read,
  keys: ReadonlyMap<string, PublicJwk>,
): Promise<string[]> {
  const found: string[] = [];
  for (const { peer, position, hash, jws } of read.delivered) {
    const said = `I4: ${node} to ${peer}, position ${position}`;
    if (jws === null) {
      found.push(`${said} has no receipt`);
      continue;
    }
    const verified = await verifyReceipt(jws, (kid) => keys.get(kid), {
      iss: `urn:simpul:node:${peer}`,
      aud: `urn:simpul:node:${node}`,
    });
    if (verified.outcome === "refused") {
      found.push(`${said}: ${verified.code}`);
      continue;
    }
    // One event may stand in a batch twice, for two tenants of one node.
    const verdicts = verified.receipt.verdicts.filter((v) => v.hash === hash);
    if (!verdicts.some((v) => v.verdict !== "rejected" || v.permanent === true))
      found.push(`${said}: the receipt says ${verdicts[0]?.verdict ?? "nothing"}`);
  }
  return found;
}

/** I8 */
function backlogOf({ deployment: { node } }: Member, { waiting }: Read): string[] {
  return Object.entries(waiting)
    .filter(([, count]) => count > 0)
    .map(([where, count]) => `I8: ${count} in ${where} of ${node}`);
}

/** I5: the kept row is what the events say. */
function foldsOf(copy: Copy): string[] {
  const folded = foldOf(copy);
  const isKept =
    copy.snapshot === null
      ? copy.events.length === 1 && copy.state === "received"
      : isDeepStrictEqual(folded, copy.snapshot);
  return isKept
    ? []
    : [
        `I5: the row of ${copy.tenant}/${copy.report} is not the fold of its events: ${differing(folded, copy.snapshot)}`,
      ];
}

/** The parts in which two cases differ, both versions of each. */
function differing(one: unknown, other: unknown): string {
  const parts = (of: unknown): Map<string, unknown> =>
    new Map(Object.entries(typeof of === "object" && of !== null ? of : {}));
  const [a, b] = [parts(one), parts(other)];
  return [...new Set([...a.keys(), ...b.keys()])]
    .filter((name) => !isDeepStrictEqual(a.get(name), b.get(name)))
    .map((name) => `${name}: ${JSON.stringify(a.get(name))} / ${JSON.stringify(b.get(name))}`)
    .join("; ");
}

/** I2, I5: every party of the hub's copy has the same events, and so the same case. */
function sharedOf(
  hub: Copy,
  copies: ReadonlyMap<string, Copy>,
  isApart: (tenant: string) => boolean,
): string[] {
  const found: string[] = [];
  const hashes = new Set(hub.events.map((e) => e.hash));
  for (const party of (hub.snapshot?.parties ?? []).filter((p) => !isApart(p))) {
    const copy = copies.get(`${party}/${hub.report}`);
    if (copy === undefined) {
      found.push(`I2: ${party} has no copy of ${hub.report}`);
      continue;
    }
    const theirs = new Set(copy.events.map((e) => e.hash));
    for (const { hash, writer, seq } of hub.events)
      if (!theirs.has(hash)) found.push(`I2: ${party} lacks ${writer}/${seq} of ${hub.report}`);
    for (const { hash, writer, seq } of copy.events)
      if (!hashes.has(hash))
        found.push(`I2: the hub lacks ${writer}/${seq} of ${hub.report}, which ${party} has`);
    if (!isDeepStrictEqual(foldOf(copy), foldOf(hub)))
      found.push(`I5: ${party} folds ${hub.report} otherwise than the hub`);
  }
  return found;
}

/** As JSON, which is how the row keeps it. */
function foldOf({ events, report }: Copy): unknown {
  return JSON.parse(JSON.stringify(fold(events.flatMap(recordedOf), report, hubTenant) ?? null));
}
