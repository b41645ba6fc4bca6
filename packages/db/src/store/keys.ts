import type { KeyScope } from "@simpul/access";
import type { Tx } from "../scope.ts";

export interface ApiKeyRow {
  readonly tenant: string;
  readonly id: string;
  readonly name: string;
  readonly hash: string;
  readonly scopes: readonly KeyScope[];
  readonly rate: number;
  /** It finds its tenant's whistleblowing. */
  readonly examines: boolean;
  readonly created_at: string;
  readonly expires_at: string | null;
  readonly revoked_at: string | null;
}

export async function findApiKey(
  tx: Tx,
  tenant: string,
  id: string,
): Promise<ApiKeyRow | undefined> {
  const [row] = await tx<ApiKeyRow[]>`
    select tenant, id, name, hash, scopes, rate, examines, created_at, expires_at, revoked_at
    from simpul.api_key where tenant = ${tenant} and id = ${id}`;
  return row;
}

export async function listApiKeys(tx: Tx): Promise<ApiKeyRow[]> {
  const rows = await tx<ApiKeyRow[]>`
    select tenant, id, name, hash, scopes, rate, examines, created_at, expires_at, revoked_at
    from simpul.api_key order by tenant, id`;
  return [...rows];
}

export async function insertApiKey(tx: Tx, key: Omit<ApiKeyRow, "revoked_at">): Promise<void> {
  await tx`insert into simpul.api_key (tenant, id, name, hash, scopes, rate, examines, created_at, expires_at)
    values (${key.tenant}, ${key.id}, ${key.name}, ${key.hash}, ${[...key.scopes]}::text[], ${key.rate}, ${key.examines},
      ${key.created_at}, ${key.expires_at})`;
}

/** @returns `unchanged` if it was revoked before */
export async function revokeApiKey(
  tx: Tx,
  tenant: string,
  id: string,
  at: string,
): Promise<"revoked" | "unchanged" | "unknown"> {
  const [row] = await tx<{ revoked_at: string | null }[]>`
    select revoked_at from simpul.api_key where tenant = ${tenant} and id = ${id} for update`;
  if (row === undefined) return "unknown";
  if (row.revoked_at !== null) return "unchanged";
  await tx`update simpul.api_key set revoked_at = ${at} where tenant = ${tenant} and id = ${id}`;
  return "revoked";
}

export interface ChannelRow {
  readonly tenant: string;
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly sealed_secret: string;
  readonly unit: string | null;
  readonly rate: number;
  readonly created_at: string;
  readonly disabled_at: string | null;
}

export async function findChannel(tx: Tx, id: string): Promise<ChannelRow | undefined> {
  const [row] = await tx<ChannelRow[]>`
    select tenant, id, kind, name, sealed_secret, unit, rate, created_at, disabled_at
    from simpul.channel where id = ${id}`;
  return row;
}

export async function listChannels(tx: Tx): Promise<ChannelRow[]> {
  const rows = await tx<ChannelRow[]>`
    select tenant, id, kind, name, sealed_secret, unit, rate, created_at, disabled_at
    from simpul.channel order by tenant, id`;
  return [...rows];
}

export async function insertChannel(
  tx: Tx,
  channel: Omit<ChannelRow, "disabled_at">,
): Promise<void> {
  await tx`insert into simpul.channel (tenant, id, kind, name, sealed_secret, unit, rate, created_at)
    values (${channel.tenant}, ${channel.id}, ${channel.kind}, ${channel.name}, ${channel.sealed_secret}, ${channel.unit},
      ${channel.rate}, ${channel.created_at})`;
}
