import { isDeepStrictEqual } from "node:util";
import { connect, keepReference, moveDeadlines, openReports, withScope, wholeOf } from "@simpul/db";
import type { Database } from "@simpul/db";
import { nationalCalendar, nationalPolicy } from "@simpul/domain";
import type { CalendarDocument, ClockPolicy } from "@simpul/domain";
import { afterEach, beforeEach, describe, expect, inject, test } from "vitest";
import { bulkReports, bulkTenants, testDeployment } from "../../testkit/src/index.ts";
import type { Deployment, DeploymentOptions } from "../../testkit/src/index.ts";
import { dueOf, previewCalendar, recomputeDeadlines, watchDue } from "../src/index.ts";
import type { Context } from "../src/index.ts";
import { office, run, take } from "./reports.ts";

/** Before and after the decree of 7 August 2025 made the 18th a day off. */
const before: CalendarDocument = {
  ...nationalCalendar,
  version: "before",
  decrees: nationalCalendar.decrees.filter(({ amends }) => amends === undefined),
};
const amended: CalendarDocument = { ...nationalCalendar, version: "amended" };
const national = "national";

let hub: Deployment;
let owner: Database;
let ctx: Context;
let calendar: CalendarDocument;
let policy: ClockPolicy;

async function open(options: Partial<DeploymentOptions> = {}): Promise<void> {
  hub = await testDeployment({
    adminUrl: inject("adminUrl"),
    kind: "hub",
    hosted: [national],
    ...options,
  });
  owner = connect(hub.urls.owner, { max: 2 });
  ctx = withTerms(hub.ctx);
}

/** In the order in which they came. */
const published: object[] = [];
function numberOf(body: object): number {
  if (!published.includes(body)) published.push(body);
  return published.indexOf(body) + 1;
}

const withTerms = (of: Context, known = () => calendar): Context => ({
  ...of,
  reference: {
    ...of.reference,
    calendar: () => ({ version: numberOf(known()), body: known() }),
    clockPolicy: () => ({ version: numberOf(policy), body: policy }),
  },
});

beforeEach(() => {
  [calendar, policy] = [before, nationalPolicy];
  published.splice(0);
});
afterEach(async () => {
  await owner.close();
  await hub.close();
});

const takenOn = (instant: string) => {
  hub.clock.set(instant);
  return take(ctx, national);
};

async function row(id: string) {
  const [found] = await owner.pg<
    { version: number; date: string; certain: boolean; calendar: string; policy: string }[]
  >`
    select version, to_char(due_at at time zone 'Asia/Jakarta', 'YYYY-MM-DD') as date,
      not due_provisional as certain, calendar, policy
    from simpul.report where id = ${id}`;
  return found ?? expect.unreachable("no such row");
}

/** As the hub publishes it. */
async function keep(body: CalendarDocument): Promise<void> {
  const payload = Buffer.from(JSON.stringify({ body })).toString("base64url");
  const at = "2025-08-01T00:00:00.000Z";
  const version = numberOf(body);
  await keepReference(owner, { kind: "calendar", version, jws: `head.${payload}.signature`, at });
}

const history = () => owner.pg<{ report: string; text: string }[]>`
  select report, concat_ws(' ', clock, to_char(was at time zone 'Asia/Jakarta', 'MM-DD'),
    to_char(becomes at time zone 'Asia/Jakarta', 'MM-DD'), calendar, policy) as text
  from simpul.deadline_change order by was, report`;

/** Open rows that are not what their case comes to by the terms of now; a watch may wake too early. */
async function wrongRows(): Promise<string[]> {
  const first = { id: "00000000-0000-0000-0000-000000000000" };
  const rows = await Promise.all(
    ctx.here
      .tenants()
      .map((tenant) =>
        withScope(ctx.db, wholeOf([tenant]), (tx) => openReports(tx, { ...first, tenant }, 10_000)),
      ),
  );
  return rows
    .flat()
    .filter(({ tenant, case: current, due: { calendar: _, policy: __, ...due } }) => {
      const { calendar: ___, policy: ____, ...right } = dueOf(ctx, tenant, current, due.marks);
      const { watchAt: wakes = "~", ...shown } = due;
      const { watchAt: comes = "~", ...truly } = right;
      return wakes > comes || !isDeepStrictEqual(truly, shown);
    })
    .map(({ tenant, id }) => `${tenant} ${id}`);
}

