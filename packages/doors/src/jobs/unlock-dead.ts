import { deadWorkers, forgetOldBeats } from "@simpul/db";
import type { Bench } from "./bench.ts";

/** Twelve beats: longer than any pause of a living process, far shorter than the queue's own four hours. */
const silenceSeconds = 60;

/** A killed worker's jobs wait four hours unless somebody unlocks them. */
export async function unlockDead({
  queue,
  unlock,
}: Pick<Bench, "queue" | "unlock">): Promise<void> {
  const dead = await deadWorkers(queue, silenceSeconds);
  if (dead.length > 0) await unlock(dead);
  await forgetOldBeats(queue);
}
