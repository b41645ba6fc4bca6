import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

/** That somebody looked at a report in one way, and how often. Moments are RFC 3339, UTC. */
export interface ViewerRow {
  readonly actor: string;
  readonly verb: string;
  readonly times: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

/** Acts that only look; of an open report they are not written, but for who watches others' cases. */
const looks = ["read", "monitor", "readFile", "readOriginal", "export", "unseal"];

/** Who looked at a report, by the audit, the latest first; 200 at most. */
export async function viewersOf(tx: Tx, tenant: string, report: string): Promise<ViewerRow[]> {
  const rows = await tx<
    { actor: string; verb: string; times: number; first_at: string; last_at: string }[]
  >`
    select actor, verb, count(*)::int as times, min(at) as first_at, max(at) as last_at
    from simpul.audit
    where tenant = ${tenant} and report = ${report} and verb = any (${looks})
    group by actor, verb order by max(at) desc limit 200`;
  return rows.map(({ actor, verb, times, first_at, last_at }) => ({
    actor,
    verb,
    times,
    firstAt: instantText(first_at),
    lastAt: instantText(last_at),
  }));
}

/** Names of accounts that are or were on a tenant's roster; of another's nobody is named. */
export async function namesOfAccounts(
  tx: Tx,
  tenant: string,
  accounts: readonly string[],
): Promise<Map<string, string>> {
  if (accounts.length === 0) return new Map();
  const rows = await tx<{ account: string; name: string }[]>`
    select distinct on (account) account, name from simpul.officer
    where tenant = ${tenant} and account::text = any (${[...accounts]}::text[])
    order by account, created_at desc`;
  return new Map(rows.map(({ account, name }) => [account, name]));
}
