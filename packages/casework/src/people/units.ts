import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import {
  changeUnit,
  insertAudit,
  keepUnits,
  officersOf,
  unitTree,
  unitsWithCases,
  withScope,
} from "@simpul/db";
import type { HeldUnit, UnitChange } from "@simpul/db";
import { unitKinds, wouldCycle } from "@simpul/domain";
import { z } from "zod";
import { atRoster } from "./at-roster.ts";
import type { AtDesk, RosterWork } from "./at-roster.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { line, unitCode } from "../input.ts";
import { scopeOf } from "../scope-of.ts";

/** The unit tree of a tenant, to any depth. Units are never removed: reports and roles name them. */

export const addUnitInput = z.strictObject({
  code: unitCode,
  name: line,
  kind: z.enum(unitKinds),
  parent: unitCode.optional(),
  operatesNode: z.boolean().optional(),
});
export const renameUnitInput = z.strictObject({ unit: unitCode, name: line });
/** `null`: to the top. */
export const moveUnitInput = z.strictObject({ unit: unitCode, parent: unitCode.nullable() });
export const retireUnitInput = z.strictObject({ unit: unitCode });
export const operateNodeInput = z.strictObject({ unit: unitCode, operatesNode: z.boolean() });

type Changed = Promise<Result<{ unit: string }>>;

/** Refused: `unitKnown` (also of a retired one), `unknownUnit` or `unitRetired` of the parent. */
export function addUnit(ctx: Context, actor: AtDesk, input: z.infer<typeof addUnitInput>): Changed {
  return atRoster(ctx, actor, async (desk) => {
    const { tx, tenant } = desk;
    const { code, name, kind, parent = null, operatesNode } = input;
    const units = await unitTree(tx, tenant);
    if (units.some((unit) => unit.code === code)) return failed("unitKnown", "/code");
    const refused = parent === null ? undefined : refusalOfUnit(units, parent, "/parent");
    if (refused !== undefined) return refused;
    await keepUnits(tx, tenant, [{ code, name, parent, kind }]);
    return changed(desk, actor, code, "addUnit", { operatesNode });
  });
}

export function renameUnit(
  ctx: Context,
  actor: AtDesk,
  { unit, name }: z.infer<typeof renameUnitInput>,
): Changed {
  return upon(ctx, actor, unit, (desk) => changed(desk, actor, unit, "renameUnit", { name }));
}

/** Refused: `unitCycle` where the new parent is the unit itself or stands below it. */
export function moveUnit(
  ctx: Context,
  actor: AtDesk,
  { unit, parent }: z.infer<typeof moveUnitInput>,
): Changed {
  return upon(ctx, actor, unit, (desk, units) => {
    if (parent !== null) {
      const refused = refusalOfUnit(units, parent, "/parent");
      if (refused !== undefined) return refused;
      if (wouldCycle(unit, parent, units)) return failed("unitCycle", "/parent");
    }
    return changed(desk, actor, unit, "moveUnit", { parent });
  });
}

/**
 * Nothing new is given to it from now on. Refused: `unitHasUnits`, `unitHasOfficers`, `unitHasCases` (open ones, also where
 * it only supports). Whistleblowing keeps no unit: that there is some is not for who looks after the tree.
 */
export function retireUnit(
  ctx: Context,
  actor: AtDesk,
  { unit }: z.infer<typeof retireUnitInput>,
): Changed {
  return upon(ctx, actor, unit, async (desk, units) => {
    const { tx, tenant, today } = desk;
    if (units.some(({ parent, retiredOn }) => parent === unit && retiredOn === undefined))
      return failed("unitHasUnits", "/unit");
    if ((await officersOf(tx, tenant)).some((officer) => officer.unit === unit))
      return failed("unitHasOfficers", "/unit");
    const busy = await unitsWithCases(tx, tenant, "supporting");
    if (busy.some((each) => each.unit === unit)) return failed("unitHasCases", "/unit");
    return changed(desk, actor, unit, "retireUnit", { retiredOn: today });
  });
}

/** Whether its people run the machines: what accuses it is then kept from this node. */
export function operateNode(
  ctx: Context,
  actor: AtDesk,
  { unit, operatesNode }: z.infer<typeof operateNodeInput>,
): Changed {
  return upon(ctx, actor, unit, (desk) =>
    changed(desk, actor, unit, "operateNode", { operatesNode }),
  );
}

function upon(
  ctx: Context,
  actor: AtDesk,
  unit: string,
  work: (desk: RosterWork, units: readonly HeldUnit[]) => Changed | Failure,
): Changed {
  return atRoster(ctx, actor, async (desk) => {
    const units = await unitTree(desk.tx, desk.tenant);
    return refusalOfUnit(units, unit, "/unit") ?? work(desk, units);
  });
}

function refusalOfUnit(
  units: readonly HeldUnit[],
  code: string,
  pointer: string,
): Failure | undefined {
  const unit = units.find((each) => each.code === code);
  if (unit === undefined) return failed("unknownUnit", pointer);
  return unit.retiredOn === undefined ? undefined : failed("unitRetired", pointer);
}

async function changed(
  { tx, tenant, at }: RosterWork,
  actor: AtDesk,
  unit: string,
  verb: string,
  change: UnitChange,
): Changed {
  await changeUnit(tx, tenant, unit, change);
  await insertAudit(tx, tenant, at, {
    actor: actorName(actor),
    verb,
    outcome: "changed",
    detail: { unit },
  });
  return done({ unit });
}

/** The whole tree, retired units too, for whoever has a role at the desk. */
export async function readUnits(ctx: Context, actor: AtDesk): Promise<readonly HeldUnit[]> {
  return withScope(ctx.db, scopeOf(ctx, actor), (tx) => unitTree(tx, actor.tenant));
}

/** What lies in a unit now: what would keep it from being retired. */
export interface UnitLoad {
  readonly unit: string;
  /** Open cases, also those that it only supports; without whistleblowing. */
  readonly cases: number;
}

/** Units with open cases, for who may read the roster. Refused: `forbidden`. */
export async function readUnitLoads(
  ctx: Context,
  actor: AtDesk,
): Promise<Result<readonly UnitLoad[]>> {
  const { tenant } = actor;
  if (!abilityFor(actor, ctx.hub).can("read", tenantSubject("Roster", tenant)))
    return failed("forbidden");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const busy = await unitsWithCases(tx, tenant, "supporting");
    return done(busy.map(({ unit, count }) => ({ unit, cases: count })));
  });
}
