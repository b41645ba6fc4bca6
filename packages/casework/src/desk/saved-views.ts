import { actorName } from "@simpul/access";
import type { Actor, Staff } from "@simpul/access";
import { changeView, dropView, insertAudit, keepView, viewsOf, withScope } from "@simpul/db";
import type { KeptView, Tx } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { stampOf } from "../people/today.ts";
import { scopeOf } from "../scope-of.ts";

const mostViews = 50;
const largest = 4_000;

const name = z
  .string()
  .trim()
  .min(1)
  .refine((text) => text.isWellFormed() && !text.includes("\0") && [...text].length <= 60, {
    error: "longer than 60 characters, or not to be written",
  });
/** The address of a list, as the desk reads it again; what of it is no filter any more, the desk leaves out. */
const query = z
  .record(z.string().max(40), z.union([z.string().max(200), z.array(z.string().max(100)).max(50)]))
  .refine((given) => Buffer.byteLength(JSON.stringify(given)) <= largest, {
    error: "longer than 4 kB",
  })
  .refine((given) => !JSON.stringify(given).includes("\\u0000"), { error: "not to be written" });
const screen = z.string().regex(/^[a-z][a-z-]{0,40}$/);

export const saveViewInput = z.strictObject({ name, screen, query });
export const renameViewInput = z.strictObject({ id: z.uuid(), name });
export const removeViewInput = z.strictObject({ id: z.uuid() });

/** A list that somebody keeps, of one screen. */
export type SavedView = KeptView;

/** Nobody else's, and of this desk. A key has none. */
export async function listViews(
  ctx: Context,
  actor: Actor & { tenant: string },
): Promise<Result<readonly SavedView[]>> {
  return atViews(ctx, actor, async (tx, { tenant, id }) => done(await viewsOf(tx, tenant, id)));
}

/** Refused: `viewNamed` where one has this name, `tooManyViews` beyond fifty. */
export async function saveView(
  ctx: Context,
  actor: Actor & { tenant: string },
  given: z.infer<typeof saveViewInput>,
): Promise<Result<SavedView>> {
  return atViews(ctx, actor, async (tx, staff) => {
    const view = { id: ctx.newId(), ...given, createdAt: stampOf(ctx) };
    const kept = await keepView(tx, staff.tenant, staff.id, view, mostViews);
    if (kept === "named") return failed("viewNamed", "/name");
    if (kept === "full") return failed("tooManyViews");
    await written(ctx, tx, staff, "saveView");
    return done(view);
  });
}

/** Refused: `notFound`, `viewNamed`. */
export async function renameView(
  ctx: Context,
  actor: Actor & { tenant: string },
  given: z.infer<typeof renameViewInput>,
): Promise<Result<{ readonly id: string }>> {
  return atViews(ctx, actor, async (tx, staff) => {
    const views = await viewsOf(tx, staff.tenant, staff.id);
    if (views.some((view) => view.name === given.name && view.id !== given.id))
      return failed("viewNamed", "/name");
    const changed = await changeView(tx, staff.tenant, staff.id, given.id, { name: given.name });
    if (changed === "none") return failed("notFound");
    await written(ctx, tx, staff, "renameView");
    return done({ id: given.id });
  });
}

/** Refused: `notFound`. */
export async function removeView(
  ctx: Context,
  actor: Actor & { tenant: string },
  { id }: z.infer<typeof removeViewInput>,
): Promise<Result<{ readonly id: string }>> {
  return atViews(ctx, actor, async (tx, staff) => {
    if ((await dropView(tx, staff.tenant, staff.id, id)) === "none") return failed("notFound");
    await written(ctx, tx, staff, "removeView");
    return done({ id });
  });
}

async function atViews<T>(
  ctx: Context,
  actor: Actor & { tenant: string },
  work: (tx: Tx, staff: Staff) => Promise<Result<T> | Failure>,
): Promise<Result<T>> {
  if (actor.kind !== "staff") return failed("forbidden");
  return withScope(ctx.db, scopeOf(ctx, actor), (tx) => work(tx, actor));
}

/** That a view was kept, not what it says: somebody may have typed a name into it. */
const written = (ctx: Context, tx: Tx, staff: Staff, verb: string): Promise<void> =>
  insertAudit(tx, staff.tenant, stampOf(ctx), { actor: actorName(staff), verb, outcome: "kept" });
