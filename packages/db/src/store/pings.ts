import { instantText } from "../client.ts";
import type { Database } from "../client.ts";

/** A knock at a node, which it hears the next time it calls and answers with the call after. RFC 3339, UTC. */
export interface Ping {
  readonly id: string;
  readonly node: string;
  readonly askedAt: string;
  readonly givenAt?: string;
  /** By the node's own clock. */
  readonly heardAt?: string;
  readonly answeredAt?: string;
  readonly traceparent?: string;
}

interface Row {
  readonly id: string;
  readonly node: string;
  readonly asked_at: string;
  readonly given_at: string | null;
  readonly heard_at: string | null;
  readonly answered_at: string | null;
  readonly traceparent: string | null;
}

const ping = ({ id, node, asked_at, given_at, heard_at, answered_at, traceparent }: Row): Ping => ({
  id,
  node,
  askedAt: instantText(asked_at),
  ...(given_at === null ? {} : { givenAt: instantText(given_at) }),
  ...(heard_at === null ? {} : { heardAt: instantText(heard_at) }),
  ...(answered_at === null ? {} : { answeredAt: instantText(answered_at) }),
  ...(traceparent === null ? {} : { traceparent }),
});

/** Keeps the last hundred of a node. */
export async function askPing(
  db: Database,
  asked: Pick<Ping, "id" | "node" | "askedAt" | "traceparent">,
): Promise<void> {
  const { id, node, askedAt, traceparent } = asked;
  await db.pg.begin(async (tx) => {
    await tx`
      insert into federation.ping (id, node, asked_at, traceparent)
      values (${id}, ${node}, ${askedAt}, ${traceparent ?? null})`;
    await tx`
      delete from federation.ping where node = ${node} and id not in (
        select id from federation.ping where node = ${node} order by asked_at desc limit 100)`;
  });
}

/**
 * Those that wait for a node's answer, marked as given out at this moment. What was given before `again` and not answered was
 * lost on the way and goes out once more; what was asked before `since` waits no longer.
 */
export async function givePings(
  db: Database,
  node: string,
  { at, again, since, limit }: { at: string; again: string; since: string; limit: number },
): Promise<Ping[]> {
  const rows = await db.pg<Row[]>`
    update federation.ping set given_at = ${at}::text::timestamptz
    where id in (
      select id from federation.ping
      where node = ${node} and answered_at is null and asked_at > ${since}::text::timestamptz
        and (given_at is null or given_at < ${again}::text::timestamptz)
      order by asked_at limit ${limit})
    returning id, node, asked_at, given_at, heard_at, answered_at, traceparent`;
  return rows.map(ping);
}

/** @returns those that were waited for; an answer to another node's, or a second one, says nothing */
export async function answerPings(
  db: Database,
  node: string,
  answers: readonly { readonly id: string; readonly at: string }[],
  at: string,
): Promise<Ping[]> {
  if (answers.length === 0) return [];
  const rows = await db.pg<Row[]>`
    update federation.ping p set answered_at = ${at}::text::timestamptz, heard_at = x.at
    from json_to_recordset(${JSON.stringify(answers)}::text::json) as x (id uuid, at timestamptz)
    where p.id = x.id and p.node = ${node} and p.answered_at is null
    returning p.id, p.node, p.asked_at, p.given_at, p.heard_at, p.answered_at, p.traceparent`;
  return rows.map(ping);
}

export async function pingsOf(db: Database, node: string, limit: number): Promise<Ping[]> {
  const rows = await db.pg<Row[]>`
    select id, node, asked_at, given_at, heard_at, answered_at, traceparent
    from federation.ping where node = ${node} order by asked_at desc limit ${limit}`;
  return rows.map(ping);
}
