import { noteConversation, undelivered, withScope, wholeOf } from "@simpul/db";
import type { NodeWord } from "@simpul/protocol";
import { CallFailure } from "./calls.ts";
import { carriesPings } from "./capability.ts";
import type { Line } from "./line.ts";
import { cursor } from "./cursor.ts";
import { noGeneration } from "./feed.ts";
import { followDirectory } from "./follow-directory.ts";
import { referenceFollower } from "./follow-reference.ts";
import { takeMessages } from "./identity/messages.ts";
import { carriesIdentity, messageRetryMs } from "./identity/way.ts";
import { takeBatch } from "./inbox.ts";
import { heardPings } from "./ping.ts";

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
  const { book, ctx, db, software } = deployment;
  const place = cursor(ctx.now);
  const followReference = referenceFollower(deployment, calls);
  let generation = noGeneration;
  let receipt: string | undefined;
  let taken: string[] = [];
  let messagesFrom = 0;
  let heard: NodeWord["heard"] = [];
  // The first answer comes at once: it says which files the hub still wants.
  let wait = 0;
  return async () => {
    const { hub } = book.current();
    const takesMessages = carriesIdentity(book) && performance.now() >= messagesFrom;
    const hearsPings = carriesPings(book);
    const backlog = await withScope(db, wholeOf(ctx.here.tenants()), (tx) => undelivered(tx, hub));
    const answer = await calls
      .pull(
        {
          generation,
          after: place.position(),
          backlog,
          wait,
          ...(receipt === undefined ? {} : { receipt }),
          // Also where it is empty: it says that we take messages.
          ...(takesMessages ? { taken } : {}),
          ...(hearsPings
            ? {
                here: {
                  ...(software === undefined ? {} : { software }),
                  directory: book.current().version,
                  heard,
                },
              }
            : {}),
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
    if (takesMessages) taken = [];
    heard = [];
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
      const batch = await takeBatch(deployment, hub, generation, answer.items);
      receipt = batch.receipt;
      wait = 0;
      for (const { verdict } of batch.verdicts) count("in", verdict);
      place.moved(
        answer.items.at(-1)?.position ?? 0,
        batch.verdicts.some((v) => v.verdict === "rejected" && v.permanent !== true),
      );
    }
    if (answer.messages !== undefined) {
      taken = await takeMessages(deployment, hub, answer.messages);
      // Said at once, so that they do not come again; if one is to come again, in a while.
      if (taken.length < answer.messages.length) messagesFrom = performance.now() + messageRetryMs;
      else wait = 0;
    }
    if (answer.pings !== undefined) {
      heard = await heardPings(deployment, answer.pings);
      wait = 0;
    }
    // Last: a calendar that cannot be fetched keeps no batch waiting.
    await followReference(answer.reference, until);
    return "more";
  };
}
