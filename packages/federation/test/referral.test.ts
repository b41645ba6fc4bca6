import { receive, verbs, watchDue } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { findReport, withScope, wholeOf } from "@simpul/db";
import type { Case } from "@simpul/domain";
import type { Federation } from "@simpul/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  expectHealed,
  key,
  nodeOf,
  openFederation,
  rows,
  stateAt,
  tenantsOf,
  until,
  value,
} from "./support.ts";

/**
 * One story in the order of its days (PRODUCT, "Ombudsman handoff"). Complete on Monday 6 July 2026, everything here is due
 * on Wednesday 30 September, 23:59:59 in Jakarta.
 */
const began = performance.now();
let day = "2026-07-06T03:00:00.000Z";
const now = () =>
  Temporal.Instant.from(day).add({ milliseconds: Math.round(performance.now() - began) });

let federation: Federation;
const hub = (): Context => federation.hub.deployment.ctx;
const at = (id: string): Context => nodeOf(federation, id).deployment.ctx;
const national = key("national");
const office = key("ombudsman");
const phone = "081255501010";

beforeAll(async () => {
  federation = await openFederation({
    nodes: {
      kaltim: tenantsOf("64", "64.71"),
      kepri: tenantsOf("21.71"),
      kantor: tenantsOf("ombudsman"),
    },
    now,
  });
  await conversing("kaltim", "kepri", "kantor");
}, 60_000);
afterAll(() => federation?.close());

/** These call now, and have nothing more to say; whoever is not named stays as it is. */
async function conversing(...ids: string[]): Promise<void> {
  const since = now().toString({ fractionalSecondDigits: 3 });
  for (const id of ids) {
    await nodeOf(federation, id).stopConversation();
    nodeOf(federation, id).startConversation();
  }
  const { version } = federation.hub.deployment.book.current();
  await until(async () => {
    const heard = await rows<{ id: string }>(
      federation.hub,
      `select id from federation.node where last_contact > '${since}' and backlog = 0`,
    );
    const isUpToDate = (id: string) =>
      nodeOf(federation, id).deployment.book.current().version >= version &&
      heard.some((node) => node.id === id);
    return ids.every(isUpToDate) ? true : undefined;
  }, `a call of ${ids.join()}`);
}

async function caseAt(ctx: Context, tenant: string, id: string): Promise<Case> {
  const loaded = await withScope(ctx.db, wholeOf([tenant]), (tx) => findReport(tx, id, tenant));
  if (loaded === undefined) throw new Error(`${tenant} has no copy`);
  return loaded.case;
}

const comesTo = (
  ctx: Context,
  tenant: string,
  id: string,
  what: string,
  is: (c: Case) => boolean,
) =>
  until(async () => {
    const current = await caseAt(ctx, tenant, id);
    return is(current) ? current : undefined;
  }, `${what} at ${tenant}`);

/** Taken in by the hub, and in the hands of a unit of this institution since the first day. */
async function atUnit(node: string, tenant: string): Promise<string> {
  const { id } = value(
    await receive(
      hub(),
      national,
      { text: "Jalan berlubang di depan pasar", contact: { phone } },
      { channel: "api", channelId: "key:test", dedup: [], by: "reporter" },
    ),
  );
  const report = { report: id };
  value(await verbs.verify.run(hub(), national, report, { class: "complaint", category: "road" }));
  value(await verbs.forward.run(hub(), national, report, { tenant }));
  await stateAt(at(node), tenant, id, "forwarded");
  const officer = key(tenant);
  value(await verbs.accept.run(at(node), officer, report, {}));
  value(await verbs.assign.run(at(node), officer, report, { unit: "dpu" }));
  const said = { kind: "initial", text: "Kami tinjau hari ini" } as const;
  value(await verbs.respond.run(at(node), officer, report, said));
  await stateAt(hub(), "national", id, "inProgress");
  return id;
}

const respond = async (node: string, tenant: string, report: string, text: string) =>
  value(await verbs.respond.run(at(node), key(tenant), { report }, { kind: "done", text }));

