import { rulesFor } from "@simpul/access";
import type { RoleHeld, Rule, Staff } from "@simpul/access";
import type { Tenant } from "@simpul/domain";
import type { Context } from "../context.ts";
import { termsOf } from "../terms.ts";

/** Who somebody is at a desk, and what it may show them. */
export interface Me {
  /** The account. */
  readonly id: string;
  readonly tenant: Pick<Tenant, "code" | "name" | "kind"> & {
    /** IANA: deadlines of this desk's acts end in it. */
    readonly zone: string;
  };
  /** The hub's own tenant: its desk is the national one. */
  readonly hub: string;
  readonly roles: readonly RoleHeld[];
  readonly oversees: readonly string[];
  /** CASL rules: for what is shown; the server decides again. */
  readonly rules: readonly Rule[];
  /** They proved who they are just now. */
  readonly isFresh: boolean;
  /** What the cases take for now, RFC 3339 UTC: the demo's time travels. */
  readonly now: string;
}

export function meAt(ctx: Context, actor: Staff): Me {
  const tenant = ctx.reference.tenants().find(({ code }) => code === actor.tenant);
  return {
    id: actor.id,
    tenant: {
      code: actor.tenant,
      name: tenant?.name ?? actor.tenant,
      kind: tenant?.kind ?? "national",
      zone: termsOf(ctx).zoneOf(actor.tenant),
    },
    hub: ctx.hub,
    roles: actor.roles,
    oversees: actor.oversees ?? [],
    rules: rulesFor(actor, ctx.hub),
    isFresh: actor.isFresh === true,
    now: ctx.caseNow().toString({ fractionalSecondDigits: 3 }),
  };
}