describe("an amendment", () => {
  beforeEach(() => open());

  test("moves exactly the deadlines whose span holds its day, and says so once", async () => {
    const over = await takenOn("2025-08-12T03:00:00.000Z");
    const within = await takenOn("2025-08-13T03:00:00.000Z");
    const across = await takenOn("2025-08-14T03:00:00.000Z");
    const begun = await takenOn("2025-08-18T03:00:00.000Z");
    const spam = await takenOn("2025-08-14T03:00:00.000Z");
    await run(ctx, office(national), "archive", spam.id, { reason: "spam" });
    hub.clock.set("2025-08-19T03:00:00.000Z");
    calendar = amended;
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 4, moved: 2 });
    expect(await history()).toEqual([
      { report: within.id, text: "verification 08-18 08-19 amended national-1" },
      { report: across.id, text: "verification 08-19 08-20 amended national-1" },
    ]);
    const was = { certain: true, calendar: "before", policy: "national-1" };
    const by = { ...was, calendar: "amended" };
    expect(await row(over.id)).toEqual({ version: 1, date: "2025-08-15", ...was });
    expect(await row(within.id)).toEqual({ version: 2, date: "2025-08-19", ...by });
    expect(await row(across.id)).toEqual({ version: 2, date: "2025-08-20", ...by });
    // What does not move is not written: it names the version by which it came to stand there.
    expect(await row(begun.id)).toEqual({ version: 1, date: "2025-08-21", ...was });
    expect(await row(spam.id)).toMatchObject({ version: 2, calendar: "before" });
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 0, moved: 0 });
    expect(await history()).toHaveLength(2);
  });

  test("finds nothing to do in a deployment that knew no other version", async () => {
    const { id } = await takenOn("2025-08-13T03:00:00.000Z");
    expect(await recomputeDeadlines(ctx)).toEqual({ outcome: "done", recomputed: 0, moved: 0 });
    calendar = amended;
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 1, moved: 1 });
    expect(await row(id)).toMatchObject({ date: "2025-08-19" });
  });

  test("is counted beforehand, by clock, and nothing is written for it", async () => {
    await takenOn("2025-08-12T03:00:00.000Z");
    const within = await takenOn("2025-08-13T03:00:00.000Z");
    const complete = await takenOn("2025-08-11T03:00:00.000Z");
    const verified = await run(ctx, office(national), "verify", complete.id, {
      class: "information",
      category: "road",
    });
    expect(verified.outcome).toBe("done");
    expect(await previewCalendar(ctx, amended)).toEqual({
      open: 4,
      moved: 3,
      ended: 0,
      provisional: 0,
      clocks: [
        { clock: "verification", open: 2, moved: 1, ended: 0, provisional: 0 },
        { clock: "settlement", open: 1, moved: 1, ended: 0, provisional: 0 },
        { clock: "advice", open: 1, moved: 1, ended: 0, provisional: 0 },
      ],
    });
    expect(await row(within.id)).toMatchObject({ version: 1, calendar: "before" });
    const { decrees } = amended;
    const unknown = { ...amended, decrees: decrees.filter(({ year }) => year < 2025) };
    expect(await previewCalendar(ctx, unknown)).toMatchObject({ open: 4, provisional: 4 });
  });

  test("of the policy moves deadlines as one of the calendar does", async () => {
    const { id } = await takenOn("2025-08-11T03:00:00.000Z");
    const rules = policy.rules.map((rule) =>
      rule.clock === "verification" ? { ...rule, amount: 2, warnAt: [1] } : rule,
    );
    policy = { ...policy, version: "stricter", rules };
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 1, moved: 1 });
    expect(await row(id)).toMatchObject({ date: "2025-08-13", policy: "stricter" });
    expect((await history()).map(({ text }) => text)).toEqual([
      "verification 08-14 08-13 before stricter",
    ]);
  });

  test("that brings the decree a year waited for makes its deadlines certain, without moving them", async () => {
    const { id } = await takenOn("2026-12-30T03:00:00.000Z");
    expect(await row(id)).toMatchObject({ version: 1, date: "2027-01-05", certain: false });
    const newYear = {
      date: "2027-01-01",
      name: "Tahun Baru 2027 Masehi",
      kind: "national",
    } as const;
    const decree = { id: "skb-2027", decree: "SKB 2027", year: 2027, adds: [newYear], removes: [] };
    calendar = { ...before, version: "with-2027", decrees: [...before.decrees, decree] };
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 1, moved: 0 });
    expect(await row(id)).toMatchObject({ version: 2, date: "2027-01-05", certain: true });
    expect(await history()).toEqual([]);
  });

  test("waits for whoever holds a report, and keeps nobody else waiting for that", async () => {
    const held = await takenOn("2025-08-13T03:00:00.000Z");
    const free = await takenOn("2025-08-14T03:00:00.000Z");
    calendar = amended;
    let ended = false;
    let recomputing: ReturnType<typeof recomputeDeadlines> | undefined;
    await owner.pg.begin(async (tx) => {
      await tx`select from simpul.report where id = ${held.id} for update`;
      recomputing = recomputeDeadlines(ctx).finally(() => (ended = true));
      await expect.poll(async () => (await row(free.id)).calendar).toBe("amended");
      const intake = await take(ctx, national);
      expect((await row(intake.id)).date).toBe("2025-08-20");
      expect(ended).toBe(false);
    });
    expect(await recomputing).toMatchObject({ outcome: "done", moved: 2 });
    expect(await row(free.id)).toMatchObject({ version: 2, calendar: "amended" });
    expect(await row(held.id)).toMatchObject({ version: 2, date: "2025-08-19" });
  });

  test("leaves a report alone that an officer changed after it was read", async () => {
    const { id } = await takenOn("2025-08-13T03:00:00.000Z");
    const to = { calendar: "amended", policy: "national-1" };
    const stale = { tenant: national, id, version: 1, shows: true, due: { provisional: true } };
    await run(ctx, office(national), "hold", id, { question: "Di jalan apa?" });
    const kept = await row(id);
    const written = await withScope(ctx.db, wholeOf([national]), (tx) =>
      moveDeadlines(tx, to, [stale], "skip", "2025-08-13T04:00:00.000Z"),
    );
    expect(written).toEqual({ moved: 0, left: [stale] });
    expect(await row(id)).toEqual(kept);
  });

  test("reaches what a process wrote that had not heard of it, also after the run", async () => {
    await takenOn("2025-08-12T03:00:00.000Z");
    hub.clock.set("2025-08-14T03:00:00.000Z");
    calendar = amended;
    const stale = withTerms(hub.anotherProcess(), () => before);
    const early = await take(stale, national);
    expect(await row(early.id)).toMatchObject({ date: "2025-08-19", calendar: "before" });
    expect(await recomputeDeadlines(ctx)).toMatchObject({ outcome: "done", moved: 1 });
    const late = await take(stale, national);
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 0, moved: 0 });
    expect(await row(late.id)).toMatchObject({ date: "2025-08-19", calendar: "before" });
    hub.clock.advance({ minutes: 11 });
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 1, moved: 1 });
    for (const { id } of [early, late])
      expect(await row(id)).toMatchObject({ date: "2025-08-20", calendar: "amended" });
    hub.clock.advance({ minutes: 11 });
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 0, moved: 0 });
  });

  test("gives clocks to reports of before there were any", async () => {
    const { id } = await takenOn("2025-08-13T03:00:00.000Z");
    await owner.pg`update simpul.report set due_clock = null, due_at = null, watch_at = null, calendar = null,
      policy = null where id = ${id}`;
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 1, moved: 0 });
    expect(await row(id)).toMatchObject({ date: "2025-08-18", calendar: "before" });
    expect(await wrongRows()).toEqual([]);
  });

  test("that restores a day wakes the watch of what is overdue earlier", async () => {
    await keep(before);
    const { id } = await takenOn("2025-07-14T03:00:00.000Z");
    await run(ctx, office(national), "verify", id, { class: "complaint", category: "road" });
    hub.clock.set("2025-08-20T03:00:00.000Z");
    await watchDue(ctx);
    await recomputeDeadlines(ctx);
    // Later than what a run goes through once more because it changed just now.
    hub.clock.advance({ hours: 1 });
    const wakes = async () =>
      (
        await owner.pg<{ day: string }[]>`
        select to_char(watch_at at time zone 'Asia/Jakarta', 'MM-DD') as day from simpul.report where id = ${id}`
      )[0]?.day;
    const overdue = await row(id);
    // The fortieth working day, with Friday the fifth off for the Prophet's birthday.
    expect([overdue.date, await wakes()]).toEqual(["2025-08-01", "09-09"]);
    const decree = { id: "restores", decree: "SKB (perubahan)", year: 2025, amends: "skb-2025" };
    const restored = { ...decree, adds: [], removes: [{ date: "2025-09-05" }] };
    calendar = { ...before, version: "restored", decrees: [...before.decrees, restored] };
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 1, moved: 0 });
    expect([await row(id), await wakes()]).toEqual([{ ...overdue, calendar: "restored" }, "09-08"]);
    expect(await wrongRows()).toEqual([]);
  });

  test("is not undone by a process that has not heard of it", async () => {
    const { id } = await takenOn("2025-08-13T03:00:00.000Z");
    calendar = amended;
    await recomputeDeadlines(ctx);
    calendar = before;
    const at = "2025-08-13T03:00:00.000Z";
    await keepReference(owner, { kind: "calendar", version: 99, jws: "newer", at });
    expect(await recomputeDeadlines(ctx)).toEqual({ outcome: "behind", recomputed: 0, moved: 0 });
    expect(await row(id)).toMatchObject({ calendar: "amended" });
  });
});

