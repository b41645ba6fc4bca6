import { contentsOf, withScope, wholeOf } from "@simpul/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { keptAs, testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { readPublicly, readReport, upload, verbs } from "../src/index.ts";
import { after, channel, load, office, run, take } from "./reports.ts";
import type { Step } from "./reports.ts";

/** Acts that touch more than one report, or meet each other on one. */

const national = "national";
let hub: Deployment;

beforeAll(async () => {
  hub = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub", hosted: [national] });
});
afterAll(() => hub.close());

const merge = (from: string, into: string) =>
  run(hub.ctx, office(national), "merge", from, { into });

describe("merging", () => {
  test("two reports into each other at once archives one of them", async () => {
    const pairs = await Promise.all(
      Array.from({ length: 8 }, async () => [
        await take(hub.ctx, national),
        await take(hub.ctx, national),
      ]),
    );
    for (const [a, b] of pairs) {
      if (a === undefined || b === undefined) throw new Error("a pair is two");
      const outcomes = await Promise.all([merge(a.id, b.id), merge(b.id, a.id)]);
      expect(outcomes.map((o) => (o.outcome === "failed" ? o.code : o.outcome)).toSorted()).toEqual(
        ["done", "duplicateOfItself"],
      );
      const states = [await load(hub.ctx, national, a.id), await load(hub.ctx, national, b.id)];
      expect(states.map((one) => one.case.report.state).toSorted()).toEqual([
        "archived",
        "received",
      ]);
    }
  });

  test("the follower of a report that follows another sees the one that goes on", async () => {
    const [a, b, c] = [
      await take(hub.ctx, national),
      await take(hub.ctx, national),
      await take(hub.ctx, national),
    ];
    await merge(a.id, b.id);
    await merge(b.id, c.id);
    await run(hub.ctx, office(national), "verify", c.id, { class: "complaint", category: "road" });
    expect(await readPublicly(hub.ctx, a.trackingId)).toMatchObject({
      outcome: "done",
      value: { trackingId: a.trackingId, follows: c.trackingId, state: "verified" },
    });
  });

  test("a follower of a secret report is shown its state and dates, and not its id", async () => {
    const follower = await take(hub.ctx, national);
    const main = await take(hub.ctx, national, { secret: true });
    await merge(follower.id, main.id);
    const seen = await readPublicly(hub.ctx, follower.trackingId);
    expect(seen).toMatchObject({
      outcome: "done",
      value: { trackingId: follower.trackingId, state: "received", secret: true },
    });
    expect(JSON.stringify(seen)).not.toContain(main.trackingId);
    expect(JSON.stringify(seen)).not.toContain("follows");
  });
});

describe("a part of a split report", () => {
  test("keeps whom it accuses, its day, its files and the moment of its message", async () => {
    const file = await upload(
      hub.ctx,
      channel(national),
      Buffer.from("a photo"),
      "Sari di loket.png",
      keptAs("image/png"),
    );
    if (file.outcome === "failed") throw new Error(file.code);
    const accused = { tenant: "64.71" };
    const first = await take(hub.ctx, national, {
      class: "whistleblowing",
      accused,
      occurredOn: "2026-02-27",
      attachments: [file.value.id],
    });
    hub.clock.advance({ hours: 30 });
    const parts = [{ class: "whistleblowing", category: "illegal-levy" }];
    const split = await run(hub.ctx, office(national), "split", first.id, { parts });
    if (split.outcome === "failed") throw new Error(split.code);
    const [id = ""] = split.value.parts;
    const whole = (await load(hub.ctx, national, first.id)).case.report;
    const part = (await load(hub.ctx, national, id)).case.report;
    expect(part).toMatchObject({
      accused,
      occurredOn: "2026-02-27",
      receivedAt: whole.receivedAt,
      attachments: whole.attachments,
      splitFrom: first.id,
    });
    expect(await readReport(hub.ctx, office(national), id)).toMatchObject({
      outcome: "done",
      value: { attachments: [{ name: "Sari di loket.png", available: true }] },
    });
    expect(await run(hub.ctx, office(national), "forward", id, { tenant: "64.71" })).toMatchObject({
      code: "accusedTenant",
    });
  });

  test("the name of a file is in no event", async () => {
    const file = await upload(
      hub.ctx,
      channel(national),
      Buffer.from("b"),
      "KTP Sari.png",
      keptAs("image/png"),
    );
    if (file.outcome === "failed") throw new Error(file.code);
    const { id } = await take(hub.ctx, national, { attachments: [file.value.id] });
    const { payloads, contents } = await withScope(hub.ctx.db, wholeOf([national]), async (tx) => ({
      payloads: await tx<{ payload: string }[]>`
          select payload from simpul.event where report = ${id}`,
      contents: await contentsOf(tx, national, id),
    }));
    expect(payloads).toHaveLength(1);
    expect(JSON.stringify(payloads)).not.toContain("Sari");
    expect(contents.flatMap(({ name }) => name ?? [])).toEqual(["KTP Sari.png"]);
  });
});

