import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { findReport, insertAudit, insertNote, withScope } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import { authorize } from "../perform.ts";
import type { Target } from "../perform.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";
import { summaryOf } from "../summary.ts";
import type { Summary } from "../summary.ts";

export const noteInput = z.strictObject({ text });
export type NoteInput = z.infer<typeof noteInput>;

/** An internal note: a row of this tenant. It is no event and never travels. */
export async function note(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: NoteInput,
): Promise<Result<Summary>> {
  const id = canonicalReportId(target.report);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await findReport(tx, id, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "note", loaded);
    if (may !== "yes") return may;
    const at = ctx.now().toString({ fractionalSecondDigits: 3 });
    const author = actorName(actor);
    await insertNote(tx, {
      tenant: loaded.tenant,
      report: loaded.id,
      id: ctx.newId(),
      at,
      author,
      text: input.text,
    });
    await insertAudit(tx, loaded.tenant, at, {
      actor: author,
      verb: "note",
      outcome: "noted",
      report: loaded.id,
    });
    return done(summaryOf(loaded));
  });
}
