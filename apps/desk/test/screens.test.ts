import { rulesFor, staffRoles } from "@simpul/access";
import type { Staff, StaffRole } from "@simpul/access";
import { hubTenant, ombudsmanTenant } from "@simpul/domain";
import { expect, test } from "vitest";
import { hereOf } from "../src/here.ts";
import type { Here } from "../src/here.ts";
import { screens, screensOf } from "../src/nav.ts";
import { verbsFor } from "../src/work/bulk-verbs.ts";
import { presets } from "../src/work/presets.ts";

/** docs/screens-by-role.md says what each role finds, asked of the desk's own rules: after a change run this test with -u. */

const city = "64.71";

const deskOf = (role: StaffRole): string =>
  role.startsWith("national") || role === "provincialOverseer"
    ? hubTenant
    : role === "ombudsmanOfficer"
      ? ombudsmanTenant
      : city;

function hereAs(role: StaffRole, desk = deskOf(role)): Here {
  const isOverseer = role === "provincialOverseer";
  const held = {
    role,
    tenant: isOverseer ? "64" : desk,
    reach: isOverseer ? ("subtree" as const) : ("self" as const),
    unit: "dpu",
  };
  const staff: Staff = {
    kind: "staff",
    id: "1",
    tenant: desk,
    roles: [held],
    oversees: isOverseer ? ["64", city] : [],
  };
  return hereOf({
    id: "1",
    tenant: {
      code: desk,
      name: desk,
      kind: desk === ombudsmanTenant ? "ombudsman" : desk === hubTenant ? "national" : "city",
      zone: "Asia/Makassar",
    },
    hub: hubTenant,
    roles: [held],
    oversees: [...(staff.oversees ?? [])],
    rules: rulesFor(staff, hubTenant),
    isFresh: true,
    now: "2026-07-06T01:00:00.000Z",
    place: "x",
  });
}

interface Column {
  readonly name: string;
  readonly here: Here;
}
const columns: readonly Column[] = [
  ...staffRoles.map((role) => ({ name: role, here: hereAs(role) })),
  { name: "tenantAdmin of the Ombudsman", here: hereAs("tenantAdmin", ombudsmanTenant) },
];

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

const bulkActs = ({ here }: Column): string[] => {
  const shown = screensOf(here);
  return Object.values(presets)
    .filter(({ screen }) => shown.some((each) => each === screen))
    .flatMap(({ screen, bulk }) => verbsFor(here, bulk).map((verb) => `${screen}: ${verb}`));
};

test("docs/screens-by-role.md is what the desk shows", async () => {
  const all = columns.flatMap(bulkActs);
  const text = `# What each role finds at its desk

Generated from the desk's own rules by \`npm test -- apps/desk/test/screens.test.ts -u\`, by asking them. A screen that is not
here for a role is not in its menu, in no greyed form either; who types its address is told what the server says. The first
screen of a role is where its day begins. What can be done with a report on a screen is decided report by report, from
[what the role may](permissions.md) and what the report's life allows.

${table(
  ["screen", ...columns.map(({ name }) => name)],
  screens.map((screen) => [
    screen,
    ...columns.map(({ here }) => {
      const at = screensOf(here).indexOf(screen);
      return at === -1 ? "" : at === 0 ? "first" : "yes";
    }),
  ]),
)}

## Acts with several reports at once

${table(
  ["act", ...columns.map(({ name }) => name)],
  [...new Set(all)].map((act) => [
    act,
    ...columns.map((column) => (bulkActs(column).includes(act) ? "yes" : "")),
  ]),
)}
`;
  await expect(text).toMatchFileSnapshot("../../../docs/screens-by-role.md");
});

test("nobody is at a desk without a screen", () => {
  for (const { name, here } of columns) expect(screensOf(here), name).not.toHaveLength(0);
});

test("a role held elsewhere shows nothing here", () => {
  const here = hereAs("nationalAdmin", city);
  const elsewhere = hereOf({
    ...here.me,
    roles: here.me.roles.map((held) => ({ ...held, tenant: "64.72" })),
    rules: [],
  });
  expect(screensOf(elsewhere)).toEqual([]);
});
