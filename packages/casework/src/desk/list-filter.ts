import { rolesOfAccount } from "@simpul/db";
import type { ListFilter, Tx } from "@simpul/db";
import { listFlags, listOrders } from "@simpul/db";
import {
  channelKinds,
  classes,
  dateIn,
  endOfDay,
  nthWorkingDayAfter,
  states,
  urgencies,
} from "@simpul/domain";
import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import { areaCode, categoryCode, date, present, tenantCode, unitCode } from "../input.ts";
import { countsToday } from "../people/staff-at.ts";
import { todayAt } from "../people/today.ts";
import { termsOf } from "../terms.ts";
import { foundBy } from "./search.ts";

const several = <T extends z.ZodType>(each: T) => z.array(each).min(1).max(50);

/** Of a year that a database knows too, on either side of it. */
const day = date.refine((typed) => typed > "1000" && typed < "9000", "not in this calendar");

/** What narrows a list, as its address says it: all of it has to be met, and of a list of values one. */
export const listFilter = z.strictObject({
  /** What was typed: words, a phrase in quotation marks, a number, a place. */
  q: z.string().max(200).optional(),
  states: several(z.enum(states)).optional(),
  classes: several(z.enum(classes)).optional(),
  /** A category and those below it. */
  categories: several(categoryCode).optional(),
  area: areaCode.optional(),
  institutions: several(tenantCode).optional(),
  units: several(unitCode).optional(),
  urgencies: several(z.enum(urgencies)).optional(),
  channels: several(z.enum(channelKinds)).optional(),
  /** `late`: past its earliest deadline; `soon`: within two working days of it. */
  due: z.enum(["late", "soon"]).optional(),
  /** An officer's id, who is in charge of it; `me`: the caller's places on the roster, and those they stand in for. */
  officer: z.union([z.literal("me"), z.literal("nobody"), z.uuid()]).optional(),
  /** Days on which it was received, in the desk's zone, both included. */
  from: day.optional(),
  to: day.optional(),
  flags: several(z.enum(listFlags)).optional(),
});
export type ListFilterInput = z.infer<typeof listFilter>;

export const listOrder = z.enum(listOrders);

/** Working days before its deadline that a case is due soon. */
const soonDays = 2;

/** The filter as rows are found by it: days as instants of the desk's zone, a category with those below, people by their places. */
export async function filterOf(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  { q, ...given }: ListFilterInput,
): Promise<ListFilter> {
  const { categories, due, officer, from, to, ...plain } = given;
  const { tenant } = actor;
  const zone = termsOf(ctx).zoneOf(tenant);
  return present({
    ...plain,
    found: q === undefined || q.trim() === "" ? undefined : await foundBy(tx, actor, q),
    ...(due === undefined ? {} : dueWithin(ctx, tenant, zone, due)),
    categories: categories === undefined ? undefined : withBelow(ctx, categories),
    receivedFrom: from === undefined ? undefined : after(endOfDay(dayBefore(from), zone)),
    receivedBefore: to === undefined ? undefined : after(endOfDay(to, zone)),
    inCharge:
      officer === undefined || officer === "nobody"
        ? officer
        : officer === "me"
          ? await placesOf(ctx, tx, actor)
          : [officer],
  });
}

function withBelow(ctx: Context, codes: readonly string[]): string[] {
  const found = new Set(codes);
  const all = ctx.reference.categories();
  // A parent may stand after its children: until nothing more is found.
  for (let size = -1; size !== found.size;) {
    size = found.size;
    for (const { code, parent } of all) if (parent !== null && found.has(parent)) found.add(code);
  }
  return [...found];
}

function dueWithin(
  ctx: Context,
  tenant: string,
  zone: string,
  due: "late" | "soon",
): Pick<ListFilter, "dueFrom" | "dueBefore"> {
  const now = ctx.caseNow();
  const at = now.toString({ fractionalSecondDigits: 3 });
  if (due === "late") return { dueBefore: at };
  const last = nthWorkingDayAfter(termsOf(ctx).calendarOf(tenant), dateIn(zone, now), soonDays);
  return { dueFrom: at, dueBefore: after(endOfDay(last.date, zone)) };
}

/** The first moment of the next day, after 23:59:59 of this one. */
const after = (end: string): string =>
  Temporal.Instant.from(end).add({ seconds: 1 }).toString({ fractionalSecondDigits: 3 });

const dayBefore = (day: string): string =>
  Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();

async function placesOf(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
): Promise<string[]> {
  if (actor.kind !== "staff") return [];
  const today = todayAt(ctx, actor.tenant);
  const roles = await rolesOfAccount(tx, actor.tenant, actor.id);
  return roles.filter((each) => countsToday(each, today)).map(({ officer }) => officer);
}
