import type { Actor } from "@simpul/access";
import { findReport, sealedContactOf, withScope } from "@simpul/db";
import type { Tx } from "@simpul/db";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { contact } from "../input.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";
import { authorize } from "../upon-report.ts";
import { fromOrigin } from "./from-origin.ts";

/** Whether the reporter can be reached so; never where. */
export interface ContactWays {
  readonly email: boolean;
  readonly phone: boolean;
}

/** Of the tenant that took the report in: nobody else has a contact, and for them it has none. */
export async function contactWays(
  ctx: Pick<Context, "vault">,
  tx: Tx,
  tenant: string,
  report: string,
): Promise<ContactWays> {
  const sealed = await sealedContactOf(tx, tenant, report);
  if (sealed === undefined) return { email: false, phone: false };
  const { email, phone } = contact.parse(JSON.parse(await ctx.vault.open(sealed)));
  return { email: email !== undefined, phone: phone !== undefined };
}

/** For whoever may put a question to the reporter, through the system and without seeing whom. */
export async function readContactWays(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<ContactWays>> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await findReport(tx, id, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "ask", loaded);
    if (may !== "yes" && authorize(ctx, actor, "hold", loaded) !== "yes") return may;
    const where = fromOrigin(loaded);
    return where === "here" ? done(await contactWays(ctx, tx, loaded.tenant, loaded.id)) : where;
  });
}
