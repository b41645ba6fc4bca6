import { timingSafeEqual } from "node:crypto";
import type { Actor, KeyScope } from "@simpul/access";
import { findApiKey, insertApiKey, insertAudit, withScope, wholeOf } from "@simpul/db";
import { encodeBase64url, sha256 } from "@simpul/protocol";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";

export type Machine = Actor & { kind: "machine" };

/**
 * A key reads `simpul_<tenant>_<id>_<secret>`: the tenant stands in it, so looking it up leaves no tenant. Only the
 * SHA-256 of the whole is kept; 256 random bits need no slow hash.
 */
export async function issueKey(
  ctx: Context,
  tenant: string,
  name: string,
  scopes: readonly KeyScope[],
  rate = 20,
  {
    by = "system",
    examines = true,
    expiresAt,
  }: { by?: string; examines?: boolean; expiresAt?: Temporal.Instant } = {},
): Promise<{ id: string; key: string }> {
  const id = encodeBase64url(ctx.random(9)).replaceAll(/[-_]/g, "x");
  const key = `simpul_${tenant}_${id}_${encodeBase64url(ctx.random(32)).replaceAll("_", "-")}`;
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  await withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    await insertApiKey(tx, {
      tenant,
      id,
      name,
      hash: sha256(key),
      scopes,
      rate,
      examines,
      created_at: at,
      expires_at: expiresAt?.toString({ fractionalSecondDigits: 3 }) ?? null,
    });
    await insertAudit(tx, tenant, at, {
      actor: by,
      verb: "issueKey",
      outcome: "issued",
      detail: { id },
    });
  });
  return { id, key };
}

export interface Authenticated {
  readonly actor: Machine;
  readonly rate: number;
}

export async function authenticateKey(ctx: Context, key: string): Promise<Result<Authenticated>> {
  const [prefix, tenant, id, secret, ...rest] = key.split("_");
  if (
    prefix !== "simpul" ||
    tenant === undefined ||
    id === undefined ||
    secret === undefined ||
    rest.length > 0
  )
    return failed("keyInvalid");
  if (!ctx.here.tenants().includes(tenant)) return failed("keyInvalid");
  const row = await withScope(ctx.db, wholeOf([tenant]), (tx) => findApiKey(tx, tenant, id));
  if (row === undefined || row.revoked_at !== null) return failed("keyInvalid");
  if (
    row.expires_at !== null &&
    Temporal.Instant.compare(Temporal.Instant.from(row.expires_at), ctx.now()) <= 0
  )
    return failed("keyInvalid");
  if (!timingSafeEqual(Buffer.from(sha256(key)), Buffer.from(row.hash)))
    return failed("keyInvalid");
  const { scopes, examines, rate } = row;
  const actor = { kind: "machine", id, tenant, scopes, ...(examines ? {} : { examines }) } as const;
  return done({ actor, rate });
}
