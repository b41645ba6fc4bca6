import { recomputeDeadlines } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every minute: a calendar may come by an import beside this process, or from the hub at any time of the day. */
export async function recompute({ ctx }: Bench): Promise<void> {
  await recomputeDeadlines(ctx);
}
