import type { Actor } from "@simpul/access";
import { findReport, wholeOf, withScope } from "@simpul/db";
import type { LoadedReport } from "@simpul/db";
import type { Context } from "../context.ts";
import type { Result } from "../failure.ts";
import type { Summary } from "../summary.ts";

type Acting = Actor & { readonly tenant: string };

/**
 * What is asked to protect somebody holds for all that was made of their message: a part carries the same letter and files.
 * First the report itself, then its parts as far as they lie here; whoever may ask it of the one may ask it of the others.
 * Asked again after a failure in between it goes on, for both are idempotent.
 */
export async function withItsParts(
  ctx: Context,
  actor: Acting,
  asked: Promise<Result<Summary>>,
  ofPart: (actor: Acting, part: LoadedReport, whole: LoadedReport) => Promise<Result<Summary>>,
): Promise<Result<Summary>> {
  const result = await asked;
  if (result.outcome === "failed" || result.value.parts.length === 0) return result;
  const { id, parts } = result.value;
  const found = await withScope(ctx.db, wholeOf([actor.tenant]), async (tx) => {
    const whole = await findReport(tx, id, actor.tenant);
    const here: LoadedReport[] = [];
    for (const part of parts) {
      const loaded = await findReport(tx, part, actor.tenant);
      if (loaded !== undefined) here.push(loaded);
    }
    return { whole, here };
  });
  for (const part of found.here) {
    if (found.whole === undefined) break;
    const speaker = actor.kind === "reporter" ? { ...actor, report: part.id } : actor;
    const done = await ofPart(speaker, part, found.whole);
    // Whoever may not know of a part hears nothing of it here either.
    if (done.outcome === "failed" && done.code !== "notFound") return done;
  }
  return result;
}
