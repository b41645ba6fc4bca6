import { sweepSuggestions, trainSuggestions } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every minute: a duplicate comes within minutes of the first. Where nothing has happened that is a look at two numbers. */
export async function learnSuggestions({ ctx, log }: Bench): Promise<void> {
  const { unreadable } = await trainSuggestions(ctx);
  if (unreadable > 0) log.error("suggestions.unreadable", { reports: unreadable });
}

/** 02:57 in Jakarta. */
export async function forgetLikeness({ ctx }: Bench): Promise<void> {
  await sweepSuggestions(ctx);
}
