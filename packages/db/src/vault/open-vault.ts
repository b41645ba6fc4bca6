import { randomBytes } from "node:crypto";
import type { Database } from "../client.ts";
import { withScope } from "../scope.ts";
import type { Scope } from "../scope.ts";
import { createVault, derivedDigestKey } from "./vault.ts";
import type { SealingVault } from "./vault.ts";

/** Key-encryption keys of an installation, 32 bytes each. */
export interface VaultKeys {
  /** Seals and opens. */
  readonly key: Uint8Array;
  /** Open only, the newest first: those of before a rotation, and at its beginning the one that is to come. */
  readonly earlier?: readonly Uint8Array[];
}

/**
 * The vault of an installation. The key that recognises repeated messages lies in the database, sealed, so that no rotation
 * changes it; it is kept at the first start, and of several first starts one decides for all.
 * @param wasUsed whether reports came here before that key was kept: theirs was derived from the vault's, and stays
 * @param at RFC 3339, UTC
 * @throws VaultFailure `unknownKey` if the installation was sealed under a key that is not among these: nothing would open
 */
export async function openVault(
  db: Database,
  { key, earlier = [] }: VaultKeys,
  wasUsed: () => Promise<boolean>,
  at: string,
): Promise<SealingVault> {
  const vault = createVault(key, earlier);
  const sealed = (await keptDigestKey(db)) ?? (await keepDigestKey());
  const digestKey = Buffer.from(await vault.open(sealed), "base64url");
  await keepKid(db, (await vault.kids()).sealing, at);
  return createVault(key, earlier, digestKey);

  async function keepDigestKey(): Promise<string> {
    // In a new installation nothing leads from the vault's key to this one, should that ever be in other hands.
    const made = (await wasUsed()) ? derivedDigestKey(key, earlier) : randomBytes(32);
    const mine = await vault.seal(Buffer.from(made).toString("base64url"));
    await db.pg`insert into federation.vault_secret (name, sealed, made_at)
      values ('digest', ${mine}, ${at}::text::timestamptz) on conflict (name) do nothing`;
    return (await keptDigestKey(db)) ?? mine;
  }
}

async function keptDigestKey(db: Database): Promise<string | undefined> {
  const [row] = await db.pg<{ sealed: string }[]>`
    select sealed from federation.vault_secret where name = 'digest'`;
  return row?.sealed;
}

/** Whether reports came to these tenants. */
export async function isInUse(db: Database, scope: Scope): Promise<boolean> {
  const [row] = await withScope(db, scope, (tx) => tx`select from simpul.report limit 1`);
  return row !== undefined;
}

/** In the order in which keys began to seal. */
async function keepKid(db: Database, kid: string, at: string): Promise<void> {
  await db.pg`insert into federation.vault_key (kid, since)
    select ${kid}, ${at}::text::timestamptz
    where not exists (select from federation.vault_key where kid = ${kid})
    on conflict (kid) do nothing`;
}

/** The thumbprint of the key that a rotation leads to; processes of before it go on sealing under another for a while. */
export async function newestKid(db: Database): Promise<string | undefined> {
  const [row] = await db.pg<{ kid: string }[]>`
    select kid from federation.vault_key order by place desc limit 1`;
  return row?.kid;
}
