import { checkFiles as check } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every minute for what the scanner could not look at, and at once when something was uploaded. */
export async function checkFiles({ ctx, files }: Bench): Promise<void> {
  await check(ctx, files);
}
