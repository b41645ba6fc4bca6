import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "@simpul/db";
import { migratedDatabase } from "@simpul/testkit";
import { expect, inject, test } from "vitest";
import { initHub, openDeployment } from "../src/index.ts";

test("a process says at its start that it has another key than what is sealed here", async () => {
  const database = await migratedDatabase(inject("adminUrl"));
  const folder = await mkdtemp(join(tmpdir(), "simpul-vault-"));
  const appUrl = database.url("simpul_test_app");
  const [old, fresh] = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)];
  const start = async (vaultKey: Uint8Array, ...vaultKeysEarlier: Uint8Array[]) => {
    const where = { node: "hub", stateDir: folder, contentDir: join(folder, "content"), appUrl };
    const opened = await openDeployment({ kind: "hub", ...where, vaultKey, vaultKeysEarlier });
    const digest = opened.ctx.vault.digest("0811");
    await opened.close();
    return digest;
  };
  try {
    await initHub({ appUrl, stateDir: folder, now: Temporal.Now.instant() });
    const digest = await start(old);
    await expect(start(fresh)).rejects.toMatchObject({ code: "otherVaultKey" });
    expect(await start(fresh, old)).toBe(digest);
    // Of what was refused nothing is kept: the old key still is the newest that sealed before.
    const db = connect(appUrl, { max: 1 });
    expect(await db.pg`select from federation.vault_key`).toHaveLength(2);
    await db.close();
  } finally {
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }
});
