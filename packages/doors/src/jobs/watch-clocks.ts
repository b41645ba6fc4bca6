import { watchDue } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every minute: deadlines end at midnight of three zones, and nobody is to wait for the next hour. */
export async function watchClocks({ ctx }: Bench): Promise<void> {
  await watchDue(ctx);
}
