import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { countReports, measureB1 } from "../../bench/b1.ts";
import { measureB3 } from "../../bench/b3.ts";
import { measureB6 } from "../../bench/b6.ts";
import { setStage } from "../../bench/stage.ts";
import type { Stage } from "../../bench/stage.ts";

/** The benches on the real services, for a second each: their figures mean nothing here, their checks do. */
describe("the benches", () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await setStage({ adminUrl: inject("adminUrl") });
  });
  afterAll(() => stage?.close());

  test("B1 counts durable intakes against single-row inserts", async () => {
    const b1 = await measureB1(stage, { rounds: 1, seconds: 1, warmUpSeconds: 0.5 });
    expect(b1.intakes).toBe(await countReports(stage.hub));
    expect(b1.ratio).toBeGreaterThan(0);
    expect(b1.ratio).toBeCloseTo(b1.intakesPerSecond / b1.insertsPerSecond, 2);
    expect(b1.p99).toBeGreaterThanOrEqual(b1.p50);
  });

  test("B1 refuses to count answers that are no intakes", async () => {
    const elsewhere = {
      ...stage,
      hub: { ...stage.hub, channel: { ...stage.hub.channel, secret: `whsec_${"A".repeat(44)}` } },
    };
    await expect(
      measureB1(elsewhere, { rounds: 1, seconds: 0.2, warmUpSeconds: 0.2 }),
    ).rejects.toThrow("answered 401");
  });

  test("B3 follows each forward to its receipt", async () => {
    const b3 = await measureB3(stage, { seconds: 1, forwardsPerSecond: 5, intakesPerSecond: 50 });
    expect(b3.forwards).toBe(5);
    expect(b3.p50).toBeGreaterThan(0);
    expect(b3.slowest).toBeGreaterThanOrEqual(b3.p99);
    expect(b3.intakesPerSecond).toBeGreaterThan(10);
  });

  test("B6 leaves no open report with the calendar of before, and refuses no intake", async () => {
    const b6 = await measureB6({
      adminUrl: inject("adminUrl"),
      reports: 2000,
      tenants: 40,
      intakesPerSecond: 20,
      quietSeconds: 1,
    });
    expect(b6.moved).toBeGreaterThan(0);
    expect(b6.moved).toBeLessThanOrEqual(2000 + b6.intakes);
    expect(b6.intakes).toBeGreaterThan(50);
    expect(b6.perSecond).toBeGreaterThan(0);
  });

  test("an unknown bench is wrong usage", () => {
    const main = join(import.meta.dirname, "../../bench/main.ts");
    const run = spawnSync(process.execPath, [main, "B99"], { encoding: "utf8" });
    expect([run.status, run.stderr]).toEqual([
      2,
      "unknown bench B99; known: B1, B3, B5, B6, suggestions, desks\n",
    ]);
  });
});
