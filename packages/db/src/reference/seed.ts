import { nationalCategories, nationalRules } from "@simpul/domain";
import postgres from "postgres";
import { readAreas } from "./areas.ts";

export interface Seeded {
  /** Areas that were added or renamed. */
  readonly areas: number;
  readonly categories: number;
  readonly rules: number;
}

/**
 * What everybody may read. Areas follow the package (a new edition renames and adds; none is removed, reports name
 * them). Categories and rules are only what an installation starts with: its admins' changes stay.
 * Run again it changes nothing. The whole country takes about a second.
 * @param ownerUrl the role that migrated
 * @param keeps which areas, by code; all unless given
 */
export async function seedReference(
  ownerUrl: string,
  keeps: (code: string) => boolean = () => true,
): Promise<Seeded> {
  const areas = (await readAreas()).filter((area) => keeps(area.code));
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    return await sql.begin(async (tx) => {
      const seededAreas = await tx`
        insert into reference.area as a (code, name, kind, parent)
        select code, name, kind, parent
        from json_to_recordset(${JSON.stringify(areas)}::text::json) as x (
          code text, name text, kind text, parent text)
        on conflict (code) do update set name = excluded.name, kind = excluded.kind, parent = excluded.parent
        where (a.name, a.kind, a.parent) is distinct from (excluded.name, excluded.kind, excluded.parent)`;
      const seededCategories = await tx`
        insert into reference.category (code, parent, name_id, name_en, asks_road_status)
        select code, parent, name ->> 'id', name ->> 'en', coalesce("asksRoadStatus", false)
        from json_to_recordset(${JSON.stringify(nationalCategories)}::text::json) as x (
          code text, parent text, name json, "asksRoadStatus" boolean)
        where not exists (select from reference.category)`;
      const seededRules = await tx`
        insert into reference.routing_rule (id, rule)
        select rule ->> 'id', rule
        from json_array_elements(${JSON.stringify(nationalRules)}::text::json) as rule
        where not exists (select from reference.routing_rule)`;
      return {
        areas: seededAreas.count,
        categories: seededCategories.count,
        rules: seededRules.count,
      };
    });
  } finally {
    await sql.end();
  }
}
