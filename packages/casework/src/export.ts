import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { insertAudit, withScope } from "@simpul/db";
import { circumspect } from "@simpul/domain";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { findInside } from "./find-inside.ts";
import { scopeOf } from "./scope-of.ts";
import { authorize } from "./upon-report.ts";

/** The copy of a report that is to leave the house as evidence. */
export interface Exported {
  readonly tenant: string;
  readonly report: string;
  readonly trackingId: string;
}

/**
 * For whoever may read the whole report: an archive holds the words that offices wrote to each other, so an application
 * that only speaks for its reporter is refused (`forbidden`), and of people who may not export. `freshSignInNeeded` of a
 * secret one. Audited before a byte is gathered.
 * @param typed an id or a tracking id
 * @param verb `verifyDossier`: it is only checked here, and leaves the house with nobody
 */
export async function openExport(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
  kind: "export" | "dossier",
  verb: "export" | "verifyDossier" = "export",
): Promise<Result<Exported>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const found = await findInside(ctx, tx, actor, typed);
    if (found.outcome === "failed") return found;
    const loaded = found.value;
    const { report } = loaded.case;
    const isSecret = circumspect(report).secret;
    if (actor.kind === "staff") {
      const may = authorize(ctx, actor, "export", loaded);
      if (may !== "yes") return may;
      if (isSecret && actor.isFresh !== true) return failed("freshSignInNeeded");
    }
    await insertAudit(tx, loaded.tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
      actor: actorName(actor),
      verb,
      outcome: isSecret ? "secret" : "done",
      report: loaded.id,
      detail: { kind },
    });
    return done({ tenant: loaded.tenant, report: loaded.id, trackingId: report.trackingId });
  });
}
