import type { Database, TransactionSql } from "./client.ts";

/**
 * What a transaction may touch, resolved by plain code from the actor and the tenant tree. `withScope` is the only way
 * to a transaction, on hub and node alike, and every tenant table has the one policy `tenant = any (scope)`: what a
 * forgotten `where` would leak, the database does not return. Within it, rows of whistleblowing are there only for who
 * examines for their tenant, and an overseer finds the reports of the institutions below.
 */
export interface Scope {
  readonly tenants: readonly string[];
  /** Tenants whose whistleblowing may be read. */
  readonly examines: readonly string[] | "all";
  /** Only reports that these institutions handle. */
  readonly institutions: readonly string[] | "all";
}

/** Of the deployment's own work: feeds, clocks, and what a verb writes after it was allowed. */
export function wholeOf(tenants: readonly string[]): Scope {
  return { tenants, examines: "all", institutions: "all" };
}

export type Tx = TransactionSql;

/** Tenant codes travel in one setting, joined by commas; a code with one would widen the scope. */
const code = /^[a-z0-9][a-z0-9.-]{0,63}$/;

export function withScope<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction(db, "", scope, work);
}

/**
 * The same for reading alone: nobody waits for the end of a transaction that has nothing to keep. What would write is refused by
 * the database.
 */
export function withView<T>(db: Database, scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    transaction(db, "read only", scope, async (tx) => resolve(await work(tx))).catch(reject);
  });
}

async function transaction<T>(
  db: Database,
  mode: "" | "read only",
  scope: Scope,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const { tenants, examines, institutions } = settingsOf(scope);
  const result = await db.pg.begin(mode, async (tx) => {
    // Sent at once but not awaited by itself: it travels ahead of the first query on the same connection.
    const scoped =
      tx`select set_config('app.tenants', ${tenants}, true), set_config('app.examines', ${examines}, true),
        set_config('app.institutions', ${institutions}, true)`.execute();
    const [, value] = await Promise.all([scoped, work(tx)]);
    return { value };
  });
  return result.value;
}

/** What the walls read: refused where a code could widen it. */
export function settingsOf({ tenants, examines, institutions }: Scope) {
  return {
    tenants: joined(tenants),
    examines: examines === "all" ? everything : joined(examines),
    institutions: institutions === "all" ? everything : joined(institutions),
  };
}

/** No tenant's code. */
const everything = "*";

function joined(codes: readonly string[]): string {
  for (const each of codes)
    if (!code.test(each)) throw new Error("a scope holds something that is no tenant code");
  return codes.join(",");
}
