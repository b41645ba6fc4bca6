import postgres from "postgres";
import type { Database } from "../client.ts";
import type { Scope } from "../scope.ts";
import { withScope } from "../scope.ts";

/**
 * graphile-worker's schema belongs to the owner, who made it; the worker role works in it. Its tables have row-level
 * security without a policy, which shows nothing to anybody but their owner: the worker gets one that shows all.
 */
export async function grantQueue(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.begin(async (tx) => {
      await tx`grant usage on schema graphile_worker to simpul_worker`;
      await tx`grant select, insert, update, delete on all tables in schema graphile_worker to simpul_worker`;
      await tx`grant usage on all sequences in schema graphile_worker to simpul_worker`;
      await tx`grant execute on all functions in schema graphile_worker to simpul_worker`;
      const closed = await tx<{ name: string }[]>`
        select c.relname as name from pg_class c
        where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
          and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'simpul_worker')`;
      for (const { name } of closed)
        await tx`create policy simpul_worker on graphile_worker.${tx(name)} to simpul_worker using (true) with check (true)`;
    });
  } finally {
    await sql.end();
  }
}

/** Jobs that are due and not done. */
export async function queueDepth(queue: Database): Promise<number> {
  const [row] = await queue.pg<{ depth: string }[]>`
    select count(*) as depth from graphile_worker._private_jobs where run_at <= now() and attempts < max_attempts`;
  return Number(row?.depth ?? 0);
}

/** Who holds a lock on jobs and has neither taken it nor beaten for so long: killed, or cut off. */
export async function deadWorkers(queue: Database, seconds: number): Promise<string[]> {
  const rows = await queue.pg<{ worker: string }[]>`
    select held.worker
    from (
      select locked_by as worker, locked_at from graphile_worker._private_jobs where locked_by is not null
      union all
      select locked_by, locked_at from graphile_worker._private_job_queues where locked_by is not null
    ) held
    where not exists (
      select from federation.heartbeat h
      where h.process = held.worker and h.at > now() - make_interval(secs => ${seconds}))
    group by held.worker
    having max(held.locked_at) < now() - make_interval(secs => ${seconds})`;
  return rows.map((row) => row.worker);
}

/** A worker that stops says so; its row must not count as the deployment's heartbeat for the next seconds. */
export async function stopBeating(queue: Database, process: string): Promise<void> {
  await queue.pg`delete from federation.heartbeat where process = ${process}`;
}

/** Rows of processes that nobody will hear of again. */
export async function forgetOldBeats(queue: Database): Promise<void> {
  await queue.pg`delete from federation.heartbeat where at < now() - interval '1 day'`;
}

/** Stored answers are kept for a day (SURFACE, Idempotency-Key). @returns how many were removed */
export async function sweepIdempotency(db: Database, scope: Scope): Promise<number> {
  return withScope(db, scope, async (tx) => {
    const swept =
      await tx`delete from simpul.idempotency where created_at < now() - interval '1 day'`;
    return swept.count;
  });
}
