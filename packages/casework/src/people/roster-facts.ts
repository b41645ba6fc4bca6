import { coversOf, decreesOf, unitsWithCases } from "@simpul/db";
import type { HeldUnit, Officer, Tx } from "@simpul/db";
import { dateIn } from "@simpul/domain";
import type { RosterFacts } from "@simpul/domain";
import type { Context } from "../context.ts";
import { termsOf } from "../terms.ts";
import { todayAt } from "./today.ts";

/** What the alarms of a roster are found by. */
export async function rosterFacts(
  ctx: Context,
  tx: Tx,
  tenant: string,
  officers: readonly Officer[],
  units: readonly HeldUnit[],
): Promise<RosterFacts> {
  const covers = await coversOf(tx, tenant, todayAt(ctx, tenant));
  const zone = termsOf(ctx).zoneOf(tenant);
  return {
    officers: officers.map(({ id, account, name, unit, decree, term, createdAt, isConfirmed }) => ({
      id,
      account,
      name,
      ...(unit === undefined ? {} : { unit }),
      ...(decree === undefined ? {} : { decree }),
      term,
      since: dateIn(zone, createdAt),
      isConfirmed,
      leaves: covers.filter(({ officer }) => officer === id),
    })),
    decrees: await decreesOf(tx, tenant),
    units,
    cases: await unitsWithCases(tx, tenant),
  };
}
