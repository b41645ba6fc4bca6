import type { Here } from "./me.tsx";

/** A screen of the desk: a link in `<nav>`, and what of the desk's address leads to it. */
export const screens = [
  "verification",
  "routing",
  "inbox",
  "board",
  "examination",
  "cases",
  "reviews",
  "monitor",
  "reports",
  "requests",
  "nodes",
  "senders",
  "roster",
  "units",
  "settings",
  "audit",
] as const;
export type Screen = (typeof screens)[number];

/** Which screens somebody finds at a desk, in the order of their day. What is not here does not exist for them. */
export function screensOf({ me, isHub, holds, may, ability }: Here): Screen[] {
  const isOffice = me.tenant.kind === "ombudsman";
  const readsReports = ability.can("list", "Report");
  const shown: Record<Screen, boolean> = {
    verification: isHub && holds("nationalVerifier", "nationalAdmin"),
    routing: isHub && holds("nationalVerifier", "nationalAdmin"),
    inbox: !isHub && holds("liaison", "unitHead"),
    board: !isHub && !isOffice && holds("tenantAdmin"),
    examination: holds("inspectorate"),
    cases: isOffice && holds("ombudsmanOfficer", "tenantAdmin"),
    reviews: !isHub && !isOffice && holds("tenantAdmin", "unitHead", "liaison"),
    monitor:
      isHub && holds("nationalAdmin", "nationalMonitor", "nationalVerifier", "provincialOverseer"),
    reports: readsReports,
    requests: ability.can("allowUnseal", "Report"),
    nodes: isHub && holds("nationalAdmin"),
    senders: may("manage", "Sender"),
    roster: may("read", "Roster"),
    units: may("read", "Roster") && !isHub,
    settings: may("manage", "Key"),
    audit: may("read", "Audit"),
  };
  return screens.filter((screen) => shown[screen]);
}
