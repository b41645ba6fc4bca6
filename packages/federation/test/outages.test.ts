import { readReport, verbs } from "@simpul/casework";
import { takeLease, wholeOf } from "@simpul/db";
import type { Point } from "@simpul/federation";
import type { Federation, Member } from "@simpul/testkit";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { readPage } from "../src/feed.ts";
import { takeBatch } from "../src/inbox.ts";
import { settle } from "../src/settle.ts";
import {
  answer,
  expectHealed,
  forwarded,
  key,
  nodeOf,
  openFederation,
  received,
  rows,
  stateAt,
  until,
  value,
} from "./support.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await openFederation();
}, 60_000);
afterEach(() => {
  federation.path.rule();
  for (const member of [federation.hub, ...federation.nodes.values()]) member.onPoint = () => {};
});
afterAll(() => federation?.close());

const kaltim = () => nodeOf(federation, "kaltim");
const diy = () => nodeOf(federation, "diy");
const hub = () => federation.hub.deployment.ctx;

describe("a party that is away", () => {
  it("gives a node that was down everything once, in order, and has a receipt for each", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) ids.push(await forwarded(federation, "64.71"));
    kaltim().startConversation();
    diy().startConversation();
    for (const id of ids) await stateAt(kaltim().deployment.ctx, "64.71", id, "forwarded");
    await expectHealed(federation, ids);
    const stamped = await rows<{ report: string }>(
      federation.hub,
      "select report from simpul.feed where peer = 'kaltim' and seq = 1 order by position",
    );
    expect(stamped.map((row) => row.report)).toEqual(ids);
  });

  it("brings the answer that a node gave while the hub was down", async () => {
    const id = await forwarded(federation, "64.71");
    await stateAt(kaltim().deployment.ctx, "64.71", id, "forwarded");
    federation.path.rule(() => "refuse");
    await answer(kaltim().deployment.ctx, "64.71", id);
    const own = await received(kaltim().deployment.ctx, "64.71", "Diterima saat pusat mati");
    await federation.hub.restart();
    federation.path.rule();
    await stateAt(hub(), "national", id, "answered");
    await stateAt(hub(), "national", own, "received");
    await expectHealed(federation, [id, own]);
  });

  it("goes on where it was when both ends are restarted in the middle", async () => {
    const ids = [await forwarded(federation, "64.71"), await forwarded(federation, "34.04")];
    await Promise.all([kaltim().restart(), federation.hub.restart()]);
    ids.push(await forwarded(federation, "64.71"));
    for (const [i, id] of ids.entries())
      await stateAt(
        (i === 1 ? diy() : kaltim()).deployment.ctx,
        i === 1 ? "34.04" : "64.71",
        id,
        "forwarded",
      );
    await answer(kaltim().deployment.ctx, "64.71", ids[0] ?? "");
    await diy().restart();
    await stateAt(hub(), "national", ids[0] ?? "", "answered");
    await expectHealed(federation, ids);
  });
});

/** Dies once at the point: what throws there is never reached again by the same work. */
function dieOnce(member: Member, point: Point): { died: () => boolean } {
  let died = false;
  member.onPoint = (reached) => {
    if (died || reached !== point) return;
    died = true;
    throw Object.assign(new Error(`killed at ${point}`), { code: "KILLED" });
  };
  return { died: () => died };
}

describe("a process that dies at a named point", () => {
  const points: Point[] = [
    "inbox.committed",
    "inbox.receiptKept",
    "relay.stamped",
    "relay.cleared",
    "settle.marked",
  ];
  it.each([
    ...points.map((point) => ["hub", point] as const),
    ...points.map((point) => ["kaltim", point] as const),
  ])("at the %s, %s: nothing is lost and nothing is done twice", async (id, point) => {
    const member = id === "hub" ? federation.hub : kaltim();
    const death = dieOnce(member, point);
    const report = await forwarded(federation, "64.71");
    await stateAt(kaltim().deployment.ctx, "64.71", report, "forwarded");
    await answer(kaltim().deployment.ctx, "64.71", report);
    await stateAt(hub(), "national", report, "answered");
    await until(() => (death.died() ? true : undefined), `the death at ${point}`);
    await member.restart();
    await expectHealed(federation, [report]);
  });
});

