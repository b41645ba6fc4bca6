import type { Context as Casework } from "@simpul/casework";
import { insertAudit, recordIdentityProvider, wholeOf, withScope } from "@simpul/db";
import { z } from "zod";

/** What a tenant says of its identity provider (OpenID Connect). */
export const identityProviderInput = z.strictObject({
  /** Stands in the callback's address: `{PUBLIC_URL}/api/auth/callback/{tenant}~{id}`. */
  id: z.string().regex(/^[a-z][a-z0-9-]{0,31}$/),
  name: z.string().min(1).max(100),
  issuer: z.url({ protocol: /^https?$/ }).max(500),
  clientId: z.string().min(1).max(300),
  clientSecret: z.string().min(1).max(1000),
  /** It vouches for addresses there and for no others. */
  emailDomain: z.hostname().toLowerCase(),
});

/** @param by as audit rows name an actor */
export async function keepIdentityProvider(
  ctx: Casework,
  tenant: string,
  { id, name, issuer, clientId, clientSecret, emailDomain }: z.infer<typeof identityProviderInput>,
  by: string,
): Promise<void> {
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  const sealed = await ctx.vault.seal(clientSecret);
  await withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    await recordIdentityProvider(tx, {
      tenant,
      id,
      name,
      issuer,
      client_id: clientId,
      sealed_secret: sealed,
      email_domain: emailDomain,
      recorded_at: at,
      recorded_by: by,
    });
    await insertAudit(tx, tenant, at, {
      actor: by,
      verb: "recordIdentityProvider",
      outcome: "recorded",
      detail: { id },
    });
  });
}
