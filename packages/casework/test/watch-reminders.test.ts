import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { watchDue } from "../src/index.ts";
import { after, arrived, load, office, take } from "./reports.ts";
import type { Step, Taken } from "./reports.ts";
import { reminded, writtenByClock } from "./watched.ts";

/** Who is told, of what, how often. 6 July 2026 is a Monday; the only days off until October are 17 and 25 August. */

const [national, city] = ["national", "64.71"] as const;
let hub: Deployment;
let node: Deployment;

beforeAll(async () => {
  const adminUrl = inject("adminUrl");
  hub = await testDeployment({ adminUrl, kind: "hub", hosted: [national] });
  node = await testDeployment({ adminUrl, kind: "node" });
});
afterAll(() => Promise.all([hub.close(), node.close()]));
beforeEach(() => {
  for (const { clock } of [hub, node]) clock.set("2026-07-06T03:00:00.000Z");
});

const verified: Step = ["verify", { class: "complaint", category: "road" }];
const assigned: readonly Step[] = [verified, ["accept", {}], ["assign", { unit: "dpu" }]];

/** At the hub, and passed on to the city. */
async function forwarded(): Promise<Taken> {
  const taken = await take(hub.ctx, national);
  await after(hub.ctx, office(national), taken, [verified, ["forward", { tenant: city }]]);
  await arrived(hub.ctx, national, taken, city, [
    { type: "accepted", by: "institution" },
    { type: "assigned", by: "institution", unit: "dpu", supporting: [] },
  ]);
  return taken;
}

/** At the city's own node, with its unit. */
async function atUnit(): Promise<Taken> {
  const taken = await take(node.ctx, city);
  await after(node.ctx, office(city), taken, assigned);
  return taken;
}

/** What each moment adds. */
async function toldAt(
  { ctx, clock }: Deployment,
  tenant: string,
  taken: Taken,
  moments: readonly string[],
): Promise<string[][]> {
  const added: string[][] = [];
  let before = await reminded(ctx, tenant, taken);
  for (const moment of moments) {
    clock.set(moment);
    await watchDue(ctx);
    const now = await reminded(ctx, tenant, taken);
    added.push(now.filter((each) => !before.includes(each)));
    before = now;
  }
  return added;
}

const midnight = (date: string, utc: "16" | "17") => {
  const eve = Temporal.PlainDate.from(date).subtract({ days: 1 });
  return `${eve.toString()}T${utc}:00:00.000Z`;
};
/** The beginning of a day in the hub's zone, and in the city's. */
const wib = (date: string) => midnight(date, "17");
const wita = (date: string) => midnight(date, "16");

