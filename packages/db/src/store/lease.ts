import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";

export interface Lease {
  readonly name: string;
  readonly holder: string;
  /** Grows with each new holder: a write that names an outgrown fence is refused. */
  readonly fence: string;
}

/** Takes or renews; the database's clock decides, so that no process's clock can steal. */
export async function takeLease(
  db: Database,
  name: string,
  holder: string,
  seconds: number,
): Promise<Lease | "taken"> {
  const [row] = await db.pg<{ fence: string }[]>`
    insert into federation.lease as l (name, holder, fence, until)
    values (${name}, ${holder}, 1, now() + make_interval(secs => ${seconds}))
    on conflict (name) do update set
      holder = excluded.holder,
      fence = case when l.holder = excluded.holder then l.fence else l.fence + 1 end,
      until = excluded.until
    where l.holder = excluded.holder or l.until < now()
    returning fence`;
  return row === undefined ? "taken" : { name, holder, fence: row.fence };
}

/** Whoever has it now; undefined if it is free. */
export async function leaseHolder(db: Database, name: string): Promise<string | undefined> {
  const [row] = await db.pg<{ holder: string }[]>`
    select holder from federation.lease where name = ${name} and until >= now()`;
  return row?.holder;
}

/** Of a holder that is known to be dead; the next one to take it gets a new fence, as after any other. */
export async function endLease(db: Database, name: string, holder: string): Promise<void> {
  await db.pg`
    update federation.lease set until = now() - interval '1 millisecond' where name = ${name} and holder = ${holder}`;
}

export async function releaseLease(db: Database, lease: Lease): Promise<void> {
  await db.pg`
    update federation.lease set until = now() where name = ${lease.name} and holder = ${lease.holder} and fence = ${lease.fence}`;
}

/** Inside the transaction of a write: a holder that slept past its lease must not write late. */
export async function fenced(tx: Tx, lease: Lease): Promise<"ours" | "outgrown"> {
  const rows = await tx`
    select from federation.lease where name = ${lease.name} and holder = ${lease.holder} and fence = ${lease.fence} for share`;
  return rows.length === 1 ? "ours" : "outgrown";
}

export async function beat(db: Database, process: string): Promise<void> {
  await db.pg`insert into federation.heartbeat (process, at) values (${process}, now())
    on conflict (process) do update set at = now()`;
}

/** Seconds since any worker of this deployment last beat; undefined if none ever did. */
export async function lastBeat(db: Database): Promise<number | undefined> {
  const [row] = await db.pg<{ age: string | null }[]>`
    select extract(epoch from now() - max(at)) as age from federation.heartbeat`;
  return row?.age == null ? undefined : Number(row.age);
}
