import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { watchDue } from "../src/index.ts";
import { after, arrived, channel, load, office, run, take } from "./reports.ts";
import type { Step, Taken } from "./reports.ts";
import { arrivedLate, writtenByClock } from "./watched.ts";

/** What happens by itself at a deadline. 6 July 2026 is a Monday, and no holiday is near. */

const [national, city] = ["national", "64.71"] as const;
let hub: Deployment;

beforeAll(async () => {
  hub = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: [national] });
});
afterAll(() => hub.close());
beforeEach(() => hub.clock.set("2026-07-06T03:00:00.000Z"));

const verified: Step = ["verify", { class: "complaint", category: "road" }];
const held: Step = ["hold", { question: "Di jalan mana?" }];

/** The watch as it runs at that moment. */
async function watchAt(moment: string): Promise<number> {
  hub.clock.set(moment);
  return watchDue(hub.ctx);
}

async function stateOf(taken: Taken) {
  return (await load(hub.ctx, national, taken.id)).case.report;
}

async function one(...steps: readonly Step[]): Promise<Taken> {
  const taken = await take(hub.ctx, national);
  await after(hub.ctx, office(national), taken, steps);
  return taken;
}

/** An institution answered, and the reporter has the word. */
async function answered(): Promise<Taken> {
  const taken = await one(verified, ["forward", { tenant: city }]);
  await arrived(hub.ctx, national, taken, city, [
    { type: "accepted", by: "institution" },
    { type: "assigned", by: "institution", unit: "dpu", supporting: [] },
    { type: "answered", by: "unit", kind: "done" },
  ]);
  await arrivedLate(
    hub.ctx,
    national,
    taken,
    city,
    { type: "rated", by: "reporter", score: 4 },
    hub.clock.now().toString({ fractionalSecondDigits: 3 }),
  );
  return taken;
}

describe("a question that nobody answers", () => {
  test("for 30 calendar days archives the report as withdrawn, once", async () => {
    const taken = await one(held);
    await watchAt("2026-08-05T16:59:59.999Z");
    expect((await stateOf(taken)).state).toBe("held");
    await watchAt("2026-08-05T17:00:00.000Z");
    expect(await stateOf(taken)).toMatchObject({ state: "archived", reason: "withdrawn" });
    await watchAt("2026-09-05T17:00:00.000Z");
    expect(await writtenByClock(hub.ctx, national, taken)).toEqual({
      events: ["archived"],
      audit: ["archived"],
    });
  });

  test("is answered by words stamped within them, whenever these arrive", async () => {
    const [late, tooLate] = [await one(held), await one(held)];
    await watchAt("2026-08-10T01:00:00.000Z");
    const words = { type: "replied", by: "reporter" } as const;
    await arrivedLate(hub.ctx, national, late, national, words, "2026-08-05T16:59:59.500Z");
    expect(await stateOf(late)).toMatchObject({ state: "received" });
    await arrivedLate(hub.ctx, national, tooLate, national, words, "2026-08-05T17:00:00.000Z");
    expect(await stateOf(tooLate)).toMatchObject({ state: "archived" });
  });
});

describe("the window after an answer", () => {
  test("closes the report unconfirmed when it ends, once", async () => {
    const taken = await answered();
    expect(await stateOf(taken)).toMatchObject({ state: "answered" });
    await watchAt("2026-07-20T16:59:59.000Z");
    expect(await stateOf(taken)).toMatchObject({ state: "answered" });
    await watchAt("2026-07-20T17:00:00.000Z");
    expect(await stateOf(taken)).toMatchObject({ state: "closed", outcome: "unconfirmed" });
    await watchAt("2026-08-20T17:00:00.000Z");
    expect((await writtenByClock(hub.ctx, national, taken)).events).toEqual(["closed"]);
  });

  test.each([
    ["an objection", "objected", "assigned"],
    ["a confirmation", "confirmed", "confirmed"],
  ] as const)("leaves room for %s that was stamped inside it", async (_, type, becomes) => {
    const [inside, outside] = [await answered(), await answered()];
    const speaks = async (taken: Taken, at: string) => {
      const report = await stateOf(taken);
      if (report.state !== "closed") throw new Error("the window is still open");
      const answer = report.answer?.hash ?? "";
      await arrivedLate(hub.ctx, national, taken, national, { type, by: "reporter", answer }, at);
    };
    await watchAt("2026-07-22T01:00:00.000Z");
    await speaks(inside, "2026-07-20T16:59:59.000Z");
    await speaks(outside, "2026-07-20T17:00:00.000Z");
    const report = await stateOf(inside);
    expect("outcome" in report ? report.outcome : report.state).toBe(becomes);
    expect(await stateOf(outside)).toMatchObject({ state: "closed", outcome: "unconfirmed" });
  });
});

