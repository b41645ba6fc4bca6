import { actorName, staffRoles } from "@simpul/access";
import {
  decreesOf,
  findOfficer,
  insertAudit,
  insertOfficer,
  officersOf,
  unitTree,
} from "@simpul/db";
import type { Officer, Tx } from "@simpul/db";
import { clash, fitOf, reachOfRole } from "@simpul/domain";
import { z } from "zod";
import { atRoster, mayManage } from "./at-roster.ts";
import type { AtDesk, RosterWork } from "./at-roster.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { date, line, tenantCode, unitCode } from "../input.ts";

/** What the role is, where it is held, and for how long. */
const placement = {
  role: z.enum(staffRoles),
  /** The province of an overseer; the desk's own tenant otherwise. */
  heldAt: tenantCode.optional(),
  unit: unitCode.optional(),
  decree: z.uuid().optional(),
};

export const phone = z.string().regex(/^\+?[0-9 .()-]{6,30}$/, "not a phone number");

export const addOfficerInput = z.strictObject({
  name: line,
  email: z.email().max(254),
  phone: phone.optional(),
  ...placement,
  /** Today unless given. */
  begins: date.optional(),
  /** The last day on which it counts. */
  ends: date.optional(),
});
export type AddOfficerInput = z.infer<typeof addOfficerInput>;

interface Invited {
  readonly tenant: string;
  readonly account: string;
  readonly email: string;
  readonly name: string;
}

/** People as the sign-in knows them. */
export interface Accounts {
  /** Made where there is none of that address: nobody can use it before an invitation. @returns its id */
  ensure(person: { readonly email: string; readonly name: string }): Promise<string>;
  /** In the transaction that gives the role, so that no role is left without one; void once a newer one is sent. */
  invite(tx: Tx, invited: Invited): Promise<void>;
}

/**
 * Gives somebody a role at this desk and invites them. Refused: `ownRole` (nobody gives a role to themselves),
 * `rolesClash`, `alreadyOfficer`, and what `placeOf` refuses.
 */
export async function addOfficer(
  ctx: Context,
  actor: AtDesk,
  input: AddOfficerInput,
  accounts: Accounts,
): Promise<Result<{ id: string }>> {
  // Before an account is made for it.
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const { name, phone } = input;
  const email = input.email.toLowerCase();
  const account = await accounts.ensure({ email, name });
  return atRoster(ctx, actor, async (desk) => {
    const refused = await refusalOf(ctx, actor, desk, account, input);
    if (refused !== undefined) return refused;
    const { tx, tenant, at, today } = desk;
    const id = ctx.newId();
    const { begins = today, ends } = input;
    const place = placeOf(tenant, input);
    await insertOfficer(tx, tenant, at, {
      id,
      account,
      name,
      email,
      phone,
      ...place,
      begins,
      ends,
    });
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "addOfficer",
      outcome: input.role,
      detail: { officer: id },
    });
    const added = await findOfficer(tx, tenant, id);
    // Who has signed in before needs no link, and none is sent that sets their password anew.
    if (added?.isConfirmed === false) await accounts.invite(tx, { tenant, account, email, name });
    return done({ id });
  });
}

export type Placement = z.infer<z.ZodObject<typeof placement>>;

export const placeOf = (tenant: string, { role, heldAt = tenant, unit, decree }: Placement) => ({
  role,
  heldAt,
  reach: reachOfRole(role),
  unit,
  decree,
});

async function refusalOf(
  ctx: Context,
  actor: AtDesk,
  desk: RosterWork,
  account: string,
  input: AddOfficerInput,
): Promise<Failure | undefined> {
  const { begins = desk.today, ends } = input;
  if (ends !== undefined && ends < begins) return failed("datesCrossed", "/ends");
  const officers = await officersOf(desk.tx, desk.tenant);
  return refusalOfPlace(ctx, actor, desk, { account, officers, input });
}

/**
 * `roleNotHere`, `roleUnit`, `unknownUnit`, `unitRetired`, `unknownDecree`; and of the person: `ownRole`, `rolesClash`,
 * `alreadyOfficer`.
 */
export async function refusalOfPlace(
  { reference }: Context,
  actor: AtDesk,
  { tx, tenant }: RosterWork,
  asked: {
    readonly account: string;
    /** Roles beside the one that is asked for. */
    readonly officers: readonly Officer[];
    readonly input: Placement;
  },
): Promise<Failure | undefined> {
  const { account, officers, input } = asked;
  const { role, heldAt, unit, decree } = placeOf(tenant, input);
  if (actor.kind === "staff" && actor.id === account) return failed("ownRole", "/email");
  const fit = fitOf(
    { role, desk: tenant, heldAt, ...(unit === undefined ? {} : { unit }) },
    reference.tenants(),
  );
  if (fit !== "fits") return failed(fit, fit === "roleUnit" ? "/unit" : "/role");
  if (unit !== undefined) {
    const place = (await unitTree(tx, tenant)).find(({ code }) => code === unit);
    if (place === undefined) return failed("unknownUnit", "/unit");
    if (place.retiredOn !== undefined) return failed("unitRetired", "/unit");
  }
  if (decree !== undefined && !(await decreesOf(tx, tenant)).some(({ id }) => id === decree))
    return failed("unknownDecree", "/decree");
  const theirs = officers.filter((each) => each.account === account);
  if (clash([role, ...theirs.map((each) => each.role)])) return failed("rolesClash", "/role");
  const isTheSame = (each: Officer): boolean =>
    each.role === role && each.heldAt === heldAt && each.unit === unit;
  return theirs.some(isTheSame) ? failed("alreadyOfficer") : undefined;
}
