import { actorName, readsInside } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { findReport, insertAudit, withScope } from "@simpul/db";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { canonicalReportId, scopeOf } from "./scope-of.ts";
import { authorize, subjectOf } from "./upon-report.ts";

/** The copy of a report that is to leave the house as evidence. */
export interface Exported {
  readonly tenant: string;
  readonly report: string;
  readonly trackingId: string;
}

/**
 * For whoever may read the whole report: an archive holds the words that offices wrote to each other, so an application
 * that only speaks for its reporter is refused (`forbidden`). Audited under the verb `export`, before a byte is gathered.
 * @param typed an id or a tracking id
 */
export async function openExport(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
  kind: "export" | "dossier",
): Promise<Result<Exported>> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await findReport(tx, id, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "read", loaded);
    if (may !== "yes") return may;
    if (!readsInside(actor, ctx.hub, subjectOf(loaded))) return failed("forbidden");
    const { report } = loaded.case;
    await insertAudit(tx, loaded.tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
      actor: actorName(actor),
      verb: "export",
      outcome: report.flags.secret ? "secret" : "done",
      report: loaded.id,
      detail: { kind },
    });
    return done({ tenant: loaded.tenant, report: loaded.id, trackingId: report.trackingId });
  });
}
