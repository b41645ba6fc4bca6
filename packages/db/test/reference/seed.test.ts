import { nationalCategories, nationalRules } from "@simpul/domain";
import postgres from "postgres";
import { expect, inject, onTestFinished, test } from "vitest";
import { createDatabase } from "../../../testkit/src/index.ts";
import {
  connect,
  migrate,
  readCategories,
  readRoutingRules,
  seedReference,
} from "../../src/index.ts";

async function migrated() {
  const database = await createDatabase(inject("adminUrl"));
  onTestFinished(() => database.drop());
  const url = database.url();
  await migrate(url);
  const sql = postgres(url, { max: 1 });
  onTestFinished(() => sql.end());
  return { url, sql };
}

test("the whole country is seeded once, each area within another, and a second run changes nothing", async () => {
  const { url, sql } = await migrated();
  const country = {
    areas: 91_599,
    categories: nationalCategories.length,
    rules: nationalRules.length,
  };
  expect(await seedReference(url)).toEqual(country);
  expect(
    await sql`select kind, count(*)::int as n from reference.area group by kind order by n`,
  ).toEqual([
    { kind: "province", n: 38 },
    { kind: "city", n: 98 },
    { kind: "regency", n: 416 },
    { kind: "district", n: 7_285 },
    { kind: "village", n: 83_762 },
  ]);
  expect(
    await sql`select code from reference.area a where parent is distinct from
      (select p.code from reference.area p where p.code = regexp_replace(a.code, '\\.?\\d+$', ''))`,
  ).toEqual([]);
  expect(
    await sql`select name, kind from reference.area where code in ('64.71', '64.02') order by code`,
  ).toEqual([
    { name: "Kabupaten Kutai Kartanegara", kind: "regency" },
    { name: "Kota Balikpapan", kind: "city" },
  ]);
  expect(await seedReference(url)).toEqual({ areas: 0, categories: 0, rules: 0 });
});

test("categories and rules are read as the domain wrote them", async () => {
  const { url } = await migrated();
  await seedReference(url, () => false);
  const db = connect(url, { max: 1 });
  onTestFinished(() => db.close());
  const byCode = <T extends { code: string }>(a: T, b: T) => (a.code < b.code ? -1 : 1);
  expect(await readCategories(db)).toEqual(nationalCategories.toSorted(byCode));
  expect(await readRoutingRules(db)).toEqual(
    nationalRules.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
  );
});

test("what admins changed stays, and an area that was renamed follows the package", async () => {
  const { url, sql } = await migrated();
  await seedReference(url, (code) => code === "64");
  await sql`delete from reference.routing_rule where id = 'local-services'`;
  await sql`update reference.category set name_id = 'Jalan' where code = 'road'`;
  await sql`update reference.area set name = 'Kaltim'`;
  expect(await seedReference(url, (code) => code === "64")).toEqual({
    areas: 1,
    categories: 0,
    rules: 0,
  });
  expect(await sql`select name from reference.area`).toEqual([{ name: "Kalimantan Timur" }]);
  expect(await sql`select from reference.routing_rule where id = 'local-services'`).toHaveLength(0);
  expect(await sql`select name_id from reference.category where code = 'road'`).toEqual([
    { name_id: "Jalan" },
  ]);
});
