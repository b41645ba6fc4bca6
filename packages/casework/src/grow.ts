import { react, step, withheldFrom } from "@simpul/domain";
import type { Case, Recorded, Report, ReportEvent } from "@simpul/domain";
import type { StoredEvent } from "@simpul/db";
import type { Context } from "./context.ts";
import { seal } from "./seal.ts";

/** Seals and evolves what was decided, then what the holder owes in turn, until nothing is owed. */
export function grow(
  ctx: Context,
  me: string,
  report: string,
  start: Case,
  events: readonly ReportEvent[],
  at: string,
): { case: Case; events: StoredEvent[]; recorded: Recorded[] } {
  let current = start;
  const stored: StoredEvent[] = [];
  const all: Recorded[] = [];
  const take = (event: ReportEvent): void => {
    const sealed = seal(ctx, me, report, current, event, at);
    current = step(current, sealed.recorded, ctx.hub).case;
    stored.push(sealed.stored);
    all.push(sealed.recorded);
  };
  for (const event of events) take(event);
  const tenants = ctx.reference.tenants();
  const isWithheld = (about: Report, tenant: string) => withheldFrom(about, tenant, tenants);
  const owing = () => react(current, me, ctx.hub, isWithheld);
  for (let owed = owing(); owed !== "nothing"; owed = owing()) take(owed);
  return { case: current, events: stored, recorded: all };
}
