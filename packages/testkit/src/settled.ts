import { settledChanges, withScope, wholeOf } from "@simpul/db";
import type { Database } from "@simpul/db";

/**
 * Waits until every transaction has ended that is open on the server now, also of other suites' databases: what changed is told
 * only from there on, and a door that was asked earlier says so by an empty page.
 */
export async function untilSettled(db: Database): Promise<void> {
  await withScope(db, wholeOf([]), (tx) => settledChanges(tx, () => false));
}
