import { countsAt } from "@simpul/access";
import type { Actor } from "@simpul/access";
import type { LoadedReport } from "@simpul/db";

/** Whether somebody has a role that only watches at their desk, beside others or alone. */
export const watches = (actor: Actor): boolean =>
  actor.kind === "staff" &&
  actor.roles.some(
    (held) =>
      countsAt(actor.tenant, held) &&
      (held.role === "nationalMonitor" || held.role === "provincialOverseer"),
  );

/**
 * Whether somebody looks at another institution's case by a role that only watches: that they did is kept for its auditors
 * (PRODUCT: hub staff may read tenants' cases for monitoring, audited).
 */
export function isMonitored(actor: Actor, { tenant, case: { report } }: LoadedReport): boolean {
  return report.institution !== undefined && report.institution !== tenant && watches(actor);
}
