import { wholeOf } from "@simpul/db";
import type { Deployment } from "./deployment.ts";
import { bytesWithin, keepContent } from "./content.ts";
import { readPage } from "./feed.ts";
import { takeBatch } from "./inbox.ts";
import { settle } from "./settle.ts";

/**
 * Tenants that live on one deployment (at the hub: its own, and those it hosts for others) are peers of each other like any:
 * what one has for the other goes through the same feed, checks and receipts, without a network in between.
 */
export async function deliverHere(deployment: Deployment): Promise<number> {
  const { ctx, node } = deployment;
  const scope = wholeOf(ctx.here.tenants());
  let delivered = 0;
  for (let position = 0; ;) {
    const page = await readPage(deployment, scope, node, { position });
    const last = page.items.at(-1);
    if (last === undefined) return delivered;
    const { receipt, want } = await takeBatch(deployment, node, page.generation, page.items);
    await settle(deployment, node, receipt);
    for (const hash of want) {
      const bytes = await bytesWithin(deployment, hash);
      if (bytes !== "missing") await keepContent(deployment, hash, bytes);
    }
    delivered += page.items.length;
    position = last.position;
  }
}
