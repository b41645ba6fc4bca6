import type { StaffRole } from "@simpul/access";
import type { Tx } from "../scope.ts";

/** Somebody whose acts stand in a tenant's audit, by their account. */
export interface RosterPerson {
  readonly account: string;
  readonly name: string;
  /** Roles that they have or had, the newest first. */
  readonly roles: readonly StaffRole[];
  /** Every role of theirs was ended. */
  readonly isEnded: boolean;
}

/** Everybody who is or was on a tenant's roster, by name; at most 5000. */
export async function peopleOfRoster(tx: Tx, tenant: string): Promise<RosterPerson[]> {
  const rows = await tx<{ account: string; name: string; roles: StaffRole[]; ended: boolean }[]>`
    select o.account, (array_agg(o.name order by o.created_at desc))[1] as name,
      array_agg(o.role order by o.created_at desc) as roles, bool_and(o.ended_at is not null) as ended
    from simpul.officer o
    where o.tenant = ${tenant}
    group by o.account order by name, o.account limit 5000`;
  return rows.map(({ account, name, roles, ended }) => ({
    account,
    name,
    roles: [...new Set(roles)],
    isEnded: ended,
  }));
}
