import { sweepBuckets, sweepIdempotency, wholeOf } from "@simpul/db";
import type { Bench } from "./bench.ts";

/** Removes what nobody can ask for again: answers of a day ago, and what limits counted then; 02:17 in Jakarta. */
export async function sweepAnswers({ ctx }: Bench): Promise<void> {
  await sweepIdempotency(ctx.db, wholeOf(ctx.here.tenants()));
  await sweepBuckets(ctx.db);
}
