import type { Unit, UnitKind } from "@simpul/domain";
import type { Tx } from "../scope.ts";

/** Adds units and renames those that are there; none is removed, reports name them. */
export async function keepUnits(tx: Tx, tenant: string, units: readonly Unit[]): Promise<void> {
  const rows = units.map((unit) => ({ tenant, ...unit }));
  await tx`
    insert into simpul.unit (tenant, code, name, parent, kind)
    select tenant, code, name, parent, kind
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
      tenant text, code text, name text, parent text, kind text)
    on conflict (tenant, code) do update set name = excluded.name, parent = excluded.parent, kind = excluded.kind`;
}

/** A unit as its tree has it. */
export interface HeldUnit extends Unit {
  /** ISO date in the zone of the tenant; from then on nothing new is given to it. */
  readonly retiredOn?: string;
  /** Its people run the machines of the node. */
  readonly operatesNode: boolean;
}

/** Retired ones too: reports and roles name them. */
export async function unitTree(tx: Tx, tenant: string): Promise<HeldUnit[]> {
  const rows = await tx<
    {
      code: string;
      name: string;
      parent: string | null;
      kind: UnitKind;
      retired_on: string | null;
      operates_node: boolean;
    }[]
  >`
    select code, name, parent, kind, retired_on, operates_node from simpul.unit
    where tenant = ${tenant} order by code`;
  return rows.map(({ retired_on, operates_node, ...unit }) => ({
    ...unit,
    ...(retired_on === null ? {} : { retiredOn: retired_on }),
    operatesNode: operates_node,
  }));
}

export interface UnitChange {
  readonly name?: string | undefined;
  /** `null`: it stands at the top. */
  readonly parent?: string | null | undefined;
  readonly retiredOn?: string | undefined;
  readonly operatesNode?: boolean | undefined;
}

export async function changeUnit(
  tx: Tx,
  tenant: string,
  code: string,
  { name, parent, retiredOn, operatesNode }: UnitChange,
): Promise<void> {
  await tx`
    update simpul.unit set
      name = coalesce(${name ?? null}, name),
      parent = ${parent === undefined ? tx`parent` : parent},
      retired_on = coalesce(${retiredOn ?? null}::text::date, retired_on),
      operates_node = coalesce(${operatesNode ?? null}, operates_node)
    where tenant = ${tenant} and code = ${code}`;
}

/**
 * Units of an institution that have open cases, and how many; those that only support too where they are asked for.
 * Whistleblowing is no part of it: that a unit has some is not for who looks after the roster.
 */
export async function unitsWithCases(
  tx: Tx,
  tenant: string,
  supporting?: "supporting",
): Promise<{ unit: string; count: number }[]> {
  const rows = await tx<{ unit: string; count: number }[]>`
    select unit, count(*)::int as count
    from (
      select unnest(array[unit] || ${supporting === undefined ? tx`array[]::text[]` : tx`coalesce(supporting, '{}')`}) as unit
      from simpul.report
      where tenant = ${tenant} and institution = ${tenant} and state not in ('archived', 'closed')
        and class is distinct from 'whistleblowing'
    ) as lying
    where unit is not null group by unit order by unit`;
  return [...rows];
}
