import { sweepSuggestions, trainSuggestions } from "@simpul/casework";
import type { Bench } from "./bench.ts";

/** Every minute: a duplicate comes within minutes of the first. Where nothing has happened that is a look at two numbers. */
export async function learnSuggestions({ ctx }: Bench): Promise<void> {
  await trainSuggestions(ctx);
}

/** 02:57 in Jakarta. */
export async function forgetLikeness({ ctx }: Bench): Promise<void> {
  await sweepSuggestions(ctx);
}
