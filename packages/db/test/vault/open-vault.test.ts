import { randomBytes } from "node:crypto";
import { beforeEach, expect, test } from "vitest";
import { createVault, newestKid, openVault } from "../../src/index.ts";
import { suite } from "../database.ts";

const here = suite();
const at = "2026-03-02T01:00:00.000Z";
const [first, second, third] = [randomBytes(32), randomBytes(32), randomBytes(32)];
const used = () => Promise.resolve(true);
const unused = () => Promise.resolve(false);

beforeEach(async () => {
  await here.all.pg`truncate federation.vault_key, federation.vault_secret`;
});

test("an installation of before goes on digesting as it did, under whatever key", async () => {
  const before = createVault(first).digest("0811");
  expect((await openVault(here.db, { key: first }, used, at)).digest("0811")).toBe(before);
  const rotated = await openVault(here.db, { key: second, earlier: [first] }, used, at);
  expect(rotated.digest("0811")).toBe(before);
});

test("of a new installation nothing leads from the vault's key to the digest", async () => {
  const opened = await openVault(here.db, { key: first }, unused, at);
  expect(opened.digest("0811")).not.toBe(createVault(first).digest("0811"));
  const again = await openVault(here.db, { key: first }, unused, at);
  expect(again.digest("0811")).toBe(opened.digest("0811"));
});

test("first starts at once agree on one key", async () => {
  const vaults = await Promise.all(
    Array.from({ length: 8 }, () => openVault(here.pool(1), { key: first }, unused, at)),
  );
  expect(new Set(vaults.map((vault) => vault.digest("0811"))).size).toBe(1);
});

test("without the key that this was sealed under it does not open, and nothing is kept of it", async () => {
  await openVault(here.db, { key: first }, used, at);
  const before = await newestKid(here.db);
  await expect(openVault(here.db, { key: third }, used, at)).rejects.toMatchObject({
    code: "unknownKey",
  });
  expect(await newestKid(here.db)).toBe(before);
});

test("the newest key is the one that began to seal last, however often the others start again", async () => {
  await openVault(here.db, { key: first, earlier: [second] }, used, at);
  const rotated = await openVault(here.db, { key: second, earlier: [first] }, used, at);
  await openVault(here.db, { key: first, earlier: [second] }, used, at);
  expect(await newestKid(here.db)).toBe((await rotated.kids()).sealing);
});
