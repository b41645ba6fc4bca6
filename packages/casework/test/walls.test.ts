import type { Action, Actor } from "@simpul/access";
import { append, withScope, wholeOf } from "@simpul/db";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test, vi } from "vitest";
import { testDeployment, verbInputs } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { listOf, readReport, dueOf } from "../src/index.ts";
import type { Context } from "../src/index.ts";
import { verbNames } from "./verb-names.ts";
import { after, channel, load, office, run, take } from "./reports.ts";
import type { Acting, Taken } from "./reports.ts";

/**
 * Two locks, written apart from the same actor. A tenant never sees another's report on the node they share,
 * by id, listing, count or error; and with either lock off the other still holds.
 */
const lock = vi.hoisted(() => ({ casl: "on" }));

vi.mock("@simpul/access", async (original) => {
  const { verbNames } = await import("./verb-names.ts");
  const access = await original<typeof import("@simpul/access")>();
  const everything = access.abilityFor({ kind: "system" }, "national");
  const looking: Action[] = ["read", "list", "receive", "upload", "tighten"];
  everything.update([{ action: [...looking, ...verbNames], subject: "Report" }]);
  return {
    ...access,
    abilityFor: (actor: Actor, hub: string) =>
      lock.casl === "on" ? access.abilityFor(actor, hub) : everything,
    partsOf: (...asked: Parameters<typeof access.partsOf>) =>
      lock.casl === "on" ? access.partsOf(...asked) : new Set(access.reportParts),
  };
});

const [mine, theirs] = ["64.71", "64.02"] as const;
const unknown = "01936f2a-0000-7000-8000-00000000dead";

let node: Deployment;
let superuser: Context;
let own: Taken;
let foreign: Taken;
/** Reports of which this tenant has a copy. */
const ours = new Set<string>();

beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
  superuser = node.asSuperuser();
  own = await take(node.ctx, mine, { externalId: "SAMA-1" });
  ours.add(own.id);
  foreign = await take(node.ctx, theirs, { externalId: "SAMA-1", text: "Rahasia Kutai" });
  await after(node.ctx, office(theirs), foreign, [
    ["verify", { class: "complaint", category: "road", title: "Rahasia Kutai" }],
    ["note", { text: "Rahasia Kutai" }],
  ]);
});
afterAll(() => node.close());
beforeEach(() => {
  lock.casl = "on";
});

const strangers: readonly (readonly [who: string, actor: Acting])[] = [
  ["a key", office(mine)],
  ["a channel of the same name", channel(mine)],
  [
    "an administrator",
    {
      kind: "staff",
      id: "1",
      tenant: mine,
      roles: [{ role: "tenantAdmin", tenant: mine, reach: "subtree" }],
    },
  ],
];

const locks = [
  { name: "both locks", casl: "on", rls: "on" },
  { name: "row-level security alone", casl: "off", rls: "on" },
  { name: "abilities alone", casl: "on", rls: "off" },
] as const;

