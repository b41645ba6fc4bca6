import type { Unit } from "@simpul/domain";
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
