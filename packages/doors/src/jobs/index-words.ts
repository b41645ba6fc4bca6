import { indexWords as makeFindable } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every minute: what was written is found by its words. Where nothing has happened that is a look at two numbers. */
export async function indexWords({ ctx, log }: Bench): Promise<void> {
  const { unreadable } = await makeFindable(ctx);
  if (unreadable > 0) log.error("words.unreadable", { reports: unreadable });
}
