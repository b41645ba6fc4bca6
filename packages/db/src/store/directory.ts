import type { Category, RoutingRule, Tenant, UnitKind, Unit } from "@simpul/domain";
import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";

/** Reference rows carry no tenant: any connection may read them. */
export async function readCategories(db: Database): Promise<Category[]> {
  const rows = await db.pg<
    {
      code: string;
      parent: string | null;
      name_id: string;
      name_en: string;
      asks_road_status: boolean;
    }[]
  >`select code, parent, name_id, name_en, asks_road_status from reference.category order by code`;
  return rows.map((r) => ({
    code: r.code,
    parent: r.parent,
    name: { id: r.name_id, en: r.name_en },
    ...(r.asks_road_status ? { asksRoadStatus: true as const } : {}),
  }));
}

export async function readRoutingRules(db: Database): Promise<RoutingRule[]> {
  const rows = await db.pg<
    { rule: RoutingRule }[]
  >`select rule from reference.routing_rule order by id`;
  return rows.map((r) => r.rule);
}

export async function readTenants(db: Database): Promise<Tenant[]> {
  const rows = await db.pg<
    Tenant[]
  >`select code, name, kind, parent, zone, node, accepts from federation.tenant order by code`;
  return [...rows];
}

export interface Area {
  readonly code: string;
  readonly name: string;
  readonly kind: "province" | "regency" | "city" | "district" | "village";
  readonly parent: string | null;
}

export async function findArea(db: Database, code: string): Promise<Area | undefined> {
  const [row] = await db.pg<
    Area[]
  >`select code, name, kind, parent from reference.area where code = ${code}`;
  return row;
}

/** Those that work can be given to; a retired one is none of them. */
export async function unitsOf(tx: Tx, tenant: string): Promise<Unit[]> {
  const rows = await tx<{ code: string; name: string; parent: string | null; kind: UnitKind }[]>`
    select code, name, parent, kind from simpul.unit
    where tenant = ${tenant} and retired_on is null order by code`;
  return [...rows];
}
