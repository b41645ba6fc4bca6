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

export async function recordIdentityProvider(tx: Tx, row: IdentityProviderRow): Promise<void> {
  await tx`insert into simpul.identity_provider ${tx({ ...row })}
    on conflict (tenant, id) do update set name = excluded.name, issuer = excluded.issuer, client_id = excluded.client_id,
      sealed_secret = excluded.sealed_secret, email_domain = excluded.email_domain, recorded_at = excluded.recorded_at,
      recorded_by = excluded.recorded_by, disabled_at = null`;
}
