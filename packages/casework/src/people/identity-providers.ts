import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import {
  disableIdentityProvider,
  everyIdentityProviderOf,
  forgetVouched,
  insertAudit,
  lockRoster,
  recordIdentityProvider,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { Tx } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import type { AtDesk } from "./at-roster.ts";
import { stampOf } from "./today.ts";

const providerId = z.string().regex(/^[a-z][a-z0-9-]{0,31}$/);

/** What a tenant says of its identity provider (OpenID Connect). */
export const identityProviderInput = z.strictObject({
  /** Stands in the callback's address: `{PUBLIC_URL}/api/auth/callback/{tenant}~{id}`. */
  id: providerId,
  name: z.string().trim().min(1).max(100),
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().min(1).max(300),
  clientSecret: z.string().min(1).max(1000),
  /** It vouches for addresses there and for no others. */
  emailDomain: z.hostname().toLowerCase(),
});
export type IdentityProviderInput = z.infer<typeof identityProviderInput>;

export const disableProviderInput = z.strictObject({ id: providerId });

/** A provider as its administrators see it; the client's secret is never shown again. */
export interface ShownProvider {
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly emailDomain: string;
  /** RFC 3339, UTC */
  readonly recordedAt: string;
  readonly isDisabled: boolean;
}

/** Beyond this nobody chooses among them. */
const mostProviders = 20;

/** Refused: `forbidden`. */
export async function listIdentityProviders(
  ctx: Context,
  actor: AtDesk,
): Promise<Result<readonly ShownProvider[]>> {
  const { tenant } = actor;
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const rows = await withScope(ctx.db, wholeOf([tenant]), (tx) =>
    everyIdentityProviderOf(tx, tenant),
  );
  return done(
    rows.map(({ id, name, issuer, client_id, email_domain, recorded_at, disabled_at }) => ({
      id,
      name,
      issuer,
      clientId: client_id,
      emailDomain: email_domain,
      recordedAt: recorded_at,
      isDisabled: disabled_at !== null,
    })),
  );
}

/**
 * Adds a provider, or puts another in the place of the one with this id; then whoever came by it comes anew. Refused:
 * `forbidden`, `freshSignInNeeded`, `tooManyProviders`, and `issuerUnfit` for whatever is wrong with the issuer, so that the
 * answer is no map of a network.
 * @param isFit asks it for its document
 * @returns the path that the provider has to send back to, after PUBLIC_URL
 */
export async function keepIdentityProvider(
  ctx: Context,
  actor: AtDesk,
  input: IdentityProviderInput,
  isFit: (issuer: string) => Promise<boolean>,
): Promise<Result<{ id: string; callback: string }>> {
  const refused = refusalOf(ctx, actor);
  if (refused !== undefined) return refused;
  const { id, name, issuer, clientId, clientSecret, emailDomain } = input;
  if (!(await isFit(issuer))) return failed("issuerUnfit", "/issuer");
  const sealed = await ctx.vault.seal(clientSecret);
  return changing(ctx, actor, async (tx, at) => {
    const { tenant } = actor;
    const others = (await everyIdentityProviderOf(tx, tenant)).filter((each) => each.id !== id);
    if (others.length >= mostProviders) return failed("tooManyProviders");
    await recordIdentityProvider(tx, {
      tenant,
      id,
      name,
      issuer,
      client_id: clientId,
      sealed_secret: sealed,
      email_domain: emailDomain,
      recorded_at: at,
      recorded_by: actorName(actor),
    });
    await forgetVouched(tx, tenant, id);
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "recordIdentityProvider",
      outcome: "recorded",
      detail: { id },
    });
    return done({ id, callback: `/api/auth/callback/${tenant}~${id}` });
  });
}

/**
 * Nobody signs in by it from now on, and sessions that single sign-on began at this tenant end. Said again it stays so.
 * Refused: `forbidden`, `freshSignInNeeded`, `unknownProvider`.
 */
export async function disableProvider(
  ctx: Context,
  actor: AtDesk,
  { id }: z.infer<typeof disableProviderInput>,
): Promise<Result<{ id: string }>> {
  const refused = refusalOf(ctx, actor);
  if (refused !== undefined) return refused;
  return changing(ctx, actor, async (tx, at) => {
    const { tenant } = actor;
    if ((await disableIdentityProvider(tx, tenant, id, at)) === "unknown")
      return failed("unknownProvider", "/id");
    await forgetVouched(tx, tenant, id);
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "disableIdentityProvider",
      outcome: "disabled",
      detail: { id },
    });
    return done({ id });
  });
}

function mayManage(ctx: Context, actor: AtDesk): boolean {
  if (!ctx.here.tenants().includes(actor.tenant)) return false;
  return (
    actor.kind === "system" ||
    abilityFor(actor, ctx.hub).can("manage", tenantSubject("Key", actor.tenant))
  );
}

/** Whoever can put an identity provider in place can sign in as any colleague: not from a session that was left open. */
function refusalOf(ctx: Context, actor: AtDesk): Failure | undefined {
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const isFresh = actor.kind !== "staff" || actor.isFresh === true;
  return isFresh ? undefined : failed("freshSignInNeeded");
}

/** One at a time, so that what was counted stays counted. */
function changing<T>(
  ctx: Context,
  { tenant }: AtDesk,
  work: (tx: Tx, at: string) => Promise<Result<T>>,
): Promise<Result<T>> {
  return withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    await lockRoster(tx, tenant);
    return work(tx, stampOf(ctx));
  });
}
