import { forgetIdentities } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every five minutes: other tenants' answers that may not be opened any more, and messages that nobody fetched. */
export async function sweepIdentities({ ctx }: Bench): Promise<void> {
  await forgetIdentities(ctx);
}
