import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  deleteTemplate,
  insertAudit,
  lockTemplates,
  putTemplate,
  templatesOf,
  withScope,
} from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { line, text } from "../input.ts";
import { stampOf } from "../people/today.ts";
import { scopeOf } from "../scope-of.ts";

type AtDesk = Actor & { tenant: string };

/** A text to begin an answer with; `kind` where it is of one kind only. */
export interface Template {
  readonly id: string;
  readonly name: string;
  readonly kind?: NonNullable<KeepTemplate["kind"]>;
  readonly text: string;
}

export const keepTemplateInput = z.strictObject({
  /** Of the one that is changed; a new one without. */
  id: z.uuid().optional(),
  name: line.refine((name) => name.trim() !== "" && name.length <= 80, {
    error: "longer than 80 characters, or blank",
  }),
  kind: z.enum(["initial", "interim", "plan", "done", "refused"]).optional(),
  text,
});
export type KeepTemplate = z.infer<typeof keepTemplateInput>;

const most = 100;

export const mayLookAfterAnswers = (ctx: Context, actor: AtDesk): boolean =>
  abilityFor(actor, ctx.hub).can("manage", tenantSubject("Answers", actor.tenant));

/** For whoever answers at this desk, or looks after its templates. */
export async function listTemplates(
  ctx: Context,
  actor: AtDesk,
): Promise<Result<readonly Template[]>> {
  const answers = abilityFor(actor, ctx.hub).can("respond", "Report");
  if (!answers && !mayLookAfterAnswers(ctx, actor)) return failed("forbidden");
  const rows = await withScope(ctx.db, scopeOf(ctx, actor), (tx) => templatesOf(tx, actor.tenant));
  return done(
    rows.map(({ id, name, kind, text: said }) => ({
      id,
      name,
      // Proof: the table's own check allows these kinds and no others.
      ...(kind === null ? {} : { kind: kind as NonNullable<KeepTemplate["kind"]> }),
      text: said,
    })),
  );
}

/** Refused: `forbidden`, `templateKnown` (another has the name), `tooManyTemplates`, `notFound` (it was removed meanwhile). */
export async function keepTemplate(
  ctx: Context,
  actor: AtDesk,
  { id, name, kind, text: said }: KeepTemplate,
): Promise<Result<{ readonly id: string }>> {
  if (!mayLookAfterAnswers(ctx, actor)) return failed("forbidden");
  const { tenant } = actor;
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    await lockTemplates(tx, tenant);
    const there = await templatesOf(tx, tenant);
    if (id !== undefined && !there.some((each) => each.id === id)) return failed("notFound");
    if (id === undefined && there.length >= most) return failed("tooManyTemplates");
    const kept = { id: id ?? ctx.newId(), name: name.trim(), kind: kind ?? null, text: said };
    const at = stampOf(ctx);
    if ((await putTemplate(tx, tenant, kept, at, actorName(actor))) === "taken")
      return failed("templateKnown", "/name");
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "keepTemplate",
      outcome: id === undefined ? "added" : "changed",
      detail: { template: kept.id },
    });
    return done({ id: kept.id });
  });
}

export async function removeTemplate(
  ctx: Context,
  actor: AtDesk,
  { id }: { readonly id: string },
): Promise<Result<{ readonly id: string }>> {
  if (!mayLookAfterAnswers(ctx, actor)) return failed("forbidden");
  const { tenant } = actor;
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    if ((await deleteTemplate(tx, tenant, id)) === "missing") return failed("notFound");
    await insertAudit(tx, tenant, stampOf(ctx), {
      actor: actorName(actor),
      verb: "removeTemplate",
      outcome: "removed",
      detail: { template: id },
    });
    return done({ id });
  });
}