describe("a verification deadline", () => {
  test("that passes makes the file complete from that moment, once, and no hold can follow", async () => {
    const taken = await take(hub.ctx, national);
    await watchAt("2026-07-09T16:59:59.000Z");
    expect((await stateOf(taken)).completeAt).toBeUndefined();
    await watchAt("2026-07-13T02:00:00.000Z");
    const deadline = "2026-07-09T16:59:59.000Z";
    expect(await stateOf(taken)).toMatchObject({ state: "received", completeAt: deadline });
    await watchAt("2026-07-20T02:00:00.000Z");
    expect(await writtenByClock(hub.ctx, national, taken)).toEqual({
      events: ["deemed"],
      audit: ["deemed"],
    });
    expect(await run(hub.ctx, office(national), held[0], taken.id, held[1])).toMatchObject({
      outcome: "failed",
      code: "wrongState",
    });
    await after(hub.ctx, office(national), taken, [verified]);
    expect(await stateOf(taken)).toMatchObject({ state: "verified", completeAt: deadline });
  });

  test("stands still while the reporter is asked, and goes on with the answer", async () => {
    hub.clock.set("2026-07-06T03:00:00.000Z");
    const taken = await take(hub.ctx, national);
    hub.clock.set("2026-07-07T03:00:00.000Z");
    await after(hub.ctx, office(national), taken, [held]);
    await watchAt("2026-07-15T03:00:00.000Z");
    expect((await stateOf(taken)).completeAt).toBeUndefined();
    await after(hub.ctx, channel(national), taken, [["supply", { text: "Jalan Melati" }]]);
    // Tuesday was the first day; Thursday the 16th and Friday the 17th are left.
    await watchAt("2026-07-17T16:59:59.000Z");
    expect((await stateOf(taken)).completeAt).toBeUndefined();
    await watchAt("2026-07-17T17:00:00.000Z");
    expect((await stateOf(taken)).completeAt).toBe("2026-07-17T16:59:59.000Z");
  });
});

describe("a watch that is late gives nobody another day", () => {
  test("a hold after the verification deadline is refused, because the file counts as complete first", async () => {
    const taken = await one();
    hub.clock.set("2026-07-09T17:00:00.000Z");
    const refused = await run(hub.ctx, office(national), "hold", taken.id, {
      question: "Di mana?",
    });
    expect(refused).toMatchObject({ outcome: "failed", code: "wrongState" });
    expect(await stateOf(taken)).toMatchObject({
      state: "received",
      completeAt: "2026-07-09T16:59:59.000Z",
    });
    expect(await writtenByClock(hub.ctx, national, taken)).toEqual({
      events: ["deemed"],
      audit: ["deemed"],
    });
  });

  test("an objection after the window reopens nothing", async () => {
    const taken = await answered();
    // Ten working days from Monday 6 July end on Monday 20 July.
    hub.clock.set("2026-07-20T17:00:00.000Z");
    await run(hub.ctx, channel(national), "object", taken.id, { reason: "Masih berlubang" });
    expect(await stateOf(taken)).toMatchObject({ state: "closed", outcome: "unconfirmed" });
  });
});
