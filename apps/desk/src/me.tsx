import { abilityBy, countsAt, tenantSubject } from "@simpul/access";
import type { Ability, StaffRole, TenantAction, TenantThing } from "@simpul/access";
import { useQuery } from "@tanstack/react-query";
import { createContext, useContext, useMemo } from "react";
import type { ReactNode } from "react";
import type { Outputs } from "./api-types.ts";
import { Waiting } from "./parts/waiting.tsx";
import { Unread } from "./parts/unread.tsx";
import { api } from "./trpc.ts";

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

const Current = createContext<Here | undefined>(undefined);

export function useMe(): Here {
  const here = useContext(Current);
  if (here === undefined) throw new Error("nobody is at this desk");
  return here;
}

/** Reads who somebody is at this desk before anything of it is drawn: what a role cannot do is not there. */
export function AtDesk({ children }: { readonly children: ReactNode }) {
  const asked = useQuery(api.desk.me.queryOptions(undefined, { staleTime: 60_000 }));
  const here = useMemo(
    () => (asked.data === undefined ? undefined : hereOf(asked.data)),
    [asked.data],
  );
  if (here !== undefined) return <Current.Provider value={here}>{children}</Current.Provider>;
  return asked.isError ? (
    <Unread again={() => void asked.refetch()} error={asked.error} />
  ) : (
    <Waiting />
  );
}
