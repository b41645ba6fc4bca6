import { connect, noteContact, upsertNode, upsertTenant, withScope, wholeOf } from "@simpul/db";
import type { Database } from "@simpul/db";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { testDeployment, testTenants } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { readPublicly, watchDue } from "../src/index.ts";
import type { Context } from "../src/index.ts";
import { after, arrived, load, office, take } from "./reports.ts";
import type { Step, Taken } from "./reports.ts";
import { arrivedLate, reminded, writtenByClock } from "./watched.ts";

/**
 * The handoff of what nobody settled (PRODUCT, "Ombudsman handoff"). Complete on Monday 6 July 2026, the sixtieth working
 * day after it is Wednesday 30 September: 17 and 25 August are days off.
 */
const [national, city, ombudsman] = ["national", "64.71", "ombudsman"] as const;
const [day0, lastSecond, passed] = [
  "2026-07-06T03:00:00.000Z",
  "2026-09-30T16:59:59.000Z",
  "2026-09-30T17:00:00.000Z",
] as const;

let hub: Deployment;
let owner: Database;

beforeAll(async () => {
  hub = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: [national] });
  owner = connect(hub.urls.owner, { max: 1 });
  for (const id of ["hub", "kaltim", "ombudsman"])
    await upsertNode(hub.db, { id, status: "active", keys: [] });
  for (const tenant of testTenants.filter((t) => ["hub", "kaltim", "ombudsman"].includes(t.node)))
    await upsertTenant(hub.db, tenant);
});
afterAll(async () => {
  await owner.close();
  await hub.close();
});
beforeEach(async () => {
  hub.clock.set(day0);
  await owner.pg`delete from simpul.report`;
  await calledAt(day0);
});

/** The city's node called, and said how much it has left to tell. */
const calledAt = (moment: string, backlog = 0) => noteContact(hub.db, "kaltim", backlog, moment);

const verified: Step = ["verify", { class: "complaint", category: "road" }];

/** At the city's unit since the first day. */
async function atUnit(verify: Step = verified): Promise<Taken> {
  hub.clock.set(day0);
  const taken = await take(hub.ctx, national, { place: { area: "64.71.01" } });
  await after(hub.ctx, office(national), taken, [verify, ["forward", { tenant: city }]]);
  await arrived(hub.ctx, national, taken, city, [
    { type: "accepted", by: "institution" },
    { type: "assigned", by: "institution", unit: "dpu", supporting: [] },
  ]);
  return taken;
}

async function watchAt(moment: string, ctx: Context = hub.ctx): Promise<void> {
  hub.clock.set(moment);
  await watchDue(ctx);
}
const reportOf = async ({ id }: Taken) => (await load(hub.ctx, national, id)).case.report;
/** When the public read where else it may turn. */
const advice = async ({ trackingId }: Taken) => {
  const view = await readPublicly(hub.ctx, trackingId);
  if (view.outcome === "failed") throw new Error(view.code);
  return view.value.history.flatMap(({ type, at }) => (type === "advised" ? [at] : []));
};
const stateOf = async (taken: Taken) => (await reportOf(taken)).state;
const answered = { type: "answered", by: "unit", kind: "done" } as const;

