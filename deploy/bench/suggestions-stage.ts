import type { Actor } from "@simpul/access";
import { trainSuggestions } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { testDeployment, testTenants } from "@simpul/testkit";
import type { Deployment } from "@simpul/testkit";

/** Four cities and their provinces, and the national institutions that the complaints end at. */
export const regencies = ["64.71", "64.02", "21.71", "34.04"];
const national = [
  "kempu",
  "pln",
  "klhk",
  "kemenkes",
  "bpjs",
  "kemendagri",
  "bpn",
  "kemendikbud",
  "kemensos",
  "kemenhub",
  "polri",
  "bpbatam",
];
/** Whose units are learnt. */
export const city = "64.71";

export async function openBenchDeployment(adminUrl: string): Promise<Deployment> {
  const more = national.map((code) => ({
    code,
    name: code,
    kind: "ministry" as const,
    parent: "national",
    zone: "Asia/Jakarta",
    node: code,
    accepts: true,
  }));
  return testDeployment({
    adminUrl,
    kind: "hub",
    tenants: [...testTenants, ...more],
    hosted: ["national", city],
  });
}

export const hub = "national";
export const key = (tenant: string): Actor & { tenant: string } => ({
  kind: "machine",
  id: "bench",
  tenant,
  scopes: ["reports:read", "reports:act"],
});

/** Until nothing is left. */
export async function trained(ctx: Context): Promise<{ reports: number }> {
  let reports = 0;
  for (;;) {
    const step = await trainSuggestions(ctx, 60);
    reports += step.reports;
    if (step.outcome === "done") return { reports };
  }
}
