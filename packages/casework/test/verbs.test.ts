import { withScope, wholeOf } from "@simpul/db";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { keptAs, testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { receive, upload, verbs } from "../src/index.ts";
import type { Context, VerbName } from "../src/index.ts";
import { verbNames } from "./verb-names.ts";
import {
  after,
  arrived,
  channel,
  load,
  office,
  reader,
  referredHere,
  run,
  take,
} from "./reports.ts";
import type { Acting, Step, Taken } from "./reports.ts";

/** The three standing cases of every verb. What a verb decides stands in the tests of the domain. */

let hub: Deployment;
let node: Deployment;
let ombudsman: Deployment;

beforeAll(async () => {
  const adminUrl = inject("adminUrl");
  hub = await testDeployment({ adminUrl, kind: "hub", hosted: ["national", "kemnaker"] });
  ombudsman = await testDeployment({
    adminUrl,
    kind: "node",
    id: "ombudsman",
    hosted: ["ombudsman", "kemnaker"],
  });
  node = await testDeployment({ adminUrl, kind: "node" });
});
afterAll(() => Promise.all([hub, node, ombudsman].map((d) => d.close())));

interface Case {
  readonly at: keyof typeof seats;
  readonly by: "office" | "channel";
  /** What happened before, by the office. */
  readonly given: readonly Step[];
  readonly input: object;
  /** The institution's turn, where the hub can only act after it. */
  readonly answered?: true;
}

const verified: Step = ["verify", { class: "complaint", category: "road" }];
const assigned: readonly Step[] = [verified, ["accept", {}], ["assign", { unit: "dpu" }]];
const answered: readonly Step[] = [
  ...assigned,
  ["respond", { kind: "done", text: "Sudah ditambal" }],
];
const forwarded: readonly Step[] = [verified, ["forward", { tenant: "64.71" }]];
const said = { text: "Lubangnya di depan nomor 7" };

const cases: Record<VerbName, Case> = {
  verify: { at: "hub", by: "office", given: [], input: { class: "complaint", category: "road" } },
  hold: { at: "hub", by: "office", given: [], input: { question: "Di mana?" } },
  archive: { at: "hub", by: "office", given: [], input: { reason: "spam" } },
  split: {
    at: "hub",
    by: "office",
    given: [],
    input: {
      parts: [
        { class: "complaint", category: "road" },
        { class: "complaint", category: "waste" },
      ],
    },
  },
  merge: { at: "hub", by: "office", given: [], input: { into: "" } },
  correct: { at: "hub", by: "office", given: [verified], input: { urgency: "high" } },
  forward: { at: "hub", by: "office", given: [verified], input: { tenant: "64.71" } },
  recall: { at: "hub", by: "office", given: forwarded, input: { reason: "Salah alamat" } },
  close: {
    at: "hub",
    by: "office",
    given: forwarded,
    answered: true,
    input: { recordedWord: "Terima kasih, sudah baik" },
  },
  reopen: {
    at: "hub",
    by: "office",
    given: [["archive", { reason: "spam" }]],
    input: { reason: "Bukan spam" },
  },
  accept: { at: "node", by: "office", given: [verified], input: {} },
  return: {
    at: "node",
    by: "office",
    given: [verified],
    input: { reason: "Jalan nasional", basis: "UU 2/2022" },
  },
  assign: { at: "node", by: "office", given: [verified, ["accept", {}]], input: { unit: "dpu" } },
  decline: { at: "node", by: "office", given: assigned, input: { reason: "Bukan tugas kami" } },
  ask: { at: "node", by: "office", given: assigned, input: { question: "Di mana?" } },
  extend: { at: "node", by: "office", given: assigned, input: { reason: "Hujan" } },
  respond: {
    at: "node",
    by: "office",
    given: assigned,
    input: { kind: "interim", text: "Sedang dikerjakan" },
  },
  note: { at: "node", by: "office", given: [], input: { text: "Hubungi camat" } },
  supply: { at: "node", by: "channel", given: [], input: said },
  reply: { at: "node", by: "channel", given: assigned, input: said },
  confirm: { at: "node", by: "channel", given: answered, input: {} },
  object: { at: "node", by: "channel", given: answered, input: { reason: "Masih berlubang" } },
  rate: { at: "node", by: "channel", given: answered, input: { score: 5 } },
  withdraw: { at: "node", by: "channel", given: [], input: {} },
  consent: {
    at: "node",
    by: "channel",
    given: assigned,
    input: { granted: true, wording: "Bolehkah Ombudsman tahu nama Anda?" },
  },
  register: { at: "office", by: "office", given: [], input: { number: "0123/LM/2026" } },
  ineligible: { at: "office", by: "office", given: [], input: { reason: "Sudah di pengadilan" } },
  tighten: { at: "node", by: "channel", given: [], input: { secret: true } },
  mask: { at: "node", by: "office", given: [], input: { masks: [] } },
  erase: { at: "node", by: "office", given: [], input: { reason: "Permintaan subjek data" } },
  conclude: { at: "office", by: "office", given: [], input: { text: "Sudah diperbaiki" } },
};

/** Whose verb it is, and who else sits in the same deployment. */
const seats = {
  hub: { tenant: "national", foreign: "kemnaker" },
  node: { tenant: "64.71", foreign: "64.02" },
  /** The Ombudsman's, on a report that the hub referred to it. */
  office: { tenant: "ombudsman", foreign: "kemnaker" },
} as const;

interface Stage {
  readonly ctx: Context;
  readonly tenant: string;
  readonly foreign: string;
  readonly taken: Taken;
  readonly input: object;
}

async function stage(verb: VerbName): Promise<Stage> {
  const { at, given, input, answered: turn } = cases[verb];
  const { ctx } = { hub, node, office: ombudsman }[at];
  const { tenant, foreign } = seats[at];
  const taken = await take(ctx, tenant);
  await after(ctx, office(tenant), taken, given);
  if (turn)
    await arrived(ctx, tenant, taken, "64.71", [
      { type: "accepted", by: "institution" },
      { type: "assigned", by: "institution", unit: "dpu", supporting: [] },
      { type: "answered", by: "institution", kind: "done" },
    ]);
  if (at === "office") await referredHere(ctx, taken, tenant);
  const into = verb === "merge" ? { into: (await take(ctx, tenant)).trackingId } : {};
  const letter = (await load(ctx, tenant, taken.id)).case.report.text?.hash;
  const masks = verb === "mask" ? [{ content: letter, field: "text", start: 0, end: 5 }] : [];
  const masked = verb === "mask" ? { masks } : {};
  return { ctx, tenant, foreign, taken, input: { ...input, ...into, ...masked } };
}

function audited(ctx: Context, tenant: string, report: string) {
  return withScope(
    ctx.db,
    wholeOf([tenant]),
    (tx) => tx<{ actor: string; verb: string; outcome: string }[]>`
    select actor, verb, outcome from simpul.audit where report = ${report} order by id`,
  );
}

/** Everything that a refused act must leave as it was. */
async function traces({ ctx, tenant, taken }: Stage) {
  const loaded = await load(ctx, tenant, taken.id);
  const rows = await withScope(
    ctx.db,
    wholeOf([tenant]),
    (tx) => tx`
    select (select count(*) from simpul.event) as events, (select count(*) from simpul.outbox) as outbox,
      (select count(*) from simpul.audit) as audit, (select count(*) from simpul.note) as notes,
      (select count(*) from simpul.content) as contents, (select count(*) from simpul.report) as reports`,
  );
  return { loaded, rows };
}

test("the table names every verb", () => {
  expect(Object.keys(cases).toSorted()).toEqual(Object.keys(verbs).toSorted());
  expect(verbNames.toSorted()).toEqual(Object.keys(verbs).toSorted());
});

describe.each(verbNames)("%s", (verb) => {
  const actorOf = (tenant: string): Acting =>
    cases[verb].by === "office" ? office(tenant) : channel(tenant);

  test("is done by whoever may, and leaves an audit row that names actor, verb and outcome", async () => {
    const { ctx, tenant, taken, input } = await stage(verb);
    const before = await audited(ctx, tenant, taken.id);
    const result = await run(ctx, actorOf(tenant), verb, taken.trackingId, input);
    expect(result).toMatchObject({ outcome: "done", value: { id: taken.id } });
    const rows = (await audited(ctx, tenant, taken.id)).slice(before.length);
    const { state } = (await load(ctx, tenant, taken.id)).case.report;
    const name = cases[verb].by === "office" ? `machine:office-${tenant}` : "channel:ch_1";
    expect(rows).toEqual([{ actor: name, verb, outcome: verb === "note" ? "noted" : state }]);
  });

  test("is refused to another tenant, by id and by tracking id, as if there were no such report", async () => {
    const staged = await stage(verb);
    const { ctx, foreign, taken, input } = staged;
    const before = await traces(staged);
    const strangers: Acting[] = [office(foreign), channel(foreign)];
    for (const stranger of strangers)
      for (const named of [taken.id, taken.trackingId])
        expect(await run(ctx, stranger, verb, named, input)).toEqual({
          outcome: "failed",
          code: "notFound",
        });
    expect(await traces(staged)).toEqual(before);
  });

  test("is refused to an actor of the same tenant who may not, and leaves nothing", async () => {
    const staged = await stage(verb);
    const { ctx, tenant, taken, input } = staged;
    const before = await traces(staged);
    expect(await run(ctx, reader(tenant), verb, taken.id, input)).toEqual({
      outcome: "failed",
      code: "forbidden",
    });
    // Another channel is not told that the report exists.
    expect(await run(ctx, channel(tenant, "ch_2"), verb, taken.id, input)).toEqual({
      outcome: "failed",
      code: "notFound",
    });
    expect(await traces(staged)).toEqual(before);
  });
});

describe("receive", () => {
  const source = { channel: "generic", channelId: "ch_1", dedup: [], by: "reporter" } as const;

  test("leaves an audit row", async () => {
    const { id } = await take(node.ctx, "64.71");
    expect(await audited(node.ctx, "64.71", id)).toEqual([
      { actor: "channel:ch_1", verb: "receive", outcome: "received" },
    ]);
  });

  test("writes into no tenant but the actor's", async () => {
    const { id } = await take(node.ctx, "64.71");
    expect(await audited(node.ctx, "64.02", id)).toEqual([]);
    await expect(load(node.ctx, "64.02", id)).rejects.toThrow("no such report");
  });

  test("is refused to an actor who may not", async () => {
    expect(await receive(node.ctx, reader("64.71"), said, source)).toEqual({
      outcome: "failed",
      code: "forbidden",
    });
  });
});

describe("upload", () => {
  const photo = Buffer.from("a photo");
  const png = keptAs("image/png");

  test("leaves an audit row, and its file can be enclosed", async () => {
    const uploaded = await upload(node.ctx, channel("64.71"), photo, "lubang.png", png);
    if (uploaded.outcome === "failed") throw new Error(uploaded.code);
    const { id } = uploaded.value;
    const rows = await withScope(
      node.ctx.db,
      wholeOf(["64.71"]),
      (tx) => tx`
      select actor, verb, outcome from simpul.audit where detail ->> 'id' = ${id}`,
    );
    expect(rows).toEqual([{ actor: "channel:ch_1", verb: "upload", outcome: "stored" }]);
    await take(node.ctx, "64.71", { attachments: [id] });
  });

  test("another tenant, and another channel, cannot enclose the file", async () => {
    const uploaded = await upload(node.ctx, channel("64.71"), photo, undefined, png);
    if (uploaded.outcome === "failed") throw new Error(uploaded.code);
    const attachments = [uploaded.value.id];
    await expect(take(node.ctx, "64.02", { attachments })).rejects.toThrow("unknownAttachment");
    const taken = await take(node.ctx, "64.71");
    expect(
      await run(node.ctx, office("64.71"), "supply", taken.id, { ...said, attachments }),
    ).toEqual({
      outcome: "failed",
      code: "unknownAttachment",
      pointer: "/attachments/0",
    });
  });

  test("is refused to an actor who may not", async () => {
    expect(await upload(node.ctx, reader("64.71"), photo, undefined, png)).toEqual({
      outcome: "failed",
      code: "forbidden",
    });
  });
});
