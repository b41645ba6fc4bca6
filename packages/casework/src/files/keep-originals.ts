import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { evidencePolicyOf, insertAudit, setKeepsOriginals, withScope } from "@simpul/db";
import { z } from "zod";
import { checkNames } from "../check.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { line } from "../input.ts";
import { scopeOf } from "../scope-of.ts";

export const keepOriginalsInput = z.union([
  z.strictObject({ keeps: z.boolean(), category: line.optional() }),
  /** The category says nothing of its own any more. */
  z.strictObject({ keeps: z.literal("asAbove"), category: line }),
]);

export interface KeepsOriginals {
  /** Where no category says another. */
  readonly keeps: boolean;
  /** Each holds for those below it that say nothing of their own. */
  readonly categories: readonly { readonly category: string; readonly keeps: boolean }[];
}

/**
 * Whether this tenant keeps, from now on, pictures also as they were uploaded: evidence with the place where it was taken. Of all
 * reports, or of those of a category and below it; what was decided of an upload stays decided. For who administers the tenant;
 * else `forbidden`. `unknownCategory`.
 */
export async function keepOriginals(
  ctx: Context,
  actor: Actor & { tenant: string },
  { keeps, category }: z.infer<typeof keepOriginalsInput>,
): Promise<Result<KeepsOriginals>> {
  const { tenant } = actor;
  if (!mayAdminister(ctx, actor)) return failed("forbidden");
  // One that the reference has no longer may still be taken out.
  const known = keeps === "asAbove" ? "known" : await checkNames(ctx, { category });
  if (known !== "known") return known;
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    await setKeepsOriginals(tx, tenant, category, keeps, at);
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "keepOriginals",
      outcome: keeps === "asAbove" ? keeps : keeps ? "kept" : "notKept",
      ...(category === undefined ? {} : { detail: { category } }),
    });
    return done(shown(await evidencePolicyOf(tx, tenant)));
  });
}

/** As it is set; for the same people. */
export async function readKeepsOriginals(
  ctx: Context,
  actor: Actor & { tenant: string },
): Promise<Result<KeepsOriginals>> {
  if (!mayAdminister(ctx, actor)) return failed("forbidden");
  return done(
    shown(await withScope(ctx.db, scopeOf(ctx, actor), (tx) => evidencePolicyOf(tx, actor.tenant))),
  );
}

const mayAdminister = (ctx: Context, actor: Actor & { tenant: string }): boolean =>
  abilityFor(actor, ctx.hub).can("manage", tenantSubject("Roster", actor.tenant));

const shown = ({
  keeps,
  categories,
}: Awaited<ReturnType<typeof evidencePolicyOf>>): KeepsOriginals => ({
  keeps,
  categories: [...categories].map(([category, its]) => ({ category, keeps: its })),
});
