import { abilityFor, tenantSubject } from "@simpul/access";
import type { StaffRole } from "@simpul/access";
import {
  casesInCharge,
  coversOf,
  decreesOf,
  officersOf,
  unitTree,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { Decree, HeldCover, Officer } from "@simpul/db";
import { alarmsOf } from "@simpul/domain";
import type { RosterAlarm } from "@simpul/domain";
import { z } from "zod";
import { mayManage } from "./at-roster.ts";
import type { AtDesk } from "./at-roster.ts";
import { rosterFacts } from "./roster-facts.ts";
import { todayAt } from "./today.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { tenantCode } from "../input.ts";
import { scopeOf } from "../scope-of.ts";

export const readRosterInput = z.strictObject({
  /** The desk's own unless given: an overseer looks at those below, as far as they lie in this deployment. */
  tenant: tenantCode.optional(),
});
export type ReadRosterInput = z.infer<typeof readRosterInput>;

/** Who works for a tenant. How to reach them and by what account is for who looks after the roster. */
export interface Roster {
  readonly tenant: string;
  /** ISO date in the zone of the tenant: what validity is counted from. */
  readonly today: string;
  /** What is wrong with it today. */
  readonly alarms: readonly RosterAlarm[];
  readonly officers: readonly Listed[];
  readonly decrees: readonly Decree[];
  readonly leaves: readonly Pick<HeldCover, "id" | "officer" | "deputy" | "begins" | "ends">[];
}

interface Listed {
  readonly id: string;
  readonly name: string;
  readonly role: StaffRole;
  readonly heldAt: string;
  readonly unit?: string;
  readonly decree?: string;
  readonly begins: string;
  readonly ends?: string;
  readonly isConfirmed: boolean;
  readonly email?: string;
  readonly phone?: string;
  /** Whoever asks: nobody changes their own role, nor their own second factor. */
  readonly isSelf?: true;
  /** Open cases on their desk, for who looks after the roster. Whistleblowing is not counted: it is none of theirs. */
  readonly cases?: number;
}

/** Refused: `forbidden`; `rosterElsewhere` where the tenant's roster lies at another node. */
export async function readRoster(
  ctx: Context,
  actor: AtDesk,
  { tenant = actor.tenant }: ReadRosterInput,
): Promise<Result<Roster>> {
  if (!mayRead(ctx, actor, tenant)) return failed("forbidden");
  if (!ctx.here.tenants().includes(tenant)) return failed("rosterElsewhere", "/tenant");
  const isManaged = tenant === actor.tenant && mayManage(ctx, actor);
  const reached = reachOfReader(ctx, actor).filter((code) => code === tenant);
  return withScope(ctx.db, wholeOf(reached), async (tx) => {
    const officers = await officersOf(tx, tenant);
    const today = todayAt(ctx, tenant);
    const facts = await rosterFacts(ctx, tx, tenant, officers, await unitTree(tx, tenant));
    const covers = await coversOf(tx, tenant, today);
    const cases = isManaged ? await casesInCharge(tx, tenant) : new Map<string, number>();
    const self = actor.kind === "staff" && tenant === actor.tenant ? actor.id : undefined;
    return done({
      tenant,
      today,
      alarms: alarmsOf(facts, today),
      officers: officers.map((officer) => ({
        ...listed(officer, isManaged),
        ...(officer.account === self ? { isSelf: true as const } : {}),
        ...(isManaged ? { cases: cases.get(officer.id) ?? 0 } : {}),
      })),
      decrees: await decreesOf(tx, tenant),
      leaves: covers.map(({ of: _, by: __, ...cover }) => cover),
    });
  });
}

function mayRead(ctx: Context, actor: AtDesk, tenant: string): boolean {
  if (actor.kind === "system") return tenant === actor.tenant;
  const ability = abilityFor(actor, ctx.hub);
  const oversees = actor.kind === "staff" && actor.oversees?.includes(tenant) === true;
  return oversees || ability.can("read", tenantSubject("Roster", tenant));
}

/** The second lock's input: the desk, and the institutions that an overseer's roles reach. */
function reachOfReader(ctx: Context, actor: AtDesk): readonly string[] {
  const own = scopeOf(ctx, actor).tenants;
  return actor.kind === "staff" ? [...own, ...(actor.oversees ?? [])] : own;
}

function listed(officer: Officer, isManaged: boolean): Listed {
  const { id, name, role, heldAt, unit, decree, term, isConfirmed, email, phone } = officer;
  return {
    id,
    name,
    role,
    heldAt,
    ...(unit === undefined ? {} : { unit }),
    ...(decree === undefined ? {} : { decree }),
    begins: term.begins,
    ...(term.ends === undefined ? {} : { ends: term.ends }),
    isConfirmed,
    ...(isManaged ? { email, ...(phone === undefined ? {} : { phone }) } : {}),
  };
}
