import { sweepAudit as sweep } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Removes audit rows that are past their tenant's years; 02:37 in Jakarta. */
export async function sweepAudit({ ctx, queue }: Bench): Promise<void> {
  await sweep(queue, ctx.here.tenants());
}
