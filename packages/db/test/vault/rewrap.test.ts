import { randomBytes } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import {
  append,
  createVault,
  insertChannel,
  openVault,
  passes,
  rewrapVault,
  sealedUnder,
  takeLease,
  uuidv7,
  wholeOf,
  withScope,
} from "../../src/index.ts";
import type { SealingVault } from "../../src/index.ts";
import { sealedPlaces } from "../../src/vault/sealed-places.ts";
import { intake } from "../change.ts";
import { suite } from "../database.ts";

const here = suite();
const tenants = ["64.02", "64.71"] as const;
const scope = wholeOf(tenants);
const [before, after] = [randomBytes(32), randomBytes(32)];
const used = () => Promise.resolve(true);
let moment = Temporal.Instant.from("2026-03-02T01:00:00.000Z");
const now = () => moment;
const at = () => now().toString();

let old: SealingVault;
let rotated: SealingVault;

beforeEach(async () => {
  await here.all
    .pg`truncate federation.vault_key, federation.vault_secret, federation.rewrap, vault.contact,
    simpul.channel, simpul.mail, simpul.audit`;
  old = await openVault(here.db, { key: before }, used, at());
  rotated = await openVault(here.db, { key: after, earlier: [before] }, used, at());
});

const options = { scope, holder: "one", now };
const rewrap = (more: object = {}, vault = rotated) =>
  rewrapVault(here.worker, vault, { ...options, ...more });

/** Of so many reports, in turn of both tenants. */
async function contacts(count: number, vault = old): Promise<string[]> {
  const reports: string[] = [];
  for (let i = 0; i < count; i += 1) {
    const change = intake(tenants[i % 2] ?? "64.71", { sealedContact: await vault.seal(said(i)) });
    await append(here.db, scope, [change]);
    reports.push(change.report);
  }
  return reports;
}
const said = (i: number) => JSON.stringify({ name: `Siti ${i}` });
const sealedOf = async (report = "") =>
  (
    await here.all.pg<
      { sealed: string }[]
    >`select sealed from vault.contact where report = ${report}`
  )[0]?.sealed ?? "";
async function underOld(): Promise<number> {
  const { sealing } = await old.kids();
  const counts = await sealedUnder(here.db, scope);
  return counts.filter(({ kid }) => kid === sealing).reduce((sum, { rows }) => sum + rows, 0);
}

test("every column that holds what was sealed is gone through", async () => {
  const named = await here.all.pg<{ place: string }[]>`
    select table_schema || '.' || table_name || '.' || column_name as place from information_schema.columns
    where column_name like '%sealed%' and table_schema not in ('pg_catalog', 'information_schema') order by 1`;
  expect(named.map(({ place }) => place)).toEqual(
    [
      ...sealedPlaces.map(({ table, column }) => `${table}.${column}`),
      // The deployment's own, sealed anew first.
      "federation.vault_secret.sealed",
    ].toSorted(),
  );
});

test("everything is sealed anew, says the same, and the digest's key with it", async () => {
  const reports = await contacts(5);
  const secret = await old.seal("whsec_1");
  await withScope(here.db, scope, (tx) =>
    insertChannel(tx, {
      tenant: "64.71",
      id: "ch_1",
      kind: "generic",
      name: "n",
      sealed_secret: secret,
      unit: null,
      rate: 1,
      created_at: at(),
    }),
  );
  await here.all
    .pg`insert into simpul.mail (tenant, id, template, lang, sealed, state, next_at, until, created_at)
    values ('64.71', ${uuidv7(0, randomBytes(10))}, 'digest', 'id', ${await old.seal("mail")}, 'queued', now(), now(), now())`;
  expect(await underOld()).toBe(8);
  expect(await rewrap()).toEqual({ outcome: "rested", rewrapped: 7, missed: 0, stuck: 0 });
  expect(await underOld()).toBe(0);
  const only = createVault(after);
  for (const [i, report] of reports.entries())
    expect(await only.open(await sealedOf(report))).toBe(said(i));
  expect((await openVault(here.db, { key: after }, used, at())).digest("x")).toBe(old.digest("x"));
  const audited = await here.all.pg`
    select tenant, actor, verb, detail from simpul.audit where verb = 'rewrap' order by tenant, id`;
  expect(audited).toEqual([
    {
      tenant: "64.02",
      actor: "system",
      verb: "rewrap",
      detail: { what: "contact", rows: 3 },
    },
    {
      tenant: "64.71",
      actor: "system",
      verb: "rewrap",
      detail: { what: "contact", rows: 2 },
    },
    {
      tenant: "64.71",
      actor: "system",
      verb: "rewrap",
      detail: { what: "channel", rows: 1 },
    },
    {
      tenant: "64.71",
      actor: "system",
      verb: "rewrap",
      detail: { what: "mail", rows: 1 },
    },
  ]);
});

