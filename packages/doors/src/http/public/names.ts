import type { Context } from "@simpul/casework";
import type { Category, PublicView, Tenant } from "@simpul/domain";

/** Names for the codes that a public view holds. */
export interface Names {
  readonly tenants: readonly Tenant[];
  readonly categories: readonly Category[];
  readonly area: string | undefined;
  /** IANA; of the institution that acts, else of this deployment. */
  readonly zone: string;
}

export async function namesOf(ctx: Context, view: PublicView): Promise<Names> {
  const tenants = ctx.reference.tenants();
  const zoneOf = (code: string | undefined) => tenants.find((each) => each.code === code)?.zone;
  const area = view.place?.area;
  return {
    tenants,
    categories: ctx.reference.categories(),
    area: area === undefined ? undefined : (await ctx.reference.area(area))?.name,
    zone: zoneOf(view.institution) ?? zoneOf(ctx.here.tenants()[0]) ?? "Asia/Jakarta",
  };
}
