import type { Context } from "@simpul/casework";
import type { Tenant } from "@simpul/domain";
import { namedTenant } from "@simpul/federation";
import { Misused, Refused } from "../command.ts";

/** A government by its Kemendagri code, with its name and place in the tree; an agency as `code=name`. */
export async function tenantOf(ctx: Context, typed: string): Promise<Omit<Tenant, "node">> {
  const named = await namedTenant(ctx, typed);
  if (named.outcome === "named") return named.tenant;
  const [code = ""] = typed.split("=", 1);
  switch (named.code) {
    case "noCode":
      throw new Misused(`"${typed}" is no code of a tenant`);
    case "nameMissing":
      throw new Misused(`an agency needs a name: ${code}="Nama lengkap"`);
    case "unknownArea":
      throw new Refused("unknownArea", `there is no province, regency or city ${code}`);
  }
}
