import type { Context } from "@simpul/casework";
import { type Tenant, hubTenant } from "@simpul/domain";

/** Provinces by their zone; the two-digit codes of Kepmendagri. Everything else is WIB (Keppres 41/1987). */
const zones: readonly (readonly [zone: string, provinces: readonly string[]])[] = [
  ["Asia/Makassar", ["51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"]],
  ["Asia/Jayapura", ["81", "82", "91", "92", "93", "94", "95", "96"]],
];

export type NamedTenant =
  | { readonly outcome: "named"; readonly tenant: Omit<Tenant, "node"> }
  | { readonly outcome: "failed"; readonly code: "noCode" | "nameMissing" | "unknownArea" };

/** A government by its Kemendagri code, with its name and place in the tree; an agency as `code=name`. */
export async function namedTenant(ctx: Context, typed: string): Promise<NamedTenant> {
  const known = ctx.reference.tenants().find((tenant) => tenant.code === typed);
  if (known !== undefined) {
    const { node: _, ...tenant } = known;
    return { outcome: "named", tenant };
  }
  const [code = "", name = ""] = typed.split("=", 2);
  if (/^\d{2}(\.\d{2})?$/.test(code)) return government(ctx, code, name);
  if (!/^[a-z][a-z0-9-]{1,62}$/.test(code)) return { outcome: "failed", code: "noCode" };
  if (name === "") return { outcome: "failed", code: "nameMissing" };
  const kind = code === "ombudsman" ? "ombudsman" : "agency";
  return {
    outcome: "named",
    tenant: {
      code,
      name,
      kind,
      parent: kind === "ombudsman" ? null : hubTenant,
      zone: "Asia/Jakarta",
      accepts: kind !== "ombudsman",
    },
  };
}

async function government(ctx: Context, code: string, name: string): Promise<NamedTenant> {
  const area = await ctx.reference.area(code);
  if (area === undefined) return { outcome: "failed", code: "unknownArea" };
  const province = code.slice(0, 2);
  const above = ctx.reference.tenants().some((tenant) => tenant.code === province);
  const kind = area.kind === "province" || area.kind === "city" ? area.kind : "regency";
  return {
    outcome: "named",
    tenant: {
      code,
      name: name === "" ? area.name : name,
      kind,
      parent: code !== province && above ? province : hubTenant,
      zone: zones.find(([, provinces]) => provinces.includes(province))?.[0] ?? "Asia/Jakarta",
      accepts: true,
    },
  };
}
