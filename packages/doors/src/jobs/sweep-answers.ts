import { sweepIdempotency, wholeOf } from "@simpul/db";
import type { Bench } from "./bench.ts";

/** Removes answers that were stored for repeated requests a day ago; 02:17 in Jakarta. */
export async function sweepAnswers({ ctx }: Bench): Promise<void> {
  await sweepIdempotency(ctx.db, wholeOf(ctx.here.tenants()));
}
