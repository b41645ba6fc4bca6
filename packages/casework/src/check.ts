import type { Context } from "./context.ts";
import { failed } from "./failure.ts";
import type { Failure } from "./failure.ts";

interface Named {
  readonly category?: string | undefined;
  readonly place?: { readonly area?: string | undefined } | undefined;
  readonly accused?: { readonly tenant?: string | undefined } | undefined;
}

/** What an input names must exist: categories, areas and tenants are reference data. */
export async function checkNames(ctx: Context, named: Named): Promise<Failure | "known"> {
  const { category, place, accused } = named;
  if (category !== undefined && !ctx.reference.categories().some((c) => c.code === category))
    return failed("unknownCategory", "/category");
  if (
    accused?.tenant !== undefined &&
    !ctx.reference.tenants().some((t) => t.code === accused.tenant)
  )
    return failed("unknownTenant", "/accused/tenant");
  if (place?.area !== undefined && (await ctx.reference.area(place.area)) === undefined)
    return failed("unknownArea", "/place/area");
  return "known";
}
