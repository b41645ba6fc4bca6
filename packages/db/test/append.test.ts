import { randomBytes } from "node:crypto";
import { expect, test } from "vitest";
import {
  append,
  appendEach,
  appendTogether,
  contentsOf,
  findReport,
  withScope,
  wholeOf,
} from "../src/index.ts";
import type { Appended, Change, StoredContent } from "../src/index.ts";
import { at, eventOf, intake, later, newId, newKey, withReport } from "./change.ts";
import { suite } from "./database.ts";

const tenant = "64.71";
const scope = wholeOf([tenant]);
const here = suite();

const claim = (key: string, digest = "same") => ({ source: "channel:ch_1", key, digest });
const told = (change: Change): Appended => ({
  outcome: "duplicate",
  report: change.report,
  trackingId: change.case.report.trackingId,
});
const saved = { outcome: "saved", version: 1 };
const rowsOfOne = { report: 1, event: 1, audit: 1, outbox: 1, content: 0, dedup: 0 };
const nothing = { report: 0, event: 0, audit: 0, outbox: 0, content: 0, dedup: 0 };
/** What no column takes: PostgreSQL stores no NUL. */
const unstorable = (): Change => intake(tenant, { channelId: "ch_\0" });

test("state, events, audit, outbox and the claimed key are there together", async () => {
  const change = intake(tenant, {
    dedup: [claim(newKey())],
    notes: [{ id: newId(), author: "staff:1", text: "a note" }],
    sealedContact: "sealed",
    channelId: "ch_1",
    externalId: "TIKET-1",
  });
  expect(await append(here.db, scope, [change])).toEqual([saved]);
  expect(await here.count(tenant, change.report)).toEqual({ ...rowsOfOne, dedup: 1 });
  const found = await withScope(here.db, scope, (tx) =>
    findReport(tx, change.case.report.trackingId, tenant),
  );
  expect(found).toEqual({
    tenant,
    id: change.report,
    version: 1,
    case: change.case,
    updatedAt: at,
    marks: [],
    channelId: "ch_1",
    externalId: "TIKET-1",
  });
  const sealed = await withScope(
    here.db,
    scope,
    (tx) => tx`
    select sealed from vault.contact where report = ${change.report}`,
  );
  expect(sealed).toEqual([{ sealed: "sealed" }]);
});

test("a change of the version that was read is saved, and its row says what the case says", async () => {
  const first = intake(tenant);
  await append(here.db, scope, [first]);
  const current = withReport(first.case, { class: "complaint", category: "road", urgency: "high" });
  expect(await append(here.db, scope, [later(first, 2, { case: current })])).toEqual([
    { outcome: "saved", version: 2 },
  ]);
  const [row] = await withScope(
    here.db,
    scope,
    (tx) => tx`
    select version, class, category, urgency, tracking_id from simpul.report where id = ${first.report}`,
  );
  expect(row).toEqual({
    version: 2,
    class: "complaint",
    category: "road",
    urgency: "high",
    tracking_id: first.case.report.trackingId,
  });
});

test("a change of a version that is gone writes nothing: no event, no audit row, no message", async () => {
  const first = intake(tenant);
  await append(here.db, scope, [first]);
  await append(here.db, scope, [later(first, 2)]);
  const before = await here.count(tenant, first.report);
  const late = later(first, 2, { events: [eventOf(tenant, 3)], dedup: [claim(newKey())] });
  expect(await append(here.db, scope, [late])).toEqual([{ outcome: "conflict" }]);
  const neighbour = intake(tenant);
  expect(await append(here.db, scope, [late, neighbour])).toEqual([{ outcome: "conflict" }, saved]);
  expect(await here.count(tenant, first.report)).toEqual(before);
});

test("of two changes of one version at once one is saved and the other is told of the conflict", async () => {
  const first = intake(tenant);
  await append(here.db, scope, [first]);
  const other = here.pool(2);
  const both = [later(first, 2), later(first, 2)];
  const outcomes = await Promise.all(
    both.map((c, i) => append(i === 0 ? here.db : other, scope, [c])),
  );
  expect(
    outcomes
      .flat()
      .map((o) => o.outcome)
      .toSorted(),
  ).toEqual(["conflict", "saved"]);
  expect(await here.count(tenant, first.report)).toMatchObject({ event: 2, audit: 2, outbox: 2 });
});

