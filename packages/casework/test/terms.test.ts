import { nationalCalendar, nationalPolicy } from "@simpul/domain";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { previewPolicy, termsOf, unreadableOf } from "../src/index.ts";
import type { Context } from "../src/index.ts";
import { take } from "./reports.ts";

let hub: Deployment;
beforeAll(async () => {
  hub = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: ["national"] });
});
afterAll(() => hub.close());

const having = (calendar: unknown, policy: unknown): Context => ({
  ...hub.ctx,
  reference: {
    ...hub.ctx.reference,
    calendar: () => ({ version: 2, body: calendar }),
    clockPolicy: () => ({ version: 2, body: policy }),
  },
});

test("what cannot be read is named, and complaints are taken in by what came with the software", async () => {
  const later = { ...nationalPolicy, version: "later" };
  const broken = { ...later, rules: later.rules.map((rule) => ({ ...rule, amount: "3" })) };
  expect(unreadableOf(having(nationalCalendar, later))).toEqual([]);
  expect(unreadableOf(having({ ...nationalCalendar, weekend: "none" }, later))).toEqual([
    "calendar",
  ]);
  const ctx = having({}, broken);
  expect(unreadableOf(ctx)).toEqual(["calendar", "policy"]);
  expect(termsOf(ctx)).toMatchObject({ policy: { version: nationalPolicy.version } });
  expect(termsOf(ctx).calendarOf("national").version).toBe(nationalCalendar.version);
  expect(await take(ctx, "national")).toMatchObject({ id: expect.any(String) });
});

test("a unit that works every day has a calendar of its own, its institution and other units have not", () => {
  const { calendarOf } = termsOf(
    having({ ...nationalCalendar, version: "daily", everyDay: ["64.71/rsud"] }, nationalPolicy),
  );
  const holiday = "2026-03-21";
  expect(calendarOf("64.71", "rsud").isWorkingDay(holiday)).toBe(true);
  expect(calendarOf("64.71", "rsud").version).toBe("daily");
  expect(calendarOf("64.71", "dpu")).toBe(calendarOf("64.71"));
  expect(calendarOf("64.71").isWorkingDay(holiday)).toBe(false);
  expect(calendarOf("64.02", "rsud").isWorkingDay(holiday)).toBe(false);
});

test("a preview of a policy counts what would move, and what would end", async () => {
  const without = (clock: string) => ({
    ...nationalPolicy,
    rules: nationalPolicy.rules.filter((rule) => rule.clock !== clock),
  });
  const quicker = {
    ...nationalPolicy,
    rules: nationalPolicy.rules.map((rule) => ({
      ...rule,
      amount: rule.clock === "verification" ? 2 : rule.amount,
      warnAt: rule.clock === "verification" ? [1] : rule.warnAt,
    })),
  };
  const ctx = having(nationalCalendar, nationalPolicy);
  const { open, clocks } = await previewPolicy(ctx, nationalPolicy);
  expect(clocks).toEqual([{ clock: "verification", open, moved: 0, ended: 0, provisional: 0 }]);
  expect(open).toBeGreaterThan(0);
  expect(await previewPolicy(ctx, quicker)).toMatchObject({ open, moved: open, ended: 0 });
  expect(await previewPolicy(ctx, without("verification"))).toMatchObject({ open: 0, ended: open });
});
