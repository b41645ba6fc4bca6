import { readConversation } from "@simpul/db";
import type { Report } from "@simpul/domain";
import type { Context } from "./context.ts";

/** Hours without contact after which a flag may have been set that is not known here (PROTOCOL, "Flags"). */
const mostHours = 24;

/**
 * Whether this node shows the public less of a report than it knows: it was taken in elsewhere, and the hub has not been
 * heard for 24 hours of real time. Never at the hub.
 */
export async function isOutOfTouch(ctx: Context, { origin }: Report): Promise<boolean> {
  const here = ctx.here.tenants();
  if (here.includes(ctx.hub) || here.includes(origin)) return false;
  const hub = ctx.reference.tenants().find(({ code }) => code === ctx.hub)?.node;
  const heard = hub === undefined ? undefined : await readConversation(ctx.db, hub);
  if (heard?.lastContact === undefined) return true;
  const limit = Temporal.Instant.from(heard.lastContact).add({ hours: mostHours });
  return Temporal.Instant.compare(limit, ctx.now()) < 0;
}
