import { dateIn } from "@simpul/domain";
import type { Context } from "../context.ts";
import { termsOf } from "../terms.ts";

/** The ISO date that it is at a tenant, in real time: rosters are no part of the cases' clock. */
export function todayAt(ctx: Context, tenant: string): string {
  return dateIn(termsOf(ctx).zoneOf(tenant), ctx.now());
}

/** Now, as audit rows and rosters keep it: RFC 3339, UTC. */
export const stampOf = (ctx: Context): string => ctx.now().toString({ fractionalSecondDigits: 3 });
