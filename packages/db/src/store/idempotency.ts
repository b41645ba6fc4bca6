import type { Tx } from "../scope.ts";

/** An act that is to happen once, whoever repeats the request. */
export interface OnceKey {
  readonly tenant: string;
  /** Whose key it is: `machine:<id>`, `channel:<id>`. */
  readonly owner: string;
  readonly key: string;
  /** Of what was asked, under the vault's key: the same key for something else is a contradiction. */
  readonly digest: string;
}

export interface KeptAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export type Claim =
  | { readonly outcome: "claimed" }
  | { readonly outcome: "running" }
  | { readonly outcome: "differs" }
  | ({ readonly outcome: "answered" } & KeptAnswer);

interface Row {
  digest: string;
  status: number | null;
  headers: Readonly<Record<string, string>> | null;
  body: string | null;
}

/**
 * Takes the key, or says what became of it. A claim outlives its process until `lockedUntil`; after that the next one
 * to ask takes it over.
 */
export async function claimOnce(
  tx: Tx,
  { tenant, owner, key, digest }: OnceKey,
  now: string,
  lockedUntil: string,
): Promise<Claim> {
  const claimed = await tx`
    insert into simpul.idempotency as i (tenant, owner, key, digest, locked_until, created_at)
    values (${tenant}, ${owner}, ${key}, ${digest}, ${lockedUntil}, ${now})
    on conflict (tenant, owner, key) do update set locked_until = excluded.locked_until
      where i.digest = excluded.digest and i.status is null and i.locked_until <= ${now}`;
  if (claimed.count > 0) return { outcome: "claimed" };
  const [row] = await tx<Row[]>`
    select digest, status, headers, body from simpul.idempotency
    where tenant = ${tenant} and owner = ${owner} and key = ${key}`;
  // Released between our two statements: the caller may ask again.
  if (row === undefined) return { outcome: "running" };
  if (row.digest !== digest) return { outcome: "differs" };
  if (row.status === null || row.body === null) return { outcome: "running" };
  return { outcome: "answered", status: row.status, headers: row.headers ?? {}, body: row.body };
}

export async function keepAnswer(
  tx: Tx,
  { tenant, owner, key }: OnceKey,
  { status, headers, body }: KeptAnswer,
): Promise<void> {
  await tx`
    update simpul.idempotency set status = ${status}, headers = ${JSON.stringify(headers)}::text::jsonb, body = ${body}
    where tenant = ${tenant} and owner = ${owner} and key = ${key}`;
}

/** What was refused uses up no key. */
export async function releaseOnce(tx: Tx, { tenant, owner, key }: OnceKey): Promise<void> {
  await tx`
    delete from simpul.idempotency
    where tenant = ${tenant} and owner = ${owner} and key = ${key} and status is null`;
}
