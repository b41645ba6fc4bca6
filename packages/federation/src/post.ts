import { wholeOf } from "@simpul/db";
import { CallFailure } from "./calls.ts";
import type { Line } from "./line.ts";
import { cursor } from "./cursor.ts";
import { readPage } from "./feed.ts";
import { followDirectory } from "./follow-directory.ts";
import { messagesFor, messagesTaken } from "./identity/messages.ts";
import { carriesIdentity, messageRetryMs } from "./identity/way.ts";
import { settle } from "./settle.ts";

/** What the node has to say: a page of the hub's feed, settled by the receipt that is the answer; and identity messages. */
export function poster({
  deployment,
  calls,
  files,
  lease,
  until,
  count,
}: Line): () => Promise<"more" | "idle"> {
  const { ctx, book } = deployment;
  const place = cursor(ctx.now);
  let messagesFrom = 0;
  return async () => {
    const { hub } = book.current();
    const page = await readPage(deployment, wholeOf(ctx.here.tenants()), hub, {
      position: place.position(),
    });
    const isTurn = carriesIdentity(book) && performance.now() >= messagesFrom;
    const messages = isTurn ? await messagesFor(deployment, hub) : [];
    if (page.items.length === 0) place.ended();
    if (page.items.length === 0 && messages.length === 0) return "idle";
    const { generation, items } = page;
    const answer = await calls.post(
      { generation, items, ...(messages.length === 0 ? {} : { messages }) },
      until,
    );
    const { taken = [] } = answer;
    await messagesTaken(deployment, hub, taken);
    if (taken.length < messages.length) messagesFrom = performance.now() + messageRetryMs;
    const receipt = await settle(deployment, hub, answer.receipt, lease);
    if (receipt === "refused") throw new CallFailure("receipt");
    for (const { verdict } of receipt.verdicts) count("out", verdict);
    const left = receipt.verdicts.some((v) => v.verdict === "rejected" && v.permanent !== true);
    const last = items.at(-1);
    if (last !== undefined) place.moved(last.position, left);
    files.want(answer.want);
    await followDirectory(deployment, calls, answer.directory, until);
    return "more";
  };
}