describe.each(locks)("behind $name", ({ casl, rls }) => {
  beforeEach(() => {
    lock.casl = casl;
  });
  const ctx = () => (rls === "on" ? node.ctx : superuser);

  describe.each(strangers)("%s of another tenant", (_, actor) => {
    test("reads nothing, and the error is that of a report that does not exist", async () => {
      const none = await readReport(ctx(), actor, unknown);
      expect(none).toEqual({ outcome: "failed", code: "notFound" });
      for (const named of [
        foreign.id,
        foreign.trackingId,
        foreign.trackingId.replaceAll("-", "").toLowerCase(),
      ])
        expect(await readReport(ctx(), actor, named)).toEqual(none);
    });

    test("lists and counts nothing of it, whatever the filter or the page", async () => {
      const { receivedAt } = (await load(node.ctx, theirs, foreign.id)).case.report;
      for (const query of [
        { limit: 100 },
        { limit: 100, externalId: "SAMA-1" },
        { limit: 100, state: "verified" },
        { limit: 100, after: { receivedAt, id: "ffffffff-ffff-ffff-ffff-ffffffffffff" } },
      ]) {
        const listed = await listOf(ctx(), actor, query);
        expect(listed.filter((each) => !ours.has(each.id))).toEqual([]);
      }
    });

    test.each(verbNames)("cannot %s it, and is told what of no report it is told", async (verb) => {
      const before = await footprint();
      const none = await run(ctx(), actor, verb, unknown, verbInputs[verb]);
      expect(none).toEqual({ outcome: "failed", code: "notFound" });
      for (const named of [foreign.id, foreign.trackingId])
        expect(await run(ctx(), actor, verb, named, verbInputs[verb])).toEqual(none);
      expect(await footprint()).toEqual(before);
    });
  });

  test("its own report is there: the locks open for whom they are made", async () => {
    expect(await readReport(ctx(), office(mine), own.trackingId)).toMatchObject({
      outcome: "done",
      value: { id: own.id, text: "Jalan berlubang di depan pasar" },
    });
    expect(await listOf(ctx(), office(mine), { limit: 100, externalId: "SAMA-1" })).toMatchObject([
      { id: own.id },
    ]);
  });

  test("a copy of the same report shows nothing of what the other tenant added to its own", async () => {
    const shared = await copied();
    const seen = await readReport(ctx(), office(mine), shared.trackingId);
    expect(seen).toMatchObject({
      outcome: "done",
      value: { id: shared.id, notes: [], state: "received" },
    });
    expect(JSON.stringify(seen)).not.toContain("Rahasia");
    await run(ctx(), office(mine), "note", shared.trackingId, { text: "Balikpapan saja" });
    const beside = await readReport(node.ctx, office(theirs), shared.trackingId);
    expect(JSON.stringify(beside)).not.toContain("Balikpapan saja");
  });

  test("a province sees no report of its cities by standing above them", async () => {
    const governor: Acting = {
      kind: "staff",
      id: "2",
      tenant: "64",
      roles: [{ role: "tenantAdmin", tenant: "64", reach: "self" }],
    };
    expect(await readReport(ctx(), governor, foreign.id)).toEqual({
      outcome: "failed",
      code: "notFound",
    });
    expect(await listOf(ctx(), governor, { limit: 100 })).toEqual([]);
  });
});

test("with both locks off the report is there: it is the locks that stand between", async () => {
  lock.casl = "off";
  expect(await readReport(superuser, office(mine), foreign.id)).toMatchObject({
    outcome: "done",
    value: { id: foreign.id, title: "Rahasia Kutai" },
  });
  // A third one, where changes are written: none leaves the scope of its actor.
  await expect(run(superuser, office(mine), "note", foreign.id, verbInputs.note)).rejects.toThrow(
    "exceeds its actor's scope",
  );
});

test("attachments of another tenant are enclosed by nobody, with either lock", async () => {
  const id = node.ctx.newId();
  await superuser.db.pg`
    insert into simpul.attachment (tenant, id, owner, sha256, hash, salt, size, type, created_at)
    values (${theirs}, ${id}, 'channel:ch_1', 'x', 'x', 'x', 1, 'image/png', now())`;
  for (const ctx of [node.ctx, superuser])
    await expect(take(ctx, mine, { attachments: [id] })).rejects.toThrow("unknownAttachment");
});

/** A report that came to both tenants: each has a copy, and the other's has a note. */
async function copied(): Promise<Taken> {
  const taken = await take(node.ctx, mine);
  ours.add(taken.id);
  const loaded = await load(node.ctx, mine, taken.id);
  await append(node.ctx.db, wholeOf([theirs]), [
    {
      tenant: theirs,
      report: taken.id,
      expectedVersion: "new",
      case: loaded.case,
      due: dueOf(node.ctx, theirs, loaded.case, []),
      at: loaded.updatedAt,
      events: [],
      contents: [],
      audit: [],
      outbox: [],
      dedup: [],
      notes: [{ id: node.ctx.newId(), author: "machine:x", text: "Rahasia Kutai" }],
    },
  ]);
  return taken;
}

/** What the other tenant has of its report. */
async function footprint() {
  return withScope(
    node.ctx.db,
    wholeOf([theirs]),
    (tx) => tx`
    select r.version, r.state,
      (select count(*) from simpul.event) as events, (select count(*) from simpul.note) as notes,
      (select count(*) from simpul.audit) as audit, (select count(*) from simpul.content) as contents
    from simpul.report r where id = ${foreign.id}`,
  );
}