describe("acknowledgement", () => {
  it("is given only after the commit: a commit that fails gives no receipt", async () => {
    await expectHealed(federation);
    const given = "select id from federation.receipt where direction = 'given'";
    const before = (await rows(federation.hub, given)).length;
    // Fires at the commit itself, when every statement has succeeded.
    await rows(
      federation.hub,
      `create function simpul.fail() returns trigger language plpgsql as $$ begin raise 'no commit' using errcode = '58030'; end $$;
       create constraint trigger fail after insert on simpul.event deferrable initially deferred
       for each row execute function simpul.fail()`,
    );
    const id = await received(kaltim().deployment.ctx, "64.71");
    const posts = federation.path.passed((m) => m.from === "kaltim" && m.path.endsWith("/events"));
    await until(
      () =>
        federation.path.passed((m) => m.from === "kaltim" && m.path.endsWith("/events")) > posts + 1
          ? true
          : undefined,
      "two tries",
    );
    expect((await rows(federation.hub, given)).length).toBe(before);
    expect(
      (await rows(kaltim(), "select 1 from simpul.feed where delivered_at is null")).length,
    ).toBeGreaterThan(0);
    await rows(federation.hub, "drop trigger fail on simpul.event");
    await stateAt(hub(), "national", id, "received");
    await expectHealed(federation, [id]);
  });

  it("is not given by a hub whose connections are cut while it commits", async () => {
    const ids: string[] = [];
    for (let i = 0; i < 5; i += 1) {
      ids.push(await received(kaltim().deployment.ctx, "64.71", `Laporan ${i}`));
      await rows(
        federation.hub,
        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'simpul-hub' and datname = current_database() and backend_start < now() - interval '1 second'",
      );
    }
    await expectHealed(federation, ids);
    // Every connection of the pool at once, until none of them is one that was cut.
    const { pg } = federation.hub.deployment.db;
    await until(async () => {
      const all = await Promise.allSettled(
        Array.from({ length: 12 }, () => pg`select pg_sleep(0.05)`),
      );
      return all.every((each) => each.status === "fulfilled") ? true : undefined;
    }, "a pool without a cut connection");
  });
});

describe("a holder of the conversation that slept past its lease", () => {
  it("marks nothing when it wakes", async () => {
    await expectHealed(federation);
    await kaltim().stopConversation();
    const { deployment } = kaltim();
    const id = await received(deployment.ctx, "64.71");
    const scope = wholeOf(deployment.ctx.here.tenants());
    const page = await until(async () => {
      const found = await readPage(deployment, scope, "hub", { position: 0 });
      return found.items.length > 0 ? found : undefined;
    }, "the feed");
    const { receipt } = await takeBatch(
      federation.hub.deployment,
      "kaltim",
      page.generation,
      page.items,
    );
    const asleep = await takeLease(deployment.db, "sleep", "first", 0);
    const awake = await takeLease(deployment.db, "sleep", "second", 60);
    if (asleep === "taken" || awake === "taken") throw new Error("no lease");
    const waiting = () => rows(kaltim(), "select 1 from simpul.feed where delivered_at is null");
    await settle(deployment, "hub", receipt, asleep);
    expect(await waiting()).toHaveLength(1);
    await settle(deployment, "hub", receipt, awake);
    expect(await waiting()).toHaveLength(0);
    kaltim().startConversation();
    await expectHealed(federation, [id]);
  });
});

describe("re-forwarding while the old node is away", () => {
  it("makes its late answer a contribution on every side, and all fold to the same case", async () => {
    const id = await forwarded(federation, "64.71");
    const late = kaltim();
    await stateAt(late.deployment.ctx, "64.71", id, "forwarded");
    await late.stopConversation();
    value(
      await verbs.recall.run(
        hub(),
        key("national"),
        { report: id },
        { reason: "Tidak ada tanggapan" },
      ),
    );
    value(await verbs.forward.run(hub(), key("national"), { report: id }, { tenant: "34.04" }));
    await answer(late.deployment.ctx, "64.71", id, "Terlambat");
    await stateAt(diy().deployment.ctx, "34.04", id, "forwarded");
    await answer(diy().deployment.ctx, "34.04", id, "Dari Sleman");
    await stateAt(hub(), "national", id, "answered");
    late.startConversation();
    await until(async () => {
      const read = value(await readReport(hub(), key("national"), id));
      return read.history.some((h) => h.text === "Terlambat") ? true : undefined;
    }, "the late answer at the hub");
    await expectHealed(federation, [id]);
    const parties = [
      [federation.hub, "national"],
      [late, "64.71"],
      [diy(), "34.04"],
    ] as const;
    for (const [member, tenant] of parties) {
      const read = value(await readReport(member.deployment.ctx, key(tenant), id));
      expect(read, tenant).toMatchObject({
        state: "answered",
        institution: "34.04",
        holder: "national",
      });
      const [copy] = await rows<{ late: { ref: { tenant: string }; event: { type: string } }[] }>(
        member,
        `select body -> 'contributions' as late from simpul.snapshot where report = '${id}' and tenant = '${tenant}'`,
      );
      expect(
        copy?.late.map((c) => [c.ref.tenant, c.event.type]),
        tenant,
      ).toEqual([
        ["64.71", "accepted"],
        ["64.71", "assigned"],
        ["64.71", "answered"],
      ]);
    }
  });
});
