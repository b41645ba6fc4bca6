import { findReport, withScope, wholeOf } from "@simpul/db";
import { clocksOf } from "@simpul/domain";
import type { Clock } from "@simpul/domain";
import type { Context } from "./context.ts";
import { termsOf } from "./terms.ts";

/** The clocks of a report as it stands, for an answer about it that was not read from it; the earliest deadline first. */
export async function clocksNow(ctx: Context, tenant: string, id: string): Promise<Clock[]> {
  const loaded = await withScope(ctx.db, wholeOf([tenant]), (tx) => findReport(tx, id, tenant));
  return loaded === undefined ? [] : clocksOf(loaded.case, termsOf(ctx));
}
