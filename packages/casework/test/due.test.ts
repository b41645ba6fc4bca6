import { wholeOf, withScope } from "@simpul/db";
import { nationalCalendar, nationalPolicy } from "@simpul/domain";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import type { Context } from "../src/index.ts";
import { load, take } from "./reports.ts";

/** What rows of fresh reports say of their clock, which is worked out once a day. */

let hub: Deployment;
beforeAll(async () => {
  hub = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: ["national"] });
});
afterAll(() => hub.close());

const dueAt = async (ctx: Context, moment: string): Promise<string | undefined> => {
  hub.clock.set(moment);
  const { id } = await take(ctx, "national");
  await load(ctx, "national", id);
  const [row] = await withScope(
    ctx.db,
    wholeOf(["national"]),
    (tx) => tx<{ due_at: string }[]>`select due_at from simpul.report where id = ${id}`,
  );
  return row === undefined ? undefined : new Date(row.due_at).toISOString();
};

test("each day has its own deadline, in the zone of whoever took it in", async () => {
  // Midnight in Jakarta is 17:00 UTC.
  expect(await dueAt(hub.ctx, "2026-07-06T16:59:59.000Z")).toBe("2026-07-09T16:59:59.000Z");
  expect(await dueAt(hub.ctx, "2026-07-06T03:00:00.000Z")).toBe("2026-07-09T16:59:59.000Z");
  expect(await dueAt(hub.ctx, "2026-07-06T17:00:00.000Z")).toBe("2026-07-10T16:59:59.000Z");
});

test("a rule in hours counts from each report's own moment", async () => {
  const rule = {
    id: "crisis",
    clock: "verification",
    amount: 6,
    unit: "hours",
    warnAt: [],
    legalBasis: "a decree of the test",
    validFrom: "2026-01-01",
    validUntil: "2026-12-31",
  } as const;
  const policy = { ...nationalPolicy, version: "crisis", rules: [...nationalPolicy.rules, rule] };
  const ctx: Context = {
    ...hub.ctx,
    reference: {
      ...hub.ctx.reference,
      calendar: () => ({ version: 2, body: nationalCalendar }),
      clockPolicy: () => ({ version: 2, body: policy }),
    },
  };
  expect(await dueAt(ctx, "2026-07-06T03:00:00.000Z")).toBe("2026-07-06T09:00:00.000Z");
  expect(await dueAt(ctx, "2026-07-06T04:30:00.000Z")).toBe("2026-07-06T10:30:00.000Z");
});
