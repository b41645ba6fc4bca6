import { CallFailure } from "./calls.ts";
import type { Calls } from "./calls.ts";
import type { Deployment } from "./deployment.ts";

/** Fetches a version that the hub says is newer than ours. A forged or rolled-back one stops the conversation until it is mended. */
export async function followDirectory(
  { book, alarm }: Deployment,
  calls: Calls,
  version: number,
  until: AbortSignal,
): Promise<void> {
  if (version <= book.current().version) return;
  if ((await book.take(await calls.directory(until))) !== "refused") return;
  alarm("directoryRefused", { version });
  throw new CallFailure("directory");
}
