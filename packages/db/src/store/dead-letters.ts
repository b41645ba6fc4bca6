import { instantText } from "../client.ts";
import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";
import type { Stamp } from "./feed.ts";

/** What a peer refused for good. */
export interface DeadLetter {
  readonly id: number;
  readonly peer: string;
  readonly code: string;
  readonly jws: string;
  readonly at: string;
  readonly replayedAt?: string;
}

interface Row {
  readonly id: string;
  readonly peer: string;
  readonly code: string;
  readonly jws: string;
  readonly at: string;
  readonly replayed_at: string | null;
}

const letter = ({ id, at, replayed_at, ...row }: Row): DeadLetter => ({
  ...row,
  id: Number(id),
  at: instantText(at),
  ...(replayed_at === null ? {} : { replayedAt: instantText(replayed_at) }),
});

/** The newest first. @param before id of the last one of the page before */
export async function deadLetters(
  db: Database,
  before: number | undefined,
  limit: number,
): Promise<DeadLetter[]> {
  const rows = await db.pg<Row[]>`
    select id, peer, code, jws, at, replayed_at from federation.dead_letter
    ${before === undefined ? db.pg`` : db.pg`where id < ${before}`}
    order by id desc limit ${limit}`;
  return rows.map(letter);
}

export async function findDeadLetter(tx: Tx, id: number): Promise<DeadLetter | undefined> {
  const [row] = await tx<Row[]>`
    select id, peer, code, jws, at, replayed_at from federation.dead_letter where id = ${id} for update`;
  return row === undefined ? undefined : letter(row);
}

/** Those that were not sent again, by peer. */
export async function openDeadLetters(db: Database): Promise<{ peer: string; count: number }[]> {
  return [
    ...(await db.pg<{ peer: string; count: number }[]>`
      select peer, count(*)::int as count from federation.dead_letter
      where replayed_at is null group by peer order by peer`),
  ];
}

export async function markReplayed(tx: Tx, id: number, at: string): Promise<void> {
  await tx`update federation.dead_letter set replayed_at = ${at} where id = ${id}`;
}

/** Where an event was given out to a peer: which copy it was read from, and for whom. */
export async function givenTo(
  tx: Tx,
  { peer, report, writer, seq }: Pick<Stamp, "peer" | "report" | "writer" | "seq">,
): Promise<Stamp[]> {
  const rows = await tx<Stamp[]>`
    select distinct tenant, peer, to_tenant as "toTenant", report, writer, seq from simpul.feed
    where report = ${report} and writer = ${writer} and seq = ${seq} and peer = ${peer}`;
  return [...rows];
}