test("a report whose deadlines cannot be worked out keeps those behind it waiting for nothing", async () => {
  await open({ hosted: [national, "64.71"] });
  hub.clock.set("2025-08-13T03:00:00.000Z");
  const sick = await take(ctx, "64.71");
  // Behind the city's in the order in which a run goes.
  const well = await take(ctx, national);
  calendar = amended;
  const blind = {
    ...ctx,
    reference: {
      ...ctx.reference,
      tenants: () =>
        ctx.reference.tenants().map((tenant) =>
          tenant.code === "64.71"
            ? {
                ...tenant,
                get zone(): string {
                  throw new RangeError("no zone here");
                },
              }
            : tenant,
        ),
    },
  };
  const fault: unknown = await recomputeDeadlines(blind).catch((thrown: unknown) => thrown);
  expect(fault).toMatchObject({ cause: expect.any(RangeError) });
  expect((fault as Error).message).toContain(`1 reports: 64.71 ${sick.id}`);
  const [moved] = await owner.pg`
    select calendar from simpul.report where id = ${well.id}`;
  expect(moved).toEqual({ calendar: "amended" });
});

describe("with reports of many tenants in every state", () => {
  const count = 1200;
  beforeEach(async () => {
    const tenants = bulkTenants(60, "hub");
    await open({ tenants, hosted: tenants.map(({ code }) => code) });
    hub.clock.set("2025-08-08T02:00:00.000Z");
    await bulkReports(ctx, hub.urls.owner, { count, seed: 1 });
    // None of them came while a run was on.
    hub.clock.advance({ hours: 20 });
  });

  test("each deadline becomes what its case comes to, and as many move as the preview said at least", async () => {
    expect(await wrongRows()).toEqual([]);
    const { open: running, moved: said } = await previewCalendar(ctx, amended);
    calendar = amended;
    const { recomputed, moved } = await recomputeDeadlines(ctx);
    expect(recomputed).toBe(count);
    expect(moved).toBeGreaterThan(0);
    expect(said).toBeGreaterThanOrEqual(moved);
    expect(running).toBeGreaterThan(count);
    expect(await history()).toHaveLength(moved);
    expect(await wrongRows()).toEqual([]);
  });

  test("an amendment that adds a day off leaves alone what ends before it", async () => {
    await keep(before);
    expect(await recomputeDeadlines(ctx)).toMatchObject({ recomputed: 0 });
    calendar = amended;
    const { recomputed, moved } = await recomputeDeadlines(ctx);
    expect(recomputed).toBeLessThan(count);
    expect(moved).toBeGreaterThan(0);
    expect(await wrongRows()).toEqual([]);
  });

  test("a run that is killed half way is gone on with by the next, and nothing is said twice", async () => {
    calendar = amended;
    let looks = 0;
    const mortal = {
      ...ctx,
      caseNow: () => {
        if ((looks += 1) > 12) throw new Error("killed");
        return ctx.caseNow();
      },
    };
    let done = 0;
    await expect(recomputeDeadlines(mortal, (soFar) => (done = soFar))).rejects.toThrow("killed");
    expect(done).toBeGreaterThan(0);
    const rest = await recomputeDeadlines(ctx);
    expect(rest.recomputed).toBe(count - done);
    const [twice] = await owner.pg`
      select report from simpul.deadline_change group by tenant, report having count(*) > 1`;
    expect(twice).toBeUndefined();
    expect(await wrongRows()).toEqual([]);
  });

  test("of two workers one is at it, and if both are, nothing is done twice", async () => {
    calendar = amended;
    const other = withTerms(hub.anotherProcess());
    const [one, two] = await Promise.all([recomputeDeadlines(ctx), recomputeDeadlines(other)]);
    expect([one.outcome, two.outcome].toSorted()).toEqual(["done", "elsewhere"]);
    expect(one.recomputed + two.recomputed).toBe(count);
    calendar = { ...amended, version: "amended-again" };
    // As after a process that slept past its lease.
    let stolen = false;
    const three = recomputeDeadlines(ctx);
    while (!stolen)
      stolen = (await owner.pg`delete from federation.lease where name = 'recompute'`).count > 0;
    const [third, fourth] = await Promise.all([three, recomputeDeadlines(other)]);
    expect(third.recomputed + fourth.recomputed).toBeGreaterThanOrEqual(count);
    const [twice] = await owner.pg`
      select report from simpul.deadline_change group by tenant, report, calendar having count(*) > 1`;
    expect(twice).toBeUndefined();
    expect(await wrongRows()).toEqual([]);
  });
});
