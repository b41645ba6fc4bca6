import { noteConversation, undelivered, withScope, wholeOf } from "@simpul/db";
import { CallFailure } from "./calls.ts";
import type { Line } from "./line.ts";
import { cursor } from "./cursor.ts";
import { noGeneration } from "./feed.ts";
import { followDirectory } from "./follow-directory.ts";
import { referenceFollower } from "./follow-reference.ts";
import { takeBatch } from "./inbox.ts";

/** Below the 25 s that the hub allows. */
const pollSeconds = 20;

/** What the hub has for the node: each pull brings the receipt of the batch before. A new puller begins at what has none. */
export function puller({
  deployment,
  calls,
  files,
  until,
  count,
}: Line): () => Promise<"more" | "idle"> {
  const { book, ctx, db } = deployment;
  const place = cursor(ctx.now);
  const followReference = referenceFollower(deployment, calls);
  let generation = noGeneration;
  let receipt: string | undefined;
  // The first answer comes at once: it says which files the hub still wants.
  let wait = 0;
  return async () => {
    const { hub } = book.current();
    const backlog = await withScope(db, wholeOf(ctx.here.tenants()), (tx) => undelivered(tx, hub));
    const answer = await calls
      .pull(
        {
          generation,
          after: place.position(),
          backlog,
          wait,
          ...(receipt === undefined ? {} : { receipt }),
        },
        until,
      )
      .catch((error: unknown) => {
        // One that the hub does not take now it will not take later: the batch comes again, and with it a new one.
        if (error instanceof CallFailure && error.code === "badReceipt") {
          receipt = undefined;
          place.rewind();
        }
        throw error;
      });
    receipt = undefined;
    wait = Math.min(pollSeconds, Math.ceil(place.dueIn() ?? pollSeconds));
    if (answer.generation !== generation) {
      generation = answer.generation;
      place.rewind();
    }
    await noteConversation(db, hub, null);
    await followDirectory(deployment, calls, answer.directory, until);
    files.want(answer.want);
    if (answer.items.length === 0) place.ended();
    else {
      const taken = await takeBatch(deployment, hub, generation, answer.items);
      receipt = taken.receipt;
      wait = 0;
      for (const { verdict } of taken.verdicts) count("in", verdict);
      place.moved(
        answer.items.at(-1)?.position ?? 0,
        taken.verdicts.some((v) => v.verdict === "rejected" && v.permanent !== true),
      );
    }
    // Last: a calendar that cannot be fetched keeps no batch waiting.
    await followReference(answer.reference, until);
    return "more";
  };
}
