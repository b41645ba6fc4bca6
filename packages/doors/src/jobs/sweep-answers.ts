import { sweepBuckets, sweepIdempotency, sweepReporterAccess, wholeOf } from "@simpul/db";
import type { Bench } from "./bench.ts";

/** Removes what nobody can ask for again: answers of a day ago, what limits counted then, reporters' codes and sessions; 02:17 in Jakarta. */
export async function sweepAnswers({ ctx }: Bench): Promise<void> {
  await sweepIdempotency(ctx.db, wholeOf(ctx.here.tenants()));
  await sweepBuckets(ctx.db);
  await sweepReporterAccess(ctx.db, wholeOf(ctx.here.tenants()));
}
