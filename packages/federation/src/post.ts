import { wholeOf } from "@simpul/db";
import { CallFailure } from "./calls.ts";
import type { Line } from "./line.ts";
import { cursor } from "./cursor.ts";
import { readPage } from "./feed.ts";
import { followDirectory } from "./follow-directory.ts";
import { settle } from "./settle.ts";

/** What the node has to say: a page of the hub's feed, settled by the receipt that is the answer. */
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
  return async () => {
    const { hub } = book.current();
    const page = await readPage(deployment, wholeOf(ctx.here.tenants()), hub, {
      position: place.position(),
    });
    if (page.items.length === 0) {
      place.ended();
      return "idle";
    }
    const answer = await calls.post({ generation: page.generation, items: page.items }, until);
    const receipt = await settle(deployment, hub, answer.receipt, lease);
    if (receipt === "refused") throw new CallFailure("receipt");
    for (const { verdict } of receipt.verdicts) count("out", verdict);
    const left = receipt.verdicts.some((v) => v.verdict === "rejected" && v.permanent !== true);
    place.moved(page.items.at(-1)?.position ?? 0, left);
    files.want(answer.want);
    await followDirectory(deployment, calls, answer.directory, until);
    return "more";
  };
}