describe("what stays unsettled for 60 working days", () => {
  test("is referred when the last day is over and the institution's node was heard after it", async () => {
    const taken = await atUnit();
    await calledAt("2026-09-30T17:00:00.500Z");
    await watchAt("2026-09-30T16:59:59.999Z");
    expect(await stateOf(taken)).toBe("assigned");
    await watchAt(passed);
    expect(await reportOf(taken)).toMatchObject({
      state: "referred",
      before: "assigned",
      referral: { at: passed, office: "64" },
    });
    expect((await load(hub.ctx, national, taken.id)).case.turn.holder).toBe(ombudsman);
  });

  test("is referred exactly once, by however many workers, and told to the office from its beginning", async () => {
    const taken = await atUnit();
    await calledAt("2026-09-30T18:00:00.000Z");
    hub.clock.set("2026-09-30T18:00:00.000Z");
    const workers = [0, 1, 2, 3].map(() => hub.anotherProcess(1));
    await Promise.all(workers.map((ctx) => watchDue(ctx)));
    expect(await writtenByClock(hub.ctx, national, taken)).toEqual({
      events: ["referred"],
      audit: ["referred"],
    });
    const told = await withScope(
      hub.db,
      wholeOf([national]),
      (tx) => tx<{ to_tenant: string; writer: string; seq: number }[]>`
        select to_tenant, writer, seq from simpul.outbox
        where report = ${taken.id} and to_tenant = ${ombudsman} order by writer, seq`,
    );
    expect(told.map(({ writer, seq }) => `${writer} ${seq}`)).toEqual([
      "64.71 1",
      "64.71 2",
      "national 1",
      "national 2",
      "national 3",
      "national 4",
    ]);
    await watchAt("2026-12-30T18:00:00.000Z");
    expect((await writtenByClock(hub.ctx, national, taken)).events).toEqual(["referred"]);
  });

  test.each([
    ["information", "id-card"],
    ["aspiration", "road"],
  ])("is not, if it is of class %s: the reporter is advised, once", async (kind, category) => {
    const taken = await atUnit(["verify", { class: kind, category }]);
    await calledAt("2026-12-01T00:00:00.000Z");
    await watchAt(lastSecond);
    expect(await advice(taken)).toEqual([]);
    for (const moment of [passed, "2026-12-01T00:00:00.000Z"]) {
      await watchAt(moment);
      expect(await stateOf(taken)).toBe("assigned");
      expect(await advice(taken)).toEqual([passed]);
    }
    expect(await writtenByClock(hub.ctx, national, taken)).toEqual({
      events: ["advised"],
      audit: ["advised"],
    });
    expect((await reminded(hub.ctx, national, taken)).join()).not.toMatch(/ombudsman|advice/);
  });

  test("is referred though it was advised, once it turns out to be a complaint", async () => {
    const taken = await atUnit(["verify", { class: "aspiration", category: "road" }]);
    await calledAt("2026-12-01T00:00:00.000Z");
    await watchAt(passed);
    const corrected = { type: "corrected", by: "institution", class: "complaint" } as const;
    await arrivedLate(hub.ctx, national, taken, city, corrected, "2026-10-02T00:00:00.000Z");
    await watchAt("2026-10-02T01:00:00.000Z");
    expect(await stateOf(taken)).toBe("referred");
  });
});

describe("a node that was not heard since the deadline", () => {
  test.each([
    ["called before it", "2026-09-30T16:00:00.000Z", 0],
    ["called in its very last second", "2026-09-30T16:59:59.500Z", 0],
    ["has more to tell", "2026-09-30T17:30:00.000Z", 1],
  ] as const)(
    "because it %s is waited for, and waiting changes nothing",
    async (_, at, backlog) => {
      const taken = await atUnit();
      await watchAt("2026-09-30T16:00:00.000Z");
      const before = await load(hub.ctx, national, taken.id);
      await calledAt(at, backlog);
      for (const moment of ["2026-09-30T18:00:00.000Z", "2026-10-01T03:00:00.000Z"])
        await watchAt(moment);
      const waiting = await load(hub.ctx, national, taken.id);
      expect([waiting.version, waiting.case]).toEqual([before.version, before.case]);
      await calledAt("2026-10-01T03:00:30.000Z");
      await watchAt("2026-10-01T03:01:00.000Z");
      expect(await stateOf(taken)).toBe("referred");
    },
  );

  test("is waited for one working day at the latest", async () => {
    const taken = await atUnit();
    await watchAt("2026-10-01T16:59:00.000Z");
    expect(await stateOf(taken)).toBe("assigned");
    await watchAt("2026-10-01T17:00:00.000Z");
    expect(await stateOf(taken)).toBe("referred");
  });

  test("may bring an answer that was given in time: then the reporter has the word", async () => {
    const taken = await atUnit();
    await watchAt("2026-10-01T03:00:00.000Z");
    await arrivedLate(hub.ctx, national, taken, city, answered, "2026-09-30T10:00:00.000Z");
    await calledAt("2026-10-01T03:00:30.000Z");
    for (const moment of ["2026-10-01T03:01:00.000Z", "2026-10-02T03:00:00.000Z"])
      await watchAt(moment);
    expect(await stateOf(taken)).toBe("answered");
  });

  test("may bring it too late: then it is a contribution to the office's case", async () => {
    const taken = await atUnit();
    const { epoch } = (await load(hub.ctx, national, taken.id)).case.turn;
    await watchAt("2026-10-02T03:00:00.000Z");
    await arrivedLate(hub.ctx, national, taken, city, answered, "2026-09-30T10:00:00.000Z");
    const { report, contributions, turn } = (await load(hub.ctx, national, taken.id)).case;
    expect([report.state, turn.epoch]).toEqual(["referred", epoch + 1]);
    expect(contributions.map(({ event, ref }) => [ref.tenant, event.type])).toEqual([
      [city, "answered"],
    ]);
  });

  test("does not hurry the hub that was away itself: it waits a working day from its own return", async () => {
    const taken = await atUnit();
    // A Saturday.
    const back = Temporal.Instant.from("2026-10-10T02:00:00.000Z");
    const returned = { ...hub.ctx, here: { ...hub.ctx.here, since: () => back } };
    await watchAt("2026-10-12T16:59:00.000Z", returned);
    expect(await stateOf(taken)).toBe("assigned");
    await watchAt("2026-10-12T17:00:00.000Z", returned);
    expect(await stateOf(taken)).toBe("referred");
  });

  test("nor is it postponed by a hub that restarts every day", async () => {
    const taken = await atUnit();
    const restartedOn = async (day: number) => {
      const at = `2026-10-${String(day).padStart(2, "0")}T`;
      const opened = Temporal.Instant.from(`${at}02:00:00.000Z`);
      const ctx = { ...hub.ctx, here: { ...hub.ctx.here, since: () => opened } };
      for (const moment of ["02:00:30.000Z", "16:59:00.000Z", "17:00:30.000Z"])
        await watchAt(`${at}${moment}`, ctx);
      return stateOf(taken);
    };
    // The deadline passed when Thursday the 1st of October began; on that day the hub comes back, and waits until Friday's end.
    expect(await restartedOn(1)).toBe("assigned");
    const { marks, version } = await load(hub.ctx, national, taken.id);
    expect(marks.at(-1)).toBe("ombudsman 2026-07-06 60 due returned 2026-10-01T02:00:00.000Z");
    expect(await restartedOn(2)).toBe("referred");
    expect((await load(hub.ctx, national, taken.id)).version).toBe(version + 1);
  });

  test("nor for what it has only just registered: its answer is on its way", async () => {
    const taken = await atUnit();
    await owner.pg`
      update simpul.audit set at = '2026-10-07T02:00:00Z' where report = ${taken.id} and tenant = ${national}`;
    await watchAt("2026-10-08T16:59:00.000Z");
    expect(await stateOf(taken)).toBe("assigned");
    await watchAt("2026-10-08T17:00:00.000Z");
    expect(await stateOf(taken)).toBe("referred");
  });
});

