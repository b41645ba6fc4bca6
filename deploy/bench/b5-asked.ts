import type { Staff, StaffRole } from "@simpul/access";
import { rare } from "./b5-rows.ts";

/**
 * What desks ask for all day; the words are the most common one, one in six hundred, and one in a hundred thousand. What is rare
 * is so at the hub: at the others all that there is may be of it, or nothing.
 */
export const asked = {
  newest: {},
  dueFirst: { sort: "due", filter: { states: ["received", "returned", "assigned", "inProgress"] } },
  ofOneState: { filter: { states: ["returned"] } },
  late: { sort: "due", filter: { due: "late" } },
  changed: { sort: "changed" },
  commonWord: { filter: { q: "kata1" } },
  word: { filter: { q: "kata60 kata9" } },
  rareWord: { filter: { q: "kata9000" } },
  rareCategory: { filter: { categories: [rare.category] } },
  rareCategoryDue: { sort: "due", filter: { categories: [rare.category] } },
  rareArea: { filter: { area: "62.04" } },
  rareClass: { filter: { classes: [rare.class] } },
  mine: { filter: { officer: "me" } },
  flagged: { filter: { flags: ["returned"] } },
  lateNewest: { filter: { due: "late" } },
} as const;

/** The hub's, that of the institution that has most, and one of the smallest. */
export const desksOf = (hub: string): Readonly<Record<string, Staff>> => ({
  hub: staff(hub, "nationalVerifier"),
  big: staff("11", "tenantAdmin"),
  small: staff("62", "tenantAdmin"),
});

const staff = (tenant: string, role: StaffRole): Staff => ({
  kind: "staff",
  id: rare.account,
  tenant,
  roles: [{ role, tenant, reach: "self" }],
  isFresh: true,
});
