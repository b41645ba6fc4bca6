import { getTableConfig } from "drizzle-orm/pg-core";
import postgres from "postgres";
import { beforeAll, expect, inject, test } from "vitest";
import { createDatabase } from "../../../testkit/src/index.ts";
import { migrate, schema } from "../../src/index.ts";

interface Column {
  type: string;
  required: boolean;
  preset: boolean;
  identity: boolean;
}

type Tables = Record<string, { columns: Record<string, Column>; key: string[] }>;

let migrated: Tables;

beforeAll(async () => {
  const database = await createDatabase(inject("adminUrl"));
  const sql = postgres(database.url(), { max: 1 });
  try {
    await migrate(database.url());
    migrated = await tablesOf(sql);
  } finally {
    await sql.end();
    await database.drop();
  }
});

test("drizzle knows every table of the migrations and no other", () => {
  expect(Object.keys(described()).toSorted()).toEqual(Object.keys(migrated).toSorted());
  expect(Object.keys(migrated).length).toBeGreaterThan(25);
});

test.each(Object.keys(described()))(
  "%s has the same columns and the same key on both sides",
  (name) => {
    expect(described()[name]).toEqual(migrated[name]);
  },
);

function described(): Tables {
  const tables: Tables = {};
  for (const table of Object.values(schema)) {
    const { schema: space, name, columns, primaryKeys } = getTableConfig(table);
    tables[`${space}.${name}`] = {
      columns: Object.fromEntries(
        columns.map((column) => [
          column.name,
          {
            type: column.getSQLType(),
            required: column.notNull,
            preset: column.default !== undefined,
            identity: column.generatedIdentity !== undefined,
          },
        ]),
      ),
      key:
        primaryKeys[0]?.columns.map((c) => c.name) ??
        columns.filter((c) => c.primary).map((c) => c.name),
    };
  }
  return tables;
}

async function tablesOf(sql: postgres.Sql): Promise<Tables> {
  const rows = await sql<({ table: string; column: string; place: number | null } & Column)[]>`
    select n.nspname || '.' || c.relname as table, a.attname as column, format_type(a.atttypid, a.atttypmod) as type,
      a.attnotnull as required, a.atthasdef as preset, a.attidentity <> '' as identity,
      array_position(k.conkey, a.attnum) as place
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_constraint k on k.conrelid = c.oid and k.contype = 'p'
    where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'public')
      and n.nspname not like 'pg\\_%'
    order by 1, a.attnum`;
  const tables: Tables = {};
  for (const { table, column, place, ...is } of rows) {
    const { columns, key } = (tables[table] ??= { columns: {}, key: [] });
    columns[column] = is;
    if (place !== null) key[place - 1] = column;
  }
  return tables;
}
