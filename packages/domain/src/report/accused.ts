import { hubTenant } from "../tenant/tenant.ts";
import type { Tenant } from "../tenant/tenant.ts";
import type { Accused, ReportClass } from "./vocabulary.ts";

/** As far as the bypass asks. */
export interface Accusing {
  readonly class?: ReportClass;
  readonly accused?: Accused;
}

/**
 * Whether an institution is accused as a whole. Where one unit is, its inspectorate examines; where no unit is named the
 * institution itself is meant, and where the unit is its head's office, the inspectorate or the office that runs the node,
 * nobody of the institution examines either (PRODUCT, "Whistleblowing").
 */
export const isAccusedWhole = ({ unit, office }: Accused): boolean =>
  unit === undefined || office !== undefined;

/** Whistleblowing never reaches the accused (PRODUCT); `assign` keeps it from an accused unit. */
export function accuses(report: Accusing, tenant: string): boolean {
  const { accused } = report;
  return report.class === "whistleblowing" && accused?.tenant === tenant && isAccusedWhole(accused);
}

type Hosted = Pick<Tenant, "code" | "node">;

/**
 * Whether a tenant is given nothing of a report: the accused; and where the office that runs the accused's node is, every
 * tenant of that node, for its administrators read the database. No part of the fold: which node hosts whom is no event.
 */
export function withheldFrom(
  report: Accusing,
  tenant: string,
  tenants: readonly Hosted[],
): boolean {
  if (accuses(report, tenant)) return true;
  const { accused } = report;
  if (report.class !== "whistleblowing" || accused?.office !== "operator") return false;
  const nodeOf = (code: string | undefined) => tenants.find((t) => t.code === code)?.node;
  const node = nodeOf(accused.tenant);
  return node !== undefined && nodeOf(tenant) === node;
}

/** Who examines whistleblowing, and why it is this one. */
export interface Examiner {
  readonly tenant: string;
  readonly as: "inspectorate" | "superior" | "hub";
}

/**
 * The inspectorate of the accused's institution; where the institution itself is accused, the next superior tenant that may
 * have the report (its own inspectorate examines there), at the top the hub. None for other classes, and where no
 * institution is accused: the routing rules find one.
 */
export function examinerOf(
  report: Accusing,
  tenants: readonly Pick<Tenant, "code" | "node" | "parent" | "accepts">[],
): Examiner | undefined {
  const code = report.accused?.tenant;
  if (report.class !== "whistleblowing" || code === undefined) return undefined;
  const find = (wanted: string | null | undefined) => tenants.find((t) => t.code === wanted);
  const may = (tenant: string) => !withheldFrom(report, tenant, tenants);
  const accused = find(code);
  if (accused?.accepts === true && may(code)) return { tenant: code, as: "inspectorate" };
  const seen = new Set([code]);
  for (let above = find(accused?.parent); above !== undefined; above = find(above.parent)) {
    // A directory with a cycle must not hang a process.
    if (seen.has(above.code)) break;
    seen.add(above.code);
    if (above.code === hubTenant) break;
    if (above.accepts && may(above.code)) return { tenant: above.code, as: "superior" };
  }
  return { tenant: hubTenant, as: "hub" };
}
