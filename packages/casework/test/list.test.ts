import type { RoleHeld } from "@simpul/access";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { listOf, readReport } from "../src/index.ts";
import { after, channel, office, reader, take } from "./reports.ts";
import type { Acting, Step, Taken } from "./reports.ts";

/** The list is decided in SQL and the single report in code: whoever reads one finds it in the list, and no other. */

const tenant = "64.71";
let node: Deployment;
const taken: Taken[] = [];

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  const verified: Step = ["verify", { class: "complaint", category: "road" }];
  const of = (unit: string): readonly Step[] => [verified, ["accept", {}], ["assign", { unit }]];
  const about = (accused: object): readonly Step[] => [
    ["verify", { class: "whistleblowing", category: "illegal-levy", accused }],
  ];
  const stories: readonly (readonly Step[])[] = [
    [],
    [verified],
    of("dpu"),
    of("dishub"),
    [...of("dpu"), ["decline", { reason: "Bukan tugas kami" }]],
    about({ tenant }),
    about({ tenant, unit: "dpu" }),
    about({ tenant: "64.02" }),
    about({ unit: "dpu" }),
  ];
  for (const steps of stories) {
    const one = await take(node.ctx, tenant);
    await after(node.ctx, office(tenant), one, steps);
    taken.push(one);
    node.clock.advance({ minutes: 1 });
  }
});
afterAll(() => node.close());

const staff = (...roles: RoleHeld[]): Acting => ({
  kind: "staff",
  id: "1",
  tenant,
  roles,
  isFresh: true,
});
const held = (role: RoleHeld["role"], unit?: string): RoleHeld => ({
  role,
  tenant,
  reach: "self",
  ...(unit === undefined ? {} : { unit }),
});

test.each<readonly [string, Acting, number]>([
  ["a key that reads", reader(tenant), 8],
  // Whistleblowing is for those who examine.
  ["an administrator", staff(held("tenantAdmin")), 5],
  ["an inspectorate", staff(held("inspectorate")), 3],
  ["a liaison", staff(held("liaison", "dpu")), 1],
  ["a head of two units", staff(held("unitHead", "dpu"), held("unitHead", "dishub")), 2],
  ["a liaison of no unit", staff(held("liaison")), 0],
  ["a neighbour", reader("64.02"), 0],
  ["a channel", channel(tenant), 0],
])("%s lists what it may read", async (_, actor, count) => {
  const readable: string[] = [];
  for (const { id } of taken) {
    const read = await readReport(node.ctx, actor, id);
    if (read.outcome === "done") readable.push(id);
  }
  const listed = await listOf(node.ctx, actor, { limit: 100 });
  expect(listed.map((each) => each.id)).toEqual(readable.toReversed());
  expect(listed).toHaveLength(count);
});

test("pages follow one another without a gap or a repetition, newest first", async () => {
  const all = await listOf(node.ctx, reader(tenant), { limit: 100 });
  const paged: string[] = [];
  for (let page = await listOf(node.ctx, reader(tenant), { limit: 3 }); page.length > 0;) {
    paged.push(...page.map((each) => each.id));
    const last = page.at(-1);
    if (last === undefined) break;
    page = await listOf(node.ctx, reader(tenant), {
      limit: 3,
      after: { receivedAt: last.receivedAt, id: last.id },
    });
  }
  expect(paged).toEqual(all.map((each) => each.id));
});
