import { type Scope, withScope } from "../scope.ts";
import type { Database } from "../client.ts";

/**
 * Open reports whose earliest deadline is provisional. It reads every open row (about a second for two million), so it is
 * asked at most once a minute.
 */
export async function provisionalDeadlines(db: Database, scope: Scope): Promise<number> {
  return withScope(db, scope, async (tx) => {
    const [row] = await tx<{ provisional: string }[]>`
      select count(*) as provisional from simpul.report
      where due_provisional and state not in ('archived', 'closed')`;
    return Number(row?.provisional ?? 0);
  });
}
