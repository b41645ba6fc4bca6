import { indexWords as makeFindable } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every minute: what was written is found by its words. Where nothing has happened that is a look at two numbers. */
export async function indexWords({ ctx }: Bench): Promise<void> {
  await makeFindable(ctx);
}
