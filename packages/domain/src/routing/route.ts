import { examinerOf } from "../report/accused.ts";
import type { Accusing, Examiner } from "../report/accused.ts";
import type { Place, RoadStatus } from "../report/vocabulary.ts";
import { categoryPath } from "../tenant/category.ts";
import type { Category } from "../tenant/category.ts";
import type { Tenant } from "../tenant/tenant.ts";

/**
 * Which tenant gets a report, and why: the rules that matched are part of the answer, so that a verifier can
 * judge the suggestion and an institution can dispute it. Rules are data of the hub; the most specific wins.
 */
export interface RoutingRule {
  readonly id: string;
  readonly when: {
    /** A category; holds for those below it. */
    readonly category?: string;
    /** A Kemendagri code; holds for the areas below it. */
    readonly area?: string;
    readonly roadStatus?: readonly RoadStatus[];
  };
  readonly owner:
    | { readonly kind: "regencyOfPlace" }
    | { readonly kind: "provinceOfPlace" }
    | { readonly kind: "tenant"; readonly code: string };
  /** The law or agreement that says so. */
  readonly basis: string;
}

export interface Reason {
  readonly rule: string;
  readonly basis: string;
}

export type Routing =
  | { readonly outcome: "suggested"; readonly tenant: string; readonly reasons: readonly Reason[] }
  | {
      readonly outcome: "needsTriage";
      readonly why: "noRule" | "placeUnknown" | "disputed" | "tenantUnknown" | "hubExamines";
      readonly candidates: readonly string[];
      readonly reasons: readonly Reason[];
    };

export interface Routable extends Accusing {
  readonly category?: string;
  readonly place: Place;
}

export function route(
  report: Routable,
  rules: readonly RoutingRule[],
  tenants: readonly Tenant[],
  categories: readonly Category[],
): Routing {
  // Where an institution is accused, who examines is no matter of category or place.
  const examiner = examinerOf(report, tenants);
  if (examiner !== undefined) return toExaminer(examiner);
  const path = report.category === undefined ? [] : categoryPath(report.category, categories);
  const matches = rules
    .map((rule) => ({ rule, weight: specificity(rule, report.place, path) }))
    .filter((match) => match.weight > 0);
  const best = Math.max(0, ...matches.map((match) => match.weight));
  const winners = matches.filter((match) => match.weight === best).map((match) => match.rule);
  const reasons = winners.map(({ id, basis }) => ({ rule: id, basis }));
  if (winners.length === 0)
    return { outcome: "needsTriage", why: "noRule", candidates: [], reasons };

  const owners = new Set<string>();
  for (const rule of winners) {
    const owner = ownerOf(rule, report.place);
    if (owner === "placeUnknown")
      return { outcome: "needsTriage", why: "placeUnknown", candidates: [], reasons };
    owners.add(owner);
  }
  const candidates = [...owners];
  const [tenant] = candidates;
  if (tenant === undefined || candidates.length > 1)
    return { outcome: "needsTriage", why: "disputed", candidates, reasons };
  return tenants.some((t) => t.code === tenant && t.accepts)
    ? { outcome: "suggested", tenant, reasons }
    : { outcome: "needsTriage", why: "tenantUnknown", candidates, reasons };
}

const bypasses: Readonly<Record<Examiner["as"], string>> = {
  inspectorate: "Pelaporan pelanggaran: diperiksa inspektorat instansi, bukan unit terlapor",
  superior: "Pelaporan pelanggaran: instansi terlapor dilewati, diperiksa instansi di atasnya",
  hub: "Pelaporan pelanggaran: tidak ada instansi di atas terlapor, diperiksa pusat",
};

function toExaminer({ tenant, as }: Examiner): Routing {
  const reasons = [{ rule: `whistleblowing-${as}`, basis: bypasses[as] }];
  return as === "hub"
    ? { outcome: "needsTriage", why: "hubExamines", candidates: [], reasons }
    : { outcome: "suggested", tenant, reasons };
}

/** 0 = does not match. Road status beats area beats category; deeper codes beat shallower ones. */
function specificity(rule: RoutingRule, place: Place, path: readonly string[]): number {
  const { category, area, roadStatus } = rule.when;
  let weight = 1;
  if (category !== undefined) {
    const depth = path.indexOf(category);
    if (depth === -1) return 0;
    weight += 10 - Math.min(depth, 9);
  }
  if (area !== undefined) {
    if (place.area !== area && place.area?.startsWith(`${area}.`) !== true) return 0;
    weight += 100 * area.split(".").length;
  }
  if (roadStatus !== undefined) {
    if (place.roadStatus === undefined || !roadStatus.includes(place.roadStatus)) return 0;
    weight += 1000;
  }
  return weight;
}

/** Kemendagri codes nest by dots: 64.71.01.1001 lies in regency 64.71 of province 64. */
function ownerOf(rule: RoutingRule, place: Place): string {
  const parts = place.area?.split(".") ?? [];
  switch (rule.owner.kind) {
    case "tenant":
      return rule.owner.code;
    case "provinceOfPlace":
      return parts[0] ?? "placeUnknown";
    case "regencyOfPlace":
      return parts.length >= 2 ? parts.slice(0, 2).join(".") : "placeUnknown";
  }
}