describe("an answer", () => {
  test("in the reporter's window postpones; an objection after day 60 refers at once", async () => {
    const taken = await atUnit();
    hub.clock.set("2026-09-29T03:00:00.000Z");
    await arrivedLate(hub.ctx, national, taken, city, answered, "2026-09-29T03:00:00.000Z");
    await calledAt("2026-10-05T02:00:00.000Z");
    await watchAt("2026-10-05T02:00:00.000Z");
    const report = await reportOf(taken);
    if (report.state !== "answered") throw new Error("the window is open");
    const objected = { type: "objected", by: "reporter", answer: report.answer.hash } as const;
    await arrivedLate(hub.ctx, national, taken, national, objected, "2026-10-05T02:30:00.000Z");
    expect(await stateOf(taken)).toBe("assigned");
    await watchAt("2026-10-05T02:30:00.000Z");
    expect(await stateOf(taken)).toBe("referred");
  });
});

describe("the office", () => {
  test("that found it not eligible is not offered it again", async () => {
    const taken = await atUnit();
    await calledAt("2026-10-01T02:00:00.000Z");
    await watchAt("2026-10-01T02:00:00.000Z");
    const declined = { type: "ineligible", by: "institution" } as const;
    hub.clock.set("2026-10-05T02:00:00.000Z");
    await arrivedLate(hub.ctx, national, taken, ombudsman, declined, "2026-10-05T02:00:00.000Z");
    expect(await reportOf(taken)).toMatchObject({ state: "assigned", institution: city });
    await calledAt("2027-01-05T02:00:00.000Z");
    await watchAt("2027-01-05T02:00:00.000Z");
    expect(await stateOf(taken)).toBe("assigned");
    expect((await writtenByClock(hub.ctx, national, taken)).events).toEqual(["referred"]);
  });

  test("that lets its fourteen working days pass is shown and reminded, and keeps the case", async () => {
    const taken = await atUnit();
    await calledAt("2026-10-01T02:00:00.000Z");
    await watchAt("2026-10-01T02:00:00.000Z");
    const registered = (lines: string[]) => lines.filter((line) => line.startsWith("registration"));
    await watchAt("2026-10-21T16:59:59.000Z");
    expect(registered(await reminded(hub.ctx, national, taken))).toEqual([]);
    await watchAt("2026-10-21T17:00:00.000Z");
    expect(registered(await reminded(hub.ctx, national, taken))).toEqual([
      "registration due overseer",
      "registration due verifier",
    ]);
    expect(await stateOf(taken)).toBe("referred");
  });
});

test("the deadline of these tests is the sixtieth working day", async () => {
  const taken = await atUnit();
  await calledAt(passed);
  await watchAt("2026-10-02T00:00:00.000Z");
  const event = await withScope(hub.db, wholeOf([national]), async (tx) => {
    const [row] = await tx<{ payload: string }[]>`
      select payload from simpul.event where report = ${taken.id} and type = 'referred'`;
    return row?.payload ?? "";
  });
  expect(event).toContain(`"due":"${lastSecond}"`);
});
