import { hubTenant, ombudsmanTenant } from "@simpul/domain";
import { expect, test } from "vitest";
import {
  abilityFor,
  everyReportAction,
  keyScopes,
  partsOf,
  reportParts,
  reportSubject,
  staffRoles,
  tenantSubject,
  tenantThings,
} from "../src/index.ts";
import type { Action, Actor, ReportSubject, StaffRole } from "../src/index.ts";

/** docs/permissions.md says what the rules do, asked of the rules themselves: after a change run this test with -u. */

const city = "64.71";
const [own, other] = ["dpu", "dishub"] as const;

const homeOf = (role: StaffRole): string => {
  if (role.startsWith("national")) return hubTenant;
  return role === "ombudsmanOfficer" ? ombudsmanTenant : city;
};
const officer = (role: StaffRole): Actor & { tenant: string } => ({
  kind: "staff",
  id: "1",
  tenant: role === "provincialOverseer" ? hubTenant : homeOf(role),
  roles: [
    {
      role,
      tenant: role === "provincialOverseer" ? "64" : homeOf(role),
      reach: role === "provincialOverseer" ? "subtree" : "self",
      unit: own,
    },
  ],
  oversees: role === "provincialOverseer" ? ["64", "64.02", city] : [],
});

interface Column {
  readonly name: string;
  readonly actor: Actor & { tenant: string };
}

const columns: readonly Column[] = [
  ...staffRoles.map((role) => ({ name: role, actor: officer(role) })),
  { name: "key of a tenant", actor: { kind: "machine", id: "1", tenant: city, scopes: keyScopes } },
  {
    name: "key of the hub",
    actor: { kind: "machine", id: "1", tenant: hubTenant, scopes: keyScopes },
  },
  { name: "channel", actor: { kind: "channel", id: "ch_1", tenant: city } },
  { name: "reporter", actor: { kind: "reporter", tenant: hubTenant, report: "r1" } },
];

/** Each letter of a cell, and a report that only this letter lets one act on. */
const letters: readonly (readonly [letter: string, meaning: string, about: object])[] = [
  ["T", "any report of the tenant", { unit: other, class: "complaint" }],
  ["I", "handled by an institution below", { institution: "64.02", class: "complaint" }],
  ["U", "its own unit or one below is accountable", { unit: own, class: "complaint" }],
  ["S", "its own unit helps", { unit: other, supporting: [own], class: "complaint" }],
  ["W", "whistleblowing about somebody else", { unit: other, class: "whistleblowing" }],
  [
    "A",
    "whistleblowing that accuses the very tenant",
    { unit: other, class: "whistleblowing", accusedTenant: "" },
  ],
  ["C", "what it took in itself", { unit: other, class: "complaint", channelId: "" }],
  ["R", "the one report", { unit: other, class: "complaint", id: "r1" }],
];

function cell({ actor }: Column, action: Action): string {
  const ability = abilityFor(actor, hubTenant);
  const met = letters.filter(([, , about]) => {
    const given: ReportSubject = {
      tenant: actor.tenant,
      institution: actor.tenant,
      ...about,
      ...("accusedTenant" in about ? { accusedTenant: actor.tenant } : {}),
      ...("channelId" in about
        ? { channelId: actor.kind === "machine" ? `key:${actor.id}` : "ch_1" }
        : {}),
    };
    return ability.can(action, reportSubject(given));
  });
  const found = met.map(([letter]) => letter);
  // Who may on any report of the tenant, may on those of a unit: the letter says no more.
  return found.includes("T")
    ? found.filter((letter) => !["I", "U", "S", "C", "R"].includes(letter)).join(" ")
    : found.join(" ");
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map(() => "---"), ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");

function reports(some: readonly Column[]): string {
  const rows = everyReportAction
    .map((action) => [`\`${action}\``, ...some.map((column) => cell(column, action))])
    .filter((row) => row.slice(1).some((each) => each !== ""));
  return table(["on a report", ...some.map(({ name }) => name)], rows);
}

const parts = (): string =>
  table(
    ["role", ...reportParts],
    columns.map(({ name, actor }) => {
      const about = { tenant: actor.tenant, unit: own, institution: city, id: "r1" };
      const channelId = actor.kind === "channel" ? "ch_1" : "key:1";
      const seen = partsOf(actor, hubTenant, { ...about, class: "complaint", channelId });
      return [name, ...reportParts.map((part) => (seen.has(part) ? "yes" : ""))];
    }),
  );

const things = (): string =>
  table(
    ["of the tenant", ...tenantThings],
    staffRoles.map((role) => {
      const actor = officer(role);
      const held = role === "provincialOverseer" ? "64" : actor.tenant;
      const ability = abilityFor(actor, hubTenant);
      return [
        role,
        ...tenantThings.map((thing) =>
          (["read", "manage", "export"] as const)
            .filter((action) => ability.can(action, tenantSubject(thing, held)))
            .join(", "),
        ),
      ];
    }),
  );

test("docs/permissions.md is what the rules say", async () => {
  const isStaff = ({ actor }: Column): boolean => actor.kind === "staff";
  const text = `# Who may do what

Generated from the rules in \`packages/access\` by \`npm test -- packages/access/test/permissions.test.ts -u\`, by asking them.
A role is held at a tenant by a roster decree and counts at that tenant's desk alone (an overseer's at the hub's). What
stands here is the first lock; the database has a second, written apart from it.

${letters.map(([letter, meaning]) => `- **${letter}**: ${meaning}`).join("\n")}

T includes U, S, I, C and R. Nothing here reaches another tenant's copy of a report.

## Officers

${reports(columns.filter(isStaff))}

## Machines, channels and reporters

${reports(columns.filter((column) => !isStaff(column)))}

## Which parts of a report are read

${parts()}

\`facts\` are state, dates, class, category, place by its code and deadlines; \`history\` who did what and when; \`words\` the text,
title, address and files; \`inside\` notes, routing and what offices write to each other. The reporter's identity is none of
them: it is opened by \`unseal\`, with a reason, and by two persons where it is whistleblowing.

## What else a desk offers

${things()}
`;
  await expect(text).toMatchFileSnapshot("../../../docs/permissions.md");
});
