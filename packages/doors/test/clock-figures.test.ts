import { nationalCalendar } from "@simpul/domain";
import { receive } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { clockFiguresOf, provisionalOf } from "../src/index.ts";

let hub: Deployment;
beforeAll(async () => {
  hub = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: ["national"] });
});
afterAll(() => hub.close());

async function take(instant: string): Promise<void> {
  hub.clock.set(instant);
  const source = { channel: "generic", channelId: "ch_1", dedup: [], by: "reporter" } as const;
  const by = { kind: "channel", id: "ch_1", tenant: "national" } as const;
  const taken = await receive(hub.ctx, by, { text: "Jalan berlubang" }, source);
  if (taken.outcome !== "done") throw new Error(taken.code);
}

const having = (calendar: unknown): Context => ({
  ...hub.ctx,
  reference: { ...hub.ctx.reference, calendar: () => ({ version: 2, body: calendar }) },
});

test("deadlines that rest on a year without a decree are counted, once a minute", async () => {
  let elapsed = 0;
  const { deadlinesProvisional } = provisionalOf(hub, () => elapsed);
  await take("2026-07-06T03:00:00.000Z");
  expect(await deadlinesProvisional()).toBe(0);
  await take("2026-12-30T03:00:00.000Z");
  elapsed = 59_999;
  expect(await deadlinesProvisional()).toBe(0);
  elapsed = 60_000;
  expect(await deadlinesProvisional()).toBe(1);
});

test("a count that failed is asked for again at once", async () => {
  let answers = false;
  const { db } = hub.ctx;
  const shut = {
    ...hub.ctx,
    here: { ...hub.ctx.here, tenants: () => (answers ? ["national"] : ["no code"]) },
  };
  const { deadlinesProvisional } = provisionalOf({ db, ctx: shut }, () => 0);
  await expect(deadlinesProvisional()).rejects.toThrow("tenant code");
  answers = true;
  expect(await deadlinesProvisional()).toBe(1);
});

describe("what deadlines rest on", () => {
  test("is the last year with a decree, from the one that the cases are in", async () => {
    hub.clock.set("2026-10-01T03:00:00.000Z");
    const until = (calendar: unknown) => clockFiguresOf({ ctx: having(calendar) });
    expect(await until(nationalCalendar).calendarDecreedYear()).toBe(2026);
    const decrees = nationalCalendar.decrees.filter(({ year }) => year < 2026);
    expect(await until({ ...nationalCalendar, decrees }).calendarDecreedYear()).toBe(2025);
  });

  test("is what came with the software, for each document that cannot be read", async () => {
    expect(await clockFiguresOf(hub).referenceUnreadable()).toBe(0);
    expect(await clockFiguresOf({ ctx: having({ weekend: 7 }) }).referenceUnreadable()).toBe(1);
  });
});
