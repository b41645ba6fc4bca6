import { digestReminders, remindReporters } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** At 08:00 of each of the three zones, and every quarter of an hour for what a stopped worker missed. */
export async function digest({ ctx }: Bench): Promise<void> {
  await digestReminders(ctx);
  await remindReporters(ctx);
}
