import { insertAudit } from "../store/audit.ts";
import { releaseLease, takeLease } from "../store/lease.ts";
import { withScope } from "../scope.ts";
import type { Database } from "../client.ts";
import type { Scope, Tx } from "../scope.ts";
import { newestKid } from "./open-vault.ts";
import { beginPass, keepPass, passOf } from "./pass.ts";
import type { Pass } from "./pass.ts";
import { placeName, sealedPlaces } from "./sealed-places.ts";
import type { SealedPlace } from "./sealed-places.ts";
import { sealedPrefix, VaultFailure } from "./vault.ts";
import type { SealingVault } from "./vault.ts";

export interface RewrapOptions {
  /** Of what the deployment's own work may touch. */
  readonly scope: Scope;
  /** Which process is at it; another one waits. */
  readonly holder: string;
  /** Real time; a pass is begun again an hour after it began, as long as an earlier key is configured. */
  now(): Temporal.Instant;
  /** Rows a transaction: an hour's mails wait no longer than it takes, 0.2 s. */
  readonly size?: number;
  /** Batches at most; the next call goes on behind the last. */
  readonly batches?: number;
}

export interface Rewrapped {
  /**
   * `rested`: nothing to do now. `going`: there is more. `elsewhere`: another process is at it. `outdated`: another key began
   * to seal after this process' own, and whoever has that one does it: two would undo each other's work.
   */
  readonly outcome: "rested" | "going" | "elsewhere" | "outdated";
  readonly rewrapped: number;
  readonly missed: number;
  readonly stuck: number;
}

const leaseSeconds = 120;
const none = { rewrapped: 0, missed: 0, stuck: 0 };

/**
 * Seals everything anew that lies under an earlier key. A row is replaced only as it was read: what somebody wrote meanwhile
 * stays, and is found by the next pass. What does not open is counted and left alone.
 * @param db as the worker, which alone may change what is sealed
 */
export async function rewrapVault(
  db: Database,
  vault: SealingVault,
  options: RewrapOptions,
): Promise<Rewrapped> {
  const { sealing, earlier } = await vault.kids();
  if (earlier.length === 0) return { outcome: "rested", ...none };
  if ((await newestKid(db)) !== sealing) return { outcome: "outdated", ...none };
  const lease = await takeLease(db, "rewrap", options.holder, leaseSeconds);
  if (lease === "taken") return { outcome: "elsewhere", ...none };
  const sum = { ...none };
  let left = options.batches ?? 40;
  try {
    await rewrapDigestKey(db, vault, sealedPrefix(sealing));
    for (const place of sealedPlaces)
      for (;;) {
        const pass = await dueDuty(db, place, sealing, options.now());
        if (pass === "rests") break;
        if (left === 0) return { outcome: "going", ...sum };
        left -= 1;
        const batch = await rewrapBatch(db, vault, place, pass, options);
        sum.rewrapped += batch.rewrapped;
        sum.missed += batch.missed;
        sum.stuck += batch.stuck;
        if ((await takeLease(db, "rewrap", options.holder, leaseSeconds)) === "taken")
          return { outcome: "elsewhere", ...sum };
      }
    return { outcome: "rested", ...sum };
  } finally {
    await releaseLease(db, lease);
  }
}

/** Processes of before seal under the earlier key until they are exchanged, also behind where a pass has been. */
async function dueDuty(
  db: Database,
  place: SealedPlace,
  kid: string,
  now: Temporal.Instant,
): Promise<Pass | "rests"> {
  const found = await passOf(db, placeName(place));
  if (found === undefined || found.kid !== kid) return beginPass(placeName(place), kid, now);
  if (found.endedAt === undefined) return found;
  const isFresh =
    Temporal.Instant.compare(Temporal.Instant.from(found.beganAt).add({ hours: 1 }), now) > 0;
  return isFresh && found.missed === 0 ? "rests" : beginPass(placeName(place), kid, now);
}

interface Row {
  readonly tenant: string;
  readonly key: string;
  /** Null where it is sealed under the newest key, or empty. */
  readonly sealed: string | null;
}

async function rewrapBatch(
  db: Database,
  vault: SealingVault,
  place: SealedPlace,
  pass: Pass,
  { scope, now, size = 500 }: RewrapOptions,
): Promise<typeof none> {
  return withScope(db, scope, async (tx) => {
    const rows = await page(tx, place, pass, size);
    const fresh: { tenant: string; key: string; old: string; fresh: string }[] = [];
    let stuck = 0;
    for (const { tenant, key, sealed } of rows) {
      if (sealed === null) continue;
      const plain = await vault.open(sealed).catch((error: unknown) => {
        if (error instanceof VaultFailure) return undefined;
        throw error;
      });
      if (plain === undefined) stuck += 1;
      else fresh.push({ tenant, key, old: sealed, fresh: await vault.seal(plain) });
    }
    const replaced = fresh.length === 0 ? [] : await replace(tx, place, fresh);
    const at = now().toString({ fractionalSecondDigits: 3 });
    for (const [tenant, some] of Map.groupBy(replaced, (row) => row.tenant))
      await insertAudit(tx, tenant, at, {
        actor: "system",
        verb: "rewrap",
        outcome: "rewrapped",
        detail: { what: place.what, rows: some.length },
      });
    const end = rows.at(-1);
    const batch = { rewrapped: replaced.length, missed: fresh.length - replaced.length, stuck };
    await keepPass(tx, {
      ...pass,
      ...(end === undefined ? {} : { after: { tenant: end.tenant, key: end.key } }),
      rewrapped: pass.rewrapped + batch.rewrapped,
      missed: pass.missed + batch.missed,
      stuck: pass.stuck + batch.stuck,
      ...(rows.length < size ? { endedAt: at } : {}),
    });
    return batch;
  });
}

/** Read without a lock: nobody waits for us to open and seal. */
async function page(
  tx: Tx,
  { table, column, key, type }: SealedPlace,
  { kid, after }: Pass,
  size: number,
): Promise<Row[]> {
  const behind =
    after === undefined
      ? tx`true`
      : tx`(tenant, ${tx(key)}) > (${after.tenant}, ${type === "uuid" ? tx`${after.key}::text::uuid` : tx`${after.key}::text`})`;
  return tx<Row[]>`
    select tenant, ${tx(key)}::text as key,
      case when starts_with(${tx(column)}, ${sealedPrefix(kid)}) then null else nullif(${tx(column)}, '') end as sealed
    from ${tx(table)} where ${behind} order by tenant, ${tx(key)} limit ${size}`;
}

async function replace(
  tx: Tx,
  { table, column, key, type }: SealedPlace,
  rows: readonly { tenant: string; key: string; old: string; fresh: string }[],
): Promise<{ tenant: string }[]> {
  return tx<{ tenant: string }[]>`
    update ${tx(table)} t set ${tx(column)} = x.fresh
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
      tenant text, key ${type === "uuid" ? tx`uuid` : tx`text`}, old text, fresh text)
    where t.tenant = x.tenant and t.${tx(key)} = x.key and t.${tx(column)} = x.old
    returning t.tenant`;
}

async function rewrapDigestKey(db: Database, vault: SealingVault, prefix: string): Promise<void> {
  const [row] = await db.pg<{ sealed: string }[]>`
    select sealed from federation.vault_secret where name = 'digest' and not starts_with(sealed, ${prefix})`;
  if (row === undefined) return;
  const fresh = await vault.seal(await vault.open(row.sealed));
  await db.pg`update federation.vault_secret set sealed = ${fresh}
    where name = 'digest' and sealed = ${row.sealed}`;
}
