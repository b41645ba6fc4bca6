import type { Database } from "../client.ts";

const channel = "simpul_case_clock";

/** Milliseconds ahead of real time, negative while a demo's past is being told; 0 where nobody moved it. */
export async function caseClockAhead({ pg }: Database): Promise<number> {
  const [row] = await pg<{ ahead_ms: string }[]>`select ahead_ms from federation.case_clock`;
  return Number(row?.ahead_ms ?? 0);
}

/** Tells every process of the deployment at once. Connected as the owner: nobody else may. */
export async function moveCaseClock(
  { pg }: Database,
  aheadMs: number,
): Promise<"moved" | "backwards"> {
  return pg.begin(async (tx) => {
    const rows = await tx`
      insert into federation.case_clock as c (ahead_ms) values (${aheadMs})
      on conflict (one) do update set ahead_ms = excluded.ahead_ms where c.ahead_ms <= excluded.ahead_ms
      returning ahead_ms`;
    if (rows.length === 0) return "backwards";
    await tx`select pg_notify(${channel}, '')`;
    return "moved";
  });
}

/** Calls back with what it is now, and whenever it moves or a lost connection is back; until the database is closed. */
export async function followCaseClock(
  db: Database,
  moved: (aheadMs: number) => void,
): Promise<void> {
  const read = async (): Promise<void> => moved(await caseClockAhead(db));
  // A connection that breaks meanwhile is made again, and reads then.
  const again = (): void => void read().catch(() => {});
  await db.pg.listen(channel, again, again);
  await read();
}
