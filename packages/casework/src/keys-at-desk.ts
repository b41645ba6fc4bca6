import { abilityFor, actorName, everyKeyScope, tenantSubject } from "@simpul/access";
import type { Actor, KeyScope } from "@simpul/access";
import {
  insertAudit,
  instantText,
  listApiKeys,
  revokeApiKey,
  wholeOf,
  withScope,
} from "@simpul/db";
import { z } from "zod";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Failure, Result } from "./failure.ts";
import { line } from "./input.ts";
import { issueKey } from "./machine-keys.ts";

export const issueKeyInput = z.strictObject({
  /** What it is for. */
  name: line.max(100),
  scopes: z.array(z.enum(everyKeyScope)).min(1).max(everyKeyScope.length),
  /** Requests a second. */
  rate: z.int().min(1).max(1000).default(20),
  /** Calendar days; without it the key never ends by itself. */
  days: z.int().min(1).max(3650).optional(),
});

export const revokeKeyInput = z.strictObject({ id: z.string().min(1).max(64) });

/** A key without its secret, which nobody keeps. */
export interface ShownKey {
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly KeyScope[];
  readonly rate: number;
  /** It reads whistleblowing; keys that are made at a desk do not, unless they read nothing but what they sent. */
  readonly examines: boolean;
  /** RFC 3339, UTC */
  readonly createdAt: string;
  readonly expiresAt?: string;
  readonly revokedAt?: string;
}

type AtDesk = Actor & { tenant: string };

/** The keys of this desk's tenant, the newest first. Refused: `forbidden`. */
export async function listKeys(ctx: Context, actor: AtDesk): Promise<Result<readonly ShownKey[]>> {
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const rows = await withScope(ctx.db, wholeOf([actor.tenant]), listApiKeys);
  return done(
    rows
      .map(({ id, name, scopes, rate, examines, created_at, expires_at, revoked_at }) => ({
        id,
        name,
        scopes,
        rate,
        examines,
        createdAt: instantText(created_at),
        ...(expires_at === null ? {} : { expiresAt: instantText(expires_at) }),
        ...(revoked_at === null ? {} : { revokedAt: instantText(revoked_at) }),
      }))
      .toSorted((a, b) => (a.createdAt < b.createdAt ? 1 : -1)),
  );
}

/**
 * A key for a machine of this desk's tenant. Who makes it may not see whistleblowing as a rule, so the key does not either: one
 * that does is issued by whoever runs the installation. Refused: `forbidden`, `freshSignInNeeded`, `keyScopes` for the outlook
 * beside another scope or away from the hub.
 * @returns the whole key, once: only its hash is kept
 */
export async function issueKeyAtDesk(
  ctx: Context,
  actor: AtDesk,
  { name, scopes, rate, days }: z.infer<typeof issueKeyInput>,
): Promise<Result<{ id: string; key: string }>> {
  const refused = refusalOf(ctx, actor);
  if (refused !== undefined) return refused;
  const wanted = [...new Set(scopes)];
  const isOutlook = wanted.includes("referrals:outlook");
  if (isOutlook && (wanted.length > 1 || actor.tenant !== ctx.hub))
    return failed("keyScopes", "/scopes");
  return done(
    await issueKey(ctx, actor.tenant, name, wanted, rate, {
      by: actorName(actor),
      examines: !wanted.some((scope) => readsOthers.has(scope)),
      ...(days === undefined ? {} : { expiresAt: ctx.now().add({ hours: 24 * days }) }),
    }),
  );
}

/** Open more than what the key itself has sent. */
const readsOthers: ReadonlySet<KeyScope> = new Set(["reports:read", "reports:act", "changes:read"]);

/** It opens nothing any more, within seconds. Said again it stays so. Refused: `forbidden`, `invalid`. */
export async function revokeKey(
  ctx: Context,
  actor: AtDesk,
  { id }: z.infer<typeof revokeKeyInput>,
): Promise<Result<{ id: string }>> {
  // Ending what may have been stolen waits for no second sign-in.
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const { tenant } = actor;
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  return withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    const outcome = await revokeApiKey(tx, tenant, id, at);
    if (outcome === "unknown") return failed("invalid", "/id");
    if (outcome === "revoked")
      await insertAudit(tx, tenant, at, {
        actor: actorName(actor),
        verb: "revokeKey",
        outcome,
        detail: { id },
      });
    return done({ id });
  });
}

const mayManage = (ctx: Context, actor: AtDesk): boolean =>
  abilityFor(actor, ctx.hub).can("manage", tenantSubject("Key", actor.tenant));

/** Whoever has a key works for the tenant: not made in a session that was left open. */
function refusalOf(ctx: Context, actor: AtDesk): Failure | undefined {
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const isFresh = actor.kind !== "staff" || actor.isFresh === true;
  return isFresh ? undefined : failed("freshSignInNeeded");
}
