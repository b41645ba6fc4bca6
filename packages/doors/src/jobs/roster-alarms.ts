import { alarmRosters } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every hour and when a worker starts: what is wrong is told once, and only by day. */
export async function rosterAlarms({ ctx }: Bench): Promise<void> {
  await alarmRosters(ctx);
}
