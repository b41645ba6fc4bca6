import { abilityFor, everyReportAction, reportSubject } from "@simpul/access";
import type { Actor, ReportAction } from "@simpul/access";
import type { LoadedReport } from "@simpul/db";
import { possible } from "@simpul/domain";
import type { Offered } from "@simpul/domain";
import type { Context } from "../context.ts";
import { mayOpenIdentity } from "../identity/may-open.ts";
import { subjectOf } from "../subject-of.ts";

/** Not a step of the report's life: possible in every state. */
const always: ReadonlySet<ReportAction> = new Set<ReportAction>([
  "note",
  "unseal",
  "allowUnseal",
  "export",
  "upload",
]);

/**
 * What somebody can do with a report now: what the policy allows them and its life, or the rule of identities, allows at all. A desk offers these and
 * no others; each is decided again when it is done.
 */
export function actsOf(ctx: Context, actor: Actor, loaded: LoadedReport): ReportAction[] {
  const ability = abilityFor(actor, ctx.hub);
  const subject = reportSubject(subjectOf(loaded));
  const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  const now = possible(loaded.case, { me: loaded.tenant, hub: ctx.hub, at, by: "institution" });
  const { state } = loaded.case.report;
  const isOver = state === "archived" || state === "closed";
  return everyReportAction.filter(
    (action) =>
      ability.can(action, subject) &&
      (action !== "unseal" || mayOpenIdentity(ctx, actor, loaded)) &&
      (always.has(action) ||
        (action === "entrust" && !isOver) ||
        // Proof: a set of strings is asked whether it has one.
        now.has(action as Offered)),
  );
}