describe("acts that meet", () => {
  test("nobody who named no version is told that it changed", async () => {
    const { id } = await take(hub.ctx, national);
    const parts = [{ class: "complaint", category: "road" }];
    const outcomes = await Promise.all([
      run(hub.ctx, office(national), "split", id, { parts }),
      run(hub.ctx, office(national), "split", id, { parts }),
      run(hub.ctx, office(national), "note", id, { text: "satu" }),
      run(hub.ctx, office(national), "note", id, { text: "dua" }),
    ]);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(["done", "done", "done", "done"]);
    const loaded = await load(hub.ctx, national, id);
    expect(loaded.version).toBe(5);
    expect(loaded.case.report.parts).toHaveLength(2);
  });

  test("a note names the version that it was written upon, and is written once a message", async () => {
    const { id } = await take(hub.ctx, national);
    const input = { text: "Hubungi camat" };
    const dedup = [{ source: "key:office", key: `note ${id}`, digest: "d" }];
    const say = (target: object) =>
      verbs.note.run(hub.ctx, office(national), { report: id, ...target }, input);
    expect(await say({ ifVersion: 7 })).toMatchObject({ code: "versionChanged" });
    expect(await say({ ifVersion: 1, dedup })).toMatchObject({ value: { version: 2 } });
    expect(await say({ ifVersion: 1, dedup })).toMatchObject({ value: { version: 2 } });
    const read = await readReport(hub.ctx, office(national), id);
    expect(read).toMatchObject({ value: { version: 2, notes: [input] } });
  });
});

describe("the accused", () => {
  const delivered = (report: string, to: string) =>
    withScope(hub.ctx.db, wholeOf([national]), async (tx) =>
      (
        await tx<{ seq: number }[]>`
          select seq from simpul.outbox where report = ${report} and to_tenant = ${to} order by id`
      ).map(({ seq }) => seq),
    );

  test("is told that it is secret and nothing more, and everything once it no longer is", async () => {
    const taken = await take(hub.ctx, national);
    const steps: readonly Step[] = [
      ["verify", { class: "complaint", category: "illegal-levy" }],
      ["forward", { tenant: "64.71" }],
      ["recall", { reason: "Terlapor sendiri" }],
    ];
    await after(hub.ctx, office(national), taken, steps);
    expect(await delivered(taken.id, "64.71")).toEqual([1, 2, 3, 4]);
    const accuse = (tenant: string): Step => [
      "correct",
      { class: "whistleblowing", accused: { tenant } },
    ];
    await after(hub.ctx, office(national), taken, [accuse("64.71"), ["forward", { tenant: "64" }]]);
    expect(await delivered(taken.id, "64.71")).toEqual([1, 2, 3, 4, 5]);
    expect(await delivered(taken.id, "64")).toEqual([1, 2, 3, 4, 5, 6, 7]);
    await after(hub.ctx, office(national), taken, [
      ["recall", { reason: "Keliru" }],
      accuse("64.02"),
    ]);
    expect(await delivered(taken.id, "64.71")).toEqual([1, 2, 3, 4, 5, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });
});
