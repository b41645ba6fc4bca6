import { liveMark, settledLive, wholeOf, withScope } from "@simpul/db";
import type { Context } from "../context.ts";

/** Up to where everything was told, and by which deadlines. */
interface Place {
  readonly settled: number;
  readonly deadlines: string;
}

export const placeOf = (settled: number, deadlines: string): string => `${settled}.${deadlines}`;

const written = /^(\d{1,15})\.(none|[0-9a-f]{32})$/;

export function readPlace(typed: string | undefined): Place | "unknown" {
  const [, settled, deadlines] = written.exec(typed ?? "") ?? [];
  return settled === undefined || deadlines === undefined
    ? "unknown"
    : { settled: Number(settled), deadlines };
}

/** Writers end within milliseconds; behind a longer one a desk goes without, and reads everything anew when it listens. */
const patienceMs = 500;

/** A place such that whatever is read from now on misses nothing that happened before it; `unknown` if writers take long. */
export async function livePlace(ctx: Context): Promise<string> {
  const until = performance.now() + patienceMs;
  return withScope(ctx.db, wholeOf(ctx.here.tenants()), async (tx) => {
    const mark = await liveMark(tx);
    for (let now = mark; !settledLive(mark, now); now = await liveMark(tx)) {
      if (performance.now() > until) return "unknown";
      await tx`select pg_sleep(0.005)`;
    }
    return placeOf(mark.last, mark.deadlines);
  });
}
