import { namesOfAccounts } from "@simpul/db";
import type { Tx } from "@simpul/db";

const staff = "staff:";

/** Names of the people at a tenant's desk, by what audit rows and notes call them: `staff:<account>`. Others have none. */
export async function peopleNamed(
  tx: Tx,
  tenant: string,
  actors: readonly string[],
): Promise<Record<string, string>> {
  const accounts = actors
    .filter((actor) => actor.startsWith(staff))
    .map((actor) => actor.slice(staff.length));
  const names = await namesOfAccounts(tx, tenant, [...new Set(accounts)]);
  return Object.fromEntries([...names].map(([account, name]) => [`${staff}${account}`, name]));
}
