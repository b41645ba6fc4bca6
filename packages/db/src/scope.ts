import type { Database, TransactionSql } from "./client.ts";

/**
 * The tenants that a transaction may touch, resolved by plain code from the actor and the tenant tree.
 * `withScope` is the only way to a transaction, on hub and node alike, and the one policy of every tenant
 * table is `tenant = any (scope)`: what a forgotten `where` would leak, the database does not return.
 */
export interface Scope {
  readonly tenants: readonly string[];
}

export type Tx = TransactionSql;

/** Tenant codes travel in one setting, joined by commas; a code with one would widen the scope. */
const code = /^[a-z0-9][a-z0-9.-]{0,63}$/;

export async function withScope<T>(
  db: Database,
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const joined = settingOf(scope);
  const result = await db.pg.begin(async (tx) => {
    // Sent at once but not awaited by itself: it travels ahead of the first query on the same connection.
    const scoped = tx`select set_config('app.tenants', ${joined}, true)`.execute();
    const [, value] = await Promise.all([scoped, work(tx)]);
    return { value };
  });
  return result.value;
}

/** What the wall reads: refused where a code could widen it. */
export function settingOf(scope: Scope): string {
  for (const tenant of scope.tenants)
    if (!code.test(tenant)) throw new Error("a scope holds something that is no tenant code");
  return scope.tenants.join(",");
}