test("it goes on where it ended, batch by batch, and a second time changes nothing", async () => {
  const reports = await contacts(7);
  expect(await rewrap({ size: 2, batches: 1 })).toMatchObject({ outcome: "going", rewrapped: 2 });
  const first = await Promise.all(reports.map(sealedOf));
  expect(await rewrap({ size: 2, batches: 1 })).toMatchObject({ outcome: "going", rewrapped: 2 });
  expect(await rewrap({ size: 2 })).toMatchObject({ outcome: "rested", rewrapped: 3 });
  const last = await Promise.all(reports.map(sealedOf));
  // What the first batch sealed anew was not touched again.
  expect(last.filter((sealed, i) => sealed === first[i])).toHaveLength(2);
  moment = moment.add({ hours: 2 });
  expect(await rewrap()).toMatchObject({ outcome: "rested", rewrapped: 0 });
  expect(await Promise.all(reports.map(sealedOf))).toEqual(last);
});

test("what a process of before still seals is found an hour later", async () => {
  await rewrap();
  await contacts(1);
  expect(await rewrap()).toMatchObject({ outcome: "rested", rewrapped: 0 });
  moment = moment.add({ hours: 1, seconds: 1 });
  expect(await rewrap()).toMatchObject({ outcome: "rested", rewrapped: 1 });
  expect(await underOld()).toBe(0);
});

test("what somebody writes meanwhile stays, and is found again at once", async () => {
  const [report = ""] = await contacts(1);
  const newer = await old.seal("written meanwhile");
  const meddled: SealingVault = {
    ...rotated,
    async open(sealed) {
      // Between reading and replacing, as another process does.
      if (sealed !== newer && sealed === (await sealedOf(report)))
        await here.all.pg`update vault.contact set sealed = ${newer} where report = ${report}`;
      return rotated.open(sealed);
    },
  };
  expect(await rewrap({ batches: 1 }, meddled)).toMatchObject({ rewrapped: 0, missed: 1 });
  expect(await sealedOf(report)).toBe(newer);
  expect(await rewrap()).toMatchObject({ outcome: "rested", rewrapped: 1, missed: 0 });
  expect(await rotated.open(await sealedOf(report))).toBe("written meanwhile");
});

test("what does not open is counted and left as it is", async () => {
  const [report = "", other = ""] = await contacts(2);
  const strange = await createVault(randomBytes(32)).seal("x");
  await here.all.pg`update vault.contact set sealed = ${strange} where report = ${report}`;
  expect(await rewrap()).toMatchObject({ outcome: "rested", rewrapped: 1, stuck: 1 });
  expect(await sealedOf(report)).toBe(strange);
  expect(await rotated.open(await sealedOf(other))).toBe(said(1));
  const pass = (await passes(here.db)).find(({ place }) => place === "vault.contact.sealed");
  expect(pass).toMatchObject({ rewrapped: 1, stuck: 1, endedAt: expect.any(String) });
});

describe("nobody undoes another's work", () => {
  test("a process of before, that knows the new key, seals nothing anew", async () => {
    await contacts(1, rotated);
    const behind = await openVault(here.db, { key: before, earlier: [after] }, used, at());
    expect(await rewrap({}, behind)).toMatchObject({ outcome: "outdated", rewrapped: 0 });
  });

  test("one process is at it", async () => {
    await contacts(1);
    await takeLease(here.worker, "rewrap", "another", 60);
    expect(await rewrap()).toMatchObject({ outcome: "elsewhere", rewrapped: 0 });
    await here.all.pg`delete from federation.lease`;
    expect(await rewrap()).toMatchObject({ rewrapped: 1 });
  });
});

test("the role that serves cannot seal anew, nor can the worker change anything else of a contact", async () => {
  const [report = ""] = await contacts(1);
  const denied = { code: "42501" };
  await expect(rewrapVault(here.db, rotated, options)).rejects.toMatchObject(denied);
  const moved = withScope(
    here.worker,
    scope,
    (tx) => tx`update vault.contact set tenant = '64.02' where report = ${report}`,
  );
  await expect(moved).rejects.toMatchObject(denied);
});

test("another tenant's rows are out of its scope", async () => {
  const [, report = ""] = await contacts(2);
  await rewrap({ scope: wholeOf(["64.02"]) });
  expect(await old.open(await sealedOf(report))).toBe(said(1));
});