test("of two changes of one version in one list the second is told of the conflict", async () => {
  const first = intake(tenant);
  await append(here.db, scope, [first]);
  const outcomes = await append(here.db, scope, [later(first, 2), later(first, 2, { events: [] })]);
  expect(outcomes).toEqual([{ outcome: "saved", version: 2 }, { outcome: "conflict" }]);
  expect(await here.count(tenant, first.report)).toMatchObject({ audit: 2, event: 2 });
});

test("one message twice in one list makes one report", async () => {
  const key = newKey();
  const [first, second] = [
    intake(tenant, { dedup: [claim(key)] }),
    intake(tenant, { dedup: [claim(key)] }),
  ];
  expect(await append(here.db, scope, [first, second])).toEqual([saved, told(first)]);
  expect(await here.count(tenant, second.report)).toEqual(nothing);
});

test("one message in two lists makes one report", async () => {
  const key = newKey();
  const [first, second] = [
    intake(tenant, { dedup: [claim(key)] }),
    intake(tenant, { dedup: [claim(key)] }),
  ];
  await append(here.db, scope, [first]);
  expect(await append(here.db, scope, [second, intake(tenant)])).toEqual([told(first), saved]);
  expect(await here.count(tenant, second.report)).toEqual(nothing);
});

test("one message at once from many connections of two processes makes one report", async () => {
  const pools = [here.pool(5), here.pool(5)];
  for (let round = 0; round < 10; round += 1) {
    const key = newKey();
    const changes = [...Array(10)].map(() => intake(tenant, { dedup: [claim(key)] }));
    const outcomes = await Promise.all(
      changes.map(async (change, i) => (await append(pools[i % 2] ?? here.db, scope, [change]))[0]),
    );
    const first = changes[outcomes.findIndex((o) => o?.outcome === "saved")];
    if (first === undefined) throw new Error("nobody made the report");
    expect(outcomes).toEqual(changes.map((c) => (c === first ? saved : told(first))));
    const claimed = await here.all.pg`select report from simpul.dedup where key = ${key}`;
    expect(claimed).toEqual([{ report: first.report }]);
    const made = await here.all.pg`
      select id from simpul.report where id = any (${changes.map((c) => c.report)}::uuid[])`;
    expect(made).toEqual([{ id: first.report }]);
  }
});

test("two processes that take in the same messages in opposite orders finish, with one report each", async () => {
  const pools = [here.pool(2), here.pool(2)];
  const keys = [...Array(40)].map(newKey);
  const lists = [keys, keys.toReversed()].map((list) =>
    list.map((key) => intake(tenant, { dedup: [claim(key)] })),
  );
  const outcomes = await Promise.all(
    lists.map((list, i) => append(pools[i] ?? here.db, scope, list)),
  );
  expect(outcomes.flat().filter((o) => o.outcome === "saved")).toHaveLength(keys.length);
  const claimed = await here.all.pg`select from simpul.dedup where key = any (${keys}::text[])`;
  expect(claimed).toHaveLength(keys.length);
});

test("a key with another body differs: within a list, across lists, and against the sender's other key", async () => {
  const key = newKey();
  const first = intake(tenant, { dedup: [claim(key)] });
  const contrary = () => intake(tenant, { dedup: [claim(key, "other")] });
  const differs = { outcome: "differs", source: "channel:ch_1" };
  expect(await append(here.db, scope, [first, contrary()])).toEqual([saved, differs]);
  expect(await append(here.db, scope, [contrary()])).toEqual([differs]);
  const known = newKey();
  const second = intake(tenant, { dedup: [claim(known)] });
  await append(here.db, scope, [second]);
  const keys = [claim(known), claim(key, "other")];
  for (const dedup of [keys, keys.toReversed()]) {
    const torn = intake(tenant, { dedup });
    expect(await append(here.db, scope, [torn])).toEqual([differs]);
    expect(await here.count(tenant, torn.report)).toEqual(nothing);
  }
});