describe("reminders", () => {
  test("of verification go to the verifiers after half, four fifths and the whole of three days", async () => {
    const taken = await take(hub.ctx, national);
    const moments = ["2026-07-07T16:59:59.999Z", wib("2026-07-08"), wib("2026-07-09")];
    expect(await toldAt(hub, national, taken, [...moments, wib("2026-07-10")])).toEqual([
      [],
      ["verification 2 verifier"],
      ["verification 3 verifier"],
      ["verification due verifier"],
    ]);
  });

  test("at the institution begin with the liaison, then the head, and end with the admin", async () => {
    const taken = await atUnit();
    const days = ["2026-07-09", "2026-07-10", "2026-07-14", "2026-07-15", "2026-07-22"];
    expect(await toldAt(node, city, taken, [...days, "2026-07-25"].map(wita))).toEqual([
      ["initialResponse 3 liaison dpu"],
      ["initialResponse 4 liaison dpu", "initialResponse 4 unitHead dpu"],
      [
        "initialResponse due institutionAdmin",
        "initialResponse due liaison dpu",
        "initialResponse due unitHead dpu",
      ],
      ["settlement 7 liaison dpu"],
      ["settlement 12 liaison dpu", "settlement 12 unitHead dpu"],
      [
        "settlement due institutionAdmin",
        "settlement due liaison dpu",
        "settlement due unitHead dpu",
      ],
    ]);
  });

  test("of an institution's deadline come to the hub when it has passed, and not before", async () => {
    const taken = await forwarded();
    const days = ["2026-07-09", "2026-07-10", "2026-07-14", "2026-07-15", "2026-07-22"];
    expect(await toldAt(hub, national, taken, [...days, "2026-07-25"].map(wita))).toEqual([
      [],
      [],
      ["initialResponse due overseer", "initialResponse due verifier"],
      [],
      [],
      ["settlement due overseer", "settlement due verifier"],
    ]);
  });

  test("of the Ombudsman go to everybody after 40, 50 and 57 working days", async () => {
    const [there, here] = [await atUnit(), await forwarded()];
    // 38 working days lie in July and August 2026 after the 6th: 19, and 21 less two holidays.
    const days = ["2026-09-01", "2026-09-02", "2026-09-16", "2026-09-25"].map(wib);
    const ofOmbudsman = (told: string[][]) =>
      told.map((each) => each.filter((line) => line.startsWith("ombudsman")));
    expect(ofOmbudsman(await toldAt(hub, national, here, days))).toEqual([
      [],
      ["ombudsman 40 overseer", "ombudsman 40 verifier"],
      ["ombudsman 50 overseer", "ombudsman 50 reporter", "ombudsman 50 verifier"],
      ["ombudsman 57 overseer", "ombudsman 57 reporter", "ombudsman 57 verifier"],
    ]);
    expect(ofOmbudsman(await toldAt(node, city, there, days))).toEqual([
      [],
      ...["40", "50", "57"].map((n) => [
        `ombudsman ${n} institutionAdmin`,
        `ombudsman ${n} liaison dpu`,
        // Taken in here, its reporter is reached from here: before the handoff they are asked for their consent.
        ...(n === "40" ? [] : [`ombudsman ${n} reporter`]),
        `ombudsman ${n} unitHead dpu`,
      ]),
    ]);
  });

  test("of a deadline that passed are no event, and travel nowhere", async () => {
    const taken = await atUnit();
    const was = await load(node.ctx, city, taken.id);
    node.clock.set(wita("2026-07-25"));
    await watchDue(node.ctx);
    const is = await load(node.ctx, city, taken.id);
    expect(is.case).toEqual(was.case);
    expect(await writtenByClock(node.ctx, city, taken)).toEqual({ events: [], audit: [] });
    expect(await reminded(node.ctx, city, taken)).toContain("settlement due unitHead dpu");
  });
});

describe("each mark is kept once", () => {
  test("by four workers at once, after three weeks without any", async () => {
    const there = await Promise.all(Array.from({ length: 12 }, atUnit));
    const late = await Promise.all(Array.from({ length: 12 }, () => take(hub.ctx, national)));
    const processes = ({ anotherProcess }: Deployment) =>
      Array.from({ length: 4 }, () => anotherProcess(2));
    for (const deployment of [hub, node]) {
      deployment.clock.advance({ hours: 21 * 24 });
      await Promise.all(processes(deployment).map(watchDue));
      // Whoever met only conflicts has left what was not written to the next minute.
      await watchDue(deployment.ctx);
    }
    for (const taken of there)
      expect((await reminded(node.ctx, city, taken)).toSorted()).toEqual([
        "initialResponse 3 liaison dpu",
        "initialResponse 4 liaison dpu",
        "initialResponse 4 unitHead dpu",
        "initialResponse due institutionAdmin",
        "initialResponse due liaison dpu",
        "initialResponse due unitHead dpu",
        "settlement 12 liaison dpu",
        "settlement 12 unitHead dpu",
        "settlement 7 liaison dpu",
        "settlement due institutionAdmin",
        "settlement due liaison dpu",
        "settlement due unitHead dpu",
      ]);
    for (const taken of late) {
      expect((await reminded(hub.ctx, national, taken)).toSorted()).toEqual([
        // From the moment that its file counts as complete, by the clock of a complaint.
        "settlement 12 verifier",
        "settlement 7 verifier",
        "verification 2 verifier",
        "verification 3 verifier",
        "verification due verifier",
      ]);
      expect(await writtenByClock(hub.ctx, national, taken)).toEqual({
        events: ["deemed"],
        audit: ["deemed"],
      });
    }
  });

  test("and a second round finds nothing", async () => {
    const taken = await atUnit();
    node.clock.set(wita("2026-07-25"));
    expect(await watchDue(node.ctx)).toBeGreaterThan(0);
    const { version } = await load(node.ctx, city, taken.id);
    expect(await watchDue(node.ctx)).toBe(0);
    expect((await load(node.ctx, city, taken.id)).version).toBe(version);
  });
});
