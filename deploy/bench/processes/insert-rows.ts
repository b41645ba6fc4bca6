import postgres from "postgres";
import { program } from "./program.ts";

export interface InsertOptions {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
}

export interface Inserted {
  readonly rows: number;
  readonly perSecond: number;
}

/** The unit of every ratio: one row, one statement, one commit, on as many connections as the measured door has. */
await program<InsertOptions>(async ({ url, connections, seconds }) => {
  const sql = postgres(url, { max: connections });
  const body = "x".repeat(600);
  const insert = () => sql`insert into bench_row (body) values (${body})`;
  await Promise.all(Array.from({ length: connections }, insert));
  return async () => {
    let rows = 0;
    const started = performance.now();
    const end = started + seconds * 1000;
    const one = async (): Promise<void> => {
      while (performance.now() < end) {
        await insert();
        rows += 1;
      }
    };
    await Promise.all(Array.from({ length: connections }, one));
    const took = (performance.now() - started) / 1000;
    await sql.end();
    return { rows, perSecond: rows / took } satisfies Inserted;
  };
});