test("the same key of another source or another tenant is another message", async () => {
  const key = newKey();
  const both = wholeOf([tenant, "64.02"]);
  const outcomes = await append(here.db, both, [
    intake(tenant, { dedup: [claim(key)] }),
    intake(tenant, { dedup: [{ ...claim(key), source: "channel:ch_2" }] }),
    intake("64.02", { dedup: [claim(key)] }),
  ]);
  expect(outcomes).toEqual([saved, saved, saved]);
});

test("a change that cannot be written does not fail its neighbours", async () => {
  const [before, after] = [intake(tenant), intake(tenant)];
  const settled = await appendEach(here.db, scope, [before, unstorable(), after]);
  expect(settled.map((s) => s.status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await here.count(tenant, before.report)).toEqual(rowsOfOne);
  expect(await here.count(tenant, after.report)).toEqual(rowsOfOne);
  await expect(append(here.db, scope, [unstorable()])).rejects.toMatchObject({ code: "22P05" });
});

test("a list is refused whole when one change exceeds its actor's scope", async () => {
  const mine = intake(tenant);
  await expect(append(here.db, scope, [mine, intake("64.02")])).rejects.toThrow("exceeds");
  expect(await here.count(tenant, mine.report)).toEqual(nothing);
});

test("what belongs together is saved together or not at all", async () => {
  const parent = intake(tenant);
  await append(here.db, scope, [parent]);
  const parts = () => [intake(tenant), intake(tenant)];
  const torn = [later(parent, 3), ...parts()];
  expect(await appendTogether(here.db, scope, torn)).toBe("conflict");
  for (const part of torn.slice(1)) expect(await here.count(tenant, part.report)).toEqual(nothing);
  const twice = [...parts(), intake(tenant, { report: parent.report })];
  expect(await appendTogether(here.db, scope, twice)).toBe("conflict");
  for (const part of twice.slice(0, 2))
    expect(await here.count(tenant, part.report)).toEqual(nothing);
  await expect(
    appendTogether(here.db, scope, [later(parent, 2), unstorable()]),
  ).rejects.toMatchObject({ code: "22P05" });
  expect(await here.count(tenant, parent.report)).toEqual(rowsOfOne);
  const whole = [later(parent, 2), ...parts()];
  expect(await appendTogether(here.db, scope, whole)).toBe("saved");
  for (const part of whole.slice(1))
    expect(await here.count(tenant, part.report)).toEqual(rowsOfOne);
});

test("events that were parked leave with the change that applies them, and no others", async () => {
  const change = intake(tenant);
  const park = (seq: number) =>
    withScope(
      here.db,
      scope,
      (tx) => tx`
    insert into simpul.parked (tenant, report, writer, seq, hash, jws, content, reason, parked_at)
    values (${tenant}, ${change.report}, 'national', ${seq}, 'hash', 'jws', '[]', 'gap', ${at})`,
    );
  await park(1);
  await park(2);
  await append(here.db, scope, [{ ...change, unparked: [{ writer: "national", seq: 1 }] }]);
  const parked = await withScope(
    here.db,
    scope,
    (tx) => tx`
    select seq from simpul.parked where report = ${change.report}`,
  );
  expect(parked).toEqual([{ seq: 2 }]);
});

test("content of every length is kept exactly, and the same content twice is kept once", async () => {
  const contents = [0, 1, 2, 3, 4, 5, 1_000].map((size): StoredContent => ({
    hash: `hash-${size}`,
    salt: "c2FsdA",
    type: "text/plain",
    size,
    bytes: randomBytes(size).toString("base64url"),
  }));
  const missing: StoredContent = {
    hash: "missing",
    salt: "c2FsdA",
    type: "image/png",
    name: "a.png",
    size: 9,
  };
  const change = intake(tenant, { contents: [...contents, missing, missing] });
  await append(here.db, scope, [change]);
  await append(here.db, scope, [later(change, 2, { contents: contents.slice(0, 1) })]);
  const keptContents = await withScope(here.db, scope, (tx) =>
    contentsOf(tx, tenant, change.report),
  );
  const byHash = <T extends { hash: string }>(a: T, b: T) => (a.hash < b.hash ? -1 : 1);
  expect(keptContents.toSorted(byHash)).toEqual(
    [...contents, missing].map((c) => ({ tenant, report: change.report, ...c })).toSorted(byHash),
  );
});
