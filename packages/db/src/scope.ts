import postgres from "postgres";
import type { Database, Sql, TransactionSql } from "./client.ts";

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
  const joined = setting(scope);
  const result = await db.pg.begin(async (tx) => {
    // Sent at once but not awaited by itself: it travels ahead of the first query on the same connection.
    const scoped = tx`select set_config('app.tenants', ${joined}, true)`.execute();
    const [, value] = await Promise.all([scoped, work(tx)]);
    return { value };
  });
  return result.value;
}

/**
 * As `withScope`, for one statement that needs no answer: begin, scope, statement and commit travel together and cost
 * one round trip instead of three. One statement only, because a commit behind a failed statement rolls back, but one
 * behind a statement that was never sent would keep the rest.
 */
export async function inScopeAtOnce(
  db: Database,
  scope: Scope,
  statement: (sql: Sql) => postgres.PendingQuery<postgres.Row[]>,
): Promise<void> {
  const joined = setting(scope);
  const sql = await db.pg.reserve();
  const settled = await Promise.allSettled([
    sql`begin`.execute(),
    sql`select set_config('app.tenants', ${joined}, true)`.execute(),
    statement(sql).execute(),
    sql`commit`.execute(),
  ]);
  const failures = settled.flatMap((each) => (each.status === "rejected" ? [each.reason] : []));
  // Only the server's own errors leave a connection that can be used; a broken one the driver has already put away.
  if (failures.every((failure) => failure instanceof postgres.PostgresError)) sql.release();
  if (failures.length > 0) throw failures[0];
}

function setting(scope: Scope): string {
  for (const tenant of scope.tenants)
    if (!code.test(tenant)) throw new Error("a scope holds something that is no tenant code");
  return scope.tenants.join(",");
}
