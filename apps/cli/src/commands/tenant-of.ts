import type { Context } from "@simpul/casework";
import { type Tenant, hubTenant } from "@simpul/domain";
import { Misused, Refused } from "../command.ts";

/** Provinces by their zone; the two-digit codes of Kepmendagri. Everything else is WIB (Keppres 41/1987). */
const zones: readonly (readonly [zone: string, provinces: readonly string[]])[] = [
  ["Asia/Makassar", ["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"]],
  ["Asia/Jayapura", ["81", "82", "91", "92", "93", "94", "95", "96"]],
];

/** A government by its Kemendagri code, with its name and place in the tree; an agency as `code=name`. */
export async function tenantOf(ctx: Context, typed: string): Promise<Omit<Tenant, "node">> {
  const known = ctx.reference.tenants().find((tenant) => tenant.code === typed);
  if (known !== undefined) {
    const { node: _, ...tenant } = known;
    return tenant;
  }
  const [code = "", name] = typed.split("=", 2);
  if (/^\d{2}(\.\d{2})?$/.test(code)) return government(ctx, code, name);
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(code)) throw new Misused(`"${typed}" is no code of a tenant`);
  if (name === undefined || name === "")
    throw new Misused(`an agency needs a name: ${code}="Nama lengkap"`);
  const kind = code === "ombudsman" ? "ombudsman" : "agency";
  return {
    code,
    name,
    kind,
    parent: kind === "ombudsman" ? null : hubTenant,
    zone: "Asia/Jakarta",
    accepts: kind !== "ombudsman",
  };
}

async function government(
  ctx: Context,
  code: string,
  name: string | undefined,
): Promise<Omit<Tenant, "node">> {
  const area = await ctx.reference.area(code);
  if (area === undefined)
    throw new Refused("unknownArea", `there is no province, regency or city ${code}`);
  const province = code.slice(0, 2);
  const above = ctx.reference.tenants().some((tenant) => tenant.code === province);
  const kind = area.kind === "province" || area.kind === "city" ? area.kind : "regency";
  return {
    code,
    name: name ?? area.name,
    kind,
    parent: code !== province && above ? province : hubTenant,
    zone: zones.find(([, provinces]) => provinces.includes(province))?.[0] ?? "Asia/Jakarta",
    accepts: true,
  };
}
