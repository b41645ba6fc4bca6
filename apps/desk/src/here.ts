import { abilityBy, countsAt, tenantSubject } from "@simpul/access";
import type { Ability, StaffRole, TenantAction, TenantThing } from "@simpul/access";
import type { Outputs } from "./api-types.ts";

export type Me = Outputs["desk"]["me"];

export interface Here {
  readonly me: Me;
  readonly ability: Ability;
  readonly isHub: boolean;
  /** A role that counts at this desk. */
  holds(...roles: readonly StaffRole[]): boolean;
  /** About what belongs to this desk's tenant and is no report. */
  may(action: TenantAction, thing: TenantThing): boolean;
}

export function hereOf(me: Me): Here {
  const ability = abilityBy(me.rules);
  const tenant = me.tenant.code;
  return {
    me,
    ability,
    isHub: tenant === me.hub,
    holds: (...roles) =>
      me.roles.some((held) => roles.includes(held.role) && countsAt(tenant, held)),
    may: (action, thing) =>
      // Who oversees holds their role at a province and works here.
      me.roles.some(
        (held) => countsAt(tenant, held) && ability.can(action, tenantSubject(thing, held.tenant)),
      ),
  };
}