describe("what no institution settles in 60 working days", () => {
  let toConclude: string, toGiveBack: string, toConfirm: string, inTime: string, tooLate: string;

  it("is with its institutions, which go on talking to the hub", async () => {
    toConclude = await atUnit("kaltim", "64.71");
    toGiveBack = await atUnit("kaltim", "64.71");
    toConfirm = await atUnit("kaltim", "64.71");
    inTime = await atUnit("kaltim", "64.71");
    tooLate = await atUnit("kepri", "21.71");
    // A directory is good for a month and its grace.
    for (day of ["2026-08-10T03:00:00.000Z", "2026-09-15T03:00:00.000Z"]) {
      await federation.hub.restart();
      await conversing("kaltim", "kepri", "kantor");
    }
    await watchDue(hub());
    expect((await caseAt(hub(), "national", inTime)).report.state).toBe("inProgress");
  }, 90_000);

  it("counts as answered on day 59 by a node that is back within the day", async () => {
    day = "2026-09-29T03:00:00.000Z";
    await nodeOf(federation, "kaltim").stopConversation();
    await nodeOf(federation, "kepri").stopConversation();
    await respond("kaltim", "64.71", inTime, "Sudah ditambal kemarin");
    await respond("kepri", "21.71", tooLate, "Sudah ditambal juga");
    day = "2026-09-30T17:05:00.000Z";
    await watchDue(hub());
    for (const id of [inTime, tooLate, toConclude])
      expect((await caseAt(hub(), "national", id)).report.state).toBe("inProgress");
    day = "2026-10-01T02:00:00.000Z";
    await conversing("kaltim");
    await stateAt(hub(), "national", inTime, "answered");
    await watchDue(hub());
    expect((await caseAt(hub(), "national", inTime)).report.state).toBe("answered");
    // Of the other node nothing was heard yet.
    expect((await caseAt(hub(), "national", tooLate)).report.state).toBe("inProgress");
  }, 60_000);

  it("travels to the Ombudsman's office with its whole history and content, and without the person", async () => {
    const arrived = await stateAt(at("kantor"), "ombudsman", toConclude, "referred");
    expect(arrived.text).toBe("Jalan berlubang di depan pasar");
    const told = value(
      await verbs.note.run(at("kantor"), office, { report: toConclude }, { text: "Diterima" }),
    );
    expect(told.holder).toBe("ombudsman");
    expect(arrived.history.map(({ type, text }) => [type, text])).toEqual([
      ["received", "Jalan berlubang di depan pasar"],
      ["verified", undefined],
      ["forwarded", undefined],
      ["accepted", undefined],
      ["assigned", undefined],
      ["responded", "Kami tinjau hari ini"],
      ["referred", undefined],
    ]);
    const persons = `select (select count(*) from vault.contact)::int as sealed,
      (select count(*) from simpul.event where payload like '%${phone}%')::int as events,
      (select count(*) from simpul.content where convert_from(bytes, 'utf8') like '%${phone}%')::int as contents`;
    for (const [member, sealed] of [
      [federation.hub, 5],
      [nodeOf(federation, "kantor"), 0],
      [nodeOf(federation, "kaltim"), 0],
    ] as const)
      expect(await rows(member, persons)).toEqual([{ sealed, events: 0, contents: 0 }]);
    const consent = { granted: true, wording: "Bolehkah kantor itu tahu nama Anda?" };
    value(await verbs.consent.run(hub(), national, { report: toConclude }, consent));
    await comesTo(at("kantor"), "ombudsman", toConclude, "the consent", ({ contributions }) =>
      contributions.some(({ event }) => event.type === "consented"),
    );
  }, 60_000);

  it("is registered and concluded by the office, and institution and citizen see it", async () => {
    const report = { report: toConclude };
    const number = "0123/LM/X/2026/BPP";
    value(await verbs.register.run(at("kantor"), office, report, { number }));
    for (const [ctx, tenant] of [
      [hub(), "national"],
      [at("kaltim"), "64.71"],
    ] as const)
      await comesTo(
        ctx,
        tenant,
        toConclude,
        "the number",
        (c) => c.report.referral?.number === number,
      );
    const text = "Pemerintah kota memperbaiki jalan sebelum Desember";
    value(await verbs.conclude.run(at("kantor"), office, report, { text }));
    for (const [ctx, tenant] of [
      [hub(), "national"],
      [at("kaltim"), "64.71"],
      [at("kantor"), "ombudsman"],
    ] as const) {
      const seen = await stateAt(ctx, tenant, toConclude, "closed");
      expect(seen.history.filter(({ type }) => type === "registered")).toMatchObject([
        { text: number },
      ]);
      await until(async () => {
        const { history } = await stateAt(ctx, tenant, toConclude, "closed");
        return history.find(({ type }) => type === "concluded")?.text === text ? true : undefined;
      }, `the conclusion at ${tenant}`);
    }
  }, 60_000);

  it("goes back to the institution when the office finds it not eligible", async () => {
    await stateAt(at("kantor"), "ombudsman", toGiveBack, "referred");
    const reason = "Sedang diperiksa pengadilan";
    value(await verbs.ineligible.run(at("kantor"), office, { report: toGiveBack }, { reason }));
    const back = await stateAt(at("kaltim"), "64.71", toGiveBack, "assigned");
    expect(back.holder).toBe("64.71");
    await watchDue(hub());
    expect((await caseAt(hub(), "national", toGiveBack)).report.state).toBe("assigned");
    await respond("kaltim", "64.71", toGiveBack, "Sudah ditambal");
    await stateAt(hub(), "national", toGiveBack, "answered");
  }, 60_000);

  it("is closed by the reporter's confirmation of what the institution answered afterwards", async () => {
    await stateAt(at("kaltim"), "64.71", toConfirm, "referred");
    await respond("kaltim", "64.71", toConfirm, "Baru saja ditambal");
    await comesTo(
      hub(),
      "national",
      toConfirm,
      "the answer",
      ({ report, contributions }) => report.state === "referred" && contributions.length === 1,
    );
    value(await verbs.confirm.run(hub(), national, { report: toConfirm }, {}));
    const closed = await stateAt(hub(), "national", toConfirm, "closed");
    expect(closed.history.filter(({ type }) => type === "closed")).toMatchObject([
      { actor: { tenant: "ombudsman" } },
    ]);
  }, 60_000);

  it("is a contribution to the office's case when its answer comes a working day too late", async () => {
    day = "2026-10-01T17:05:00.000Z";
    await watchDue(hub());
    await stateAt(at("kantor"), "ombudsman", tooLate, "referred");
    await conversing("kepri");
    for (const [ctx, tenant] of [
      [hub(), "national"],
      [at("kantor"), "ombudsman"],
      [at("kepri"), "21.71"],
    ] as const) {
      const seen = await comesTo(
        ctx,
        tenant,
        tooLate,
        "the late answer",
        ({ report, contributions }) => report.state === "referred" && contributions.length === 1,
      );
      expect(seen.contributions[0]?.event).toMatchObject({ type: "answered", kind: "done" });
    }
  }, 60_000);

  it("is the same case to every party, and no invariant is broken", async () => {
    const ids = [toConclude, toGiveBack, toConfirm, inTime, tooLate];
    await expectHealed(federation, ids);
    for (const id of ids) {
      const truth = await caseAt(hub(), "national", id);
      for (const [ctx, tenant] of [
        [at("kaltim"), "64.71"],
        [at("kepri"), "21.71"],
        [at("kantor"), "ombudsman"],
      ] as const)
        if (truth.parties.includes(tenant)) expect(await caseAt(ctx, tenant, id)).toEqual(truth);
    }
    const referred = await rows<{ report: string; times: number }>(
      federation.hub,
      `select report, count(*)::int as times from simpul.event where type = 'referred' group by report`,
    );
    expect(new Map(referred.map(({ report, times }) => [report, times]))).toEqual(
      new Map([toConclude, toGiveBack, toConfirm, tooLate].map((id) => [id, 1])),
    );
  }, 60_000);
});
