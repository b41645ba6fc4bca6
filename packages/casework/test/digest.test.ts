import { withScope, wholeOf } from "@simpul/db";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { digestReminders } from "../src/index.ts";

/**
 * 64.71 and 64.02 are in WITA, 21.71 in WIB. 14 August 2026 is a Friday, the 17th a holiday and a Monday.
 */

const [city, regency, west] = ["64.71", "64.02", "21.71"] as const;
let node: Deployment;

beforeAll(async () => {
  const hosted = [city, regency, west];
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", hosted });
});
afterAll(() => node.close());
afterEach(async () => {
  await node.asSuperuser().db.pg`truncate simpul.reminder, simpul.digest`;
});

const within = <T>(work: Parameters<typeof withScope<T>>[2]) =>
  withScope(node.db, wholeOf([city, regency, west]), work);

let marks = 0;

/** A reminder, as the watch writes it. @returns its mark */
async function remind(tenant: string, rung: string, unit: string | null = null): Promise<string> {
  marks += 1;
  const mark = `settlement 2026-08-01 ${marks}`;
  const at = node.clock.now().toString();
  await within(
    (tx) => tx`
      insert into simpul.reminder (tenant, report, mark, rung, unit, clock, stage, deadline, made_at)
      values (${tenant}, gen_random_uuid(), ${mark}, ${rung}, ${unit}, 'settlement', '7', ${at}::text::timestamptz,
        ${at}::text::timestamptz)`,
  );
  return mark;
}

/** `64.71 liaison dpu 2026-08-14 1`: each digest with how many reminders it holds. */
const digests = async (): Promise<string[]> =>
  (
    await within(
      (tx) => tx<{ text: string }[]>`
        select concat_ws(' ', tenant, rung, unit, day, jsonb_array_length(reminders)) as text
        from simpul.digest order by day, text`,
    )
  ).map(({ text }) => text);

/** WITA is eight hours before UTC, WIB seven. */
async function digestAt(moment: string): Promise<string[]> {
  node.clock.set(moment);
  await digestReminders(node.ctx);
  return digests();
}

describe("a digest", () => {
  test("comes at 08:00 of the zone of its tenant", async () => {
    node.clock.set("2026-08-13T16:00:00Z");
    await remind(city, "liaison", "dpu");
    await remind(west, "liaison", "dpu");
    expect(await digestAt("2026-08-13T23:59:59.999Z")).toEqual([]);
    expect(await digestAt("2026-08-14T00:00:00Z")).toEqual(["64.71 liaison dpu 2026-08-14 1"]);
    expect(await digestAt("2026-08-14T01:00:00Z")).toEqual([
      "21.71 liaison dpu 2026-08-14 1",
      "64.71 liaison dpu 2026-08-14 1",
    ]);
  });

  test("is one for each role of a tenant and each unit, of everything it was not told", async () => {
    node.clock.set("2026-08-13T16:00:00Z");
    for (const unit of ["dpu", "dpu", "dishub"]) await remind(city, "liaison", unit);
    await remind(city, "unitHead", "dpu");
    await remind(city, "institutionAdmin");
    await remind(city, "institutionAdmin");
    await remind(regency, "institutionAdmin");
    expect(await digestAt("2026-08-14T01:00:00Z")).toEqual([
      "64.02 institutionAdmin 2026-08-14 1",
      "64.71 institutionAdmin 2026-08-14 2",
      "64.71 liaison dishub 2026-08-14 1",
      "64.71 liaison dpu 2026-08-14 2",
      "64.71 unitHead dpu 2026-08-14 1",
    ]);
  });

  test("names its reminders, and they are told on that day", async () => {
    node.clock.set("2026-08-13T16:00:00Z");
    const mark = await remind(city, "liaison", "dpu");
    await digestAt("2026-08-14T01:00:00Z");
    const [row] = await within(
      (tx) => tx`
        select d.reminders = jsonb_build_array(jsonb_build_object('report', r.report, 'mark', r.mark)) as names,
          r.mark, r.told_on::text
        from simpul.digest d join simpul.reminder r on r.tenant = d.tenant`,
    );
    expect(row).toEqual({ names: true, mark, told_on: "2026-08-14" });
  });

  test("comes once a day: what is new waits for the next working day", async () => {
    node.clock.set("2026-08-13T16:00:00Z");
    await remind(city, "institutionAdmin");
    await digestAt("2026-08-14T00:00:00Z");
    await remind(city, "institutionAdmin");
    const one = ["64.71 institutionAdmin 2026-08-14 1"];
    expect(await digestAt("2026-08-14T00:15:00Z")).toEqual(one);
    expect(await digestAt("2026-08-14T09:45:00Z")).toEqual(one);
    // Saturday, Sunday, Independence Day.
    for (const day of ["2026-08-15", "2026-08-16", "2026-08-17"])
      expect(await digestAt(`${day}T01:00:00Z`)).toEqual(one);
    expect(await digestAt("2026-08-18T00:00:00Z")).toEqual([
      ...one,
      "64.71 institutionAdmin 2026-08-18 1",
    ]);
  });

  test("never comes at night, also when the worker comes back then", async () => {
    node.clock.set("2026-08-12T16:00:00Z");
    await remind(city, "institutionAdmin");
    expect(await digestAt("2026-08-13T10:00:00Z")).toEqual([]);
    expect(await digestAt("2026-08-13T09:59:00Z")).toHaveLength(1);
  });

  test("after days without a worker is one, and not one for each day", async () => {
    for (const day of ["10", "11", "12", "13"]) {
      node.clock.set(`2026-08-${day}T16:00:00Z`);
      await remind(city, "institutionAdmin");
    }
    expect(await digestAt("2026-08-14T03:00:00Z")).toEqual(["64.71 institutionAdmin 2026-08-14 4"]);
    expect(await digestAt("2026-08-18T03:00:00Z")).toHaveLength(1);
  });

  test("is not for reporters, who have no office hours and share no report", async () => {
    node.clock.set("2026-08-13T16:00:00Z");
    await remind(city, "reporter");
    expect(await digestAt("2026-08-14T01:00:00Z")).toEqual([]);
  });
});

test("workers at once make each digest once and lose no reminder that comes meanwhile", async () => {
  const workers = Array.from({ length: 4 }, () => node.anotherProcess(2));
  const units = Array.from({ length: 15 }, (_, n) => `unit-${n}`);
  const told: Record<string, number> = {};
  for (const day of ["2026-08-10", "2026-08-11", "2026-08-12"]) {
    node.clock.set(`${day}T02:00:00Z`);
    await Promise.all(units.map((unit) => remind(city, "liaison", unit)));
    await Promise.all([
      ...workers.map(digestReminders),
      ...units.map((unit) => remind(city, "liaison", unit)),
      ...workers.map(digestReminders),
    ]);
    expect((await digests()).filter((each) => each.includes(day))).toHaveLength(units.length);
  }
  for (const line of await digests()) {
    const [, , unit = "", , count] = line.split(" ");
    told[unit] = (told[unit] ?? 0) + Number(count);
  }
  const [left] = await within(
    (tx) => tx<{ waiting: number; told: number }[]>`
      select count(*) filter (where told_on is null)::int as waiting, count(told_on)::int as told from simpul.reminder`,
  );
  const sum = Object.values(told).reduce((a, b) => a + b, 0);
  expect(sum).toBe(left?.told);
  expect(sum + (left?.waiting ?? 0)).toBe(units.length * 2 * 3);
});
