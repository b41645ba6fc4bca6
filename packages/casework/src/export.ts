import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { insertAudit, withScope } from "@simpul/db";
import { circumspect } from "@simpul/domain";
import type { Context } from "./context.ts";
import { done } from "./failure.ts";
import type { Result } from "./failure.ts";
import { findInside } from "./find-inside.ts";
import { scopeOf } from "./scope-of.ts";

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
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const found = await findInside(ctx, tx, actor, typed);
    if (found.outcome === "failed") return found;
    const loaded = found.value;
    const { report } = loaded.case;
    await insertAudit(tx, loaded.tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
      actor: actorName(actor),
      verb: "export",
      outcome: circumspect(report).secret ? "secret" : "done",
      report: loaded.id,
      detail: { kind },
    });
    return done({ tenant: loaded.tenant, report: loaded.id, trackingId: report.trackingId });
  });
}
