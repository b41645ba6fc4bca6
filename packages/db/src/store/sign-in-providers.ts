import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

export interface IdentityProviderRow {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly issuer: string;
  readonly client_id: string;
  readonly sealed_secret: string;
  readonly email_domain: string;
  readonly recorded_at: string;
  readonly recorded_by: string;
}

export async function identityProvidersOf(tx: Tx, tenant: string): Promise<IdentityProviderRow[]> {
  const rows = await tx<IdentityProviderRow[]>`
    select tenant, id, name, issuer, client_id, sealed_secret, email_domain, recorded_at, recorded_by
    from simpul.identity_provider where tenant = ${tenant} and disabled_at is null order by id limit 20`;
  return rows.map((row) => ({ ...row, recorded_at: instantText(row.recorded_at) }));
}

/** Also those that were disabled; never with the secret. */
export async function everyIdentityProviderOf(
  tx: Tx,
  tenant: string,
): Promise<(Omit<IdentityProviderRow, "sealed_secret"> & { disabled_at: string | null })[]> {
  const rows = await tx<
    (Omit<IdentityProviderRow, "sealed_secret"> & { disabled_at: string | null })[]
  >`
    select tenant, id, name, issuer, client_id, email_domain, recorded_at, recorded_by, disabled_at
    from simpul.identity_provider where tenant = ${tenant} order by id limit 100`;
  return rows.map((row) => ({
    ...row,
    recorded_at: instantText(row.recorded_at),
    disabled_at: row.disabled_at === null ? null : instantText(row.disabled_at),
  }));
}

export async function disableIdentityProvider(
  tx: Tx,
  tenant: string,
  id: string,
  at: string,
): Promise<"disabled" | "unknown"> {
  const rows =
    await tx`update simpul.identity_provider set disabled_at = coalesce(disabled_at, ${at})
    where tenant = ${tenant} and id = ${id}`;
  return rows.count === 1 ? "disabled" : "unknown";
}

/**
 * What a provider vouched for so far counts no more: sessions that single sign-on began at its tenant end, and whoever comes
 * by it again is known by the address, not by a subject that another issuer may have given to somebody else.
 */
export async function forgetVouched(tx: Tx, tenant: string, id: string): Promise<void> {
  await tx`delete from auth.session where how = 'sso' and only_tenant = ${tenant}`;
  await tx`delete from auth.credential where provider_id = ${`${tenant}~${id}`}`;
}

export async function recordIdentityProvider(tx: Tx, row: IdentityProviderRow): Promise<void> {
  await tx`insert into simpul.identity_provider ${tx({ ...row })}
    on conflict (tenant, id) do update set name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id,
      sealed_secret = excluded.sealed_secret, email_domain = excluded.email_domain, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by, disabled_at = null`;
}
