import type postgres from "postgres";

interface Asked {
  readonly sort?: string;
  readonly filter?: {
    readonly states?: readonly string[];
    readonly due?: string;
    readonly q?: string;
  };
}

const rows = 50;

/**
 * The same page by the SQL that somebody would write without walls or policy, as the owner whom no wall holds: with the cases, the
 * words and who is in charge. @returns ids in their order
 */
export async function askRaw(
  sql: postgres.Sql,
  tenant: string,
  { sort = "newest", filter: { states, due, q } = {} }: Asked,
  now: Temporal.Instant,
): Promise<string[]> {
  const by = {
    newest: sql`received_at desc, id desc`,
    changed: sql`updated_at desc, id desc`,
    due: sql`due_at, id`,
  };
  const query = q?.replaceAll(" ", " & ");
  const found = await sql<{ id: string; body: string | null }[]>`
    select r.tenant, r.id, r.version, r.updated_at, r.channel_id, r.external_id, r.marks,
      (select s.body from simpul.snapshot s where s.tenant = r.tenant and s.report = r.id) as body
    from simpul.report r
    where r.tenant = ${tenant}
      ${states === undefined ? sql`` : sql`and r.state = any (${[...states]})`}
      ${due === undefined ? sql`` : sql`and r.due_at < ${now.toString()}::text::timestamptz`}
      ${
        query === undefined
          ? sql``
          : sql`and exists (select from simpul.report_words w
              where w.tenant = r.tenant and w.report = r.id and w.words @@ to_tsquery('pg_catalog.indonesian', ${query}))`
      }
    order by ${sort === "due" ? by.due : sort === "changed" ? by.changed : by.newest}
    limit ${rows + 1}`;
  const page = found.slice(0, rows);
  const ids = page.map(({ id }) => id);
  await Promise.all([
    sql`select c.report, c.bytes from simpul.content c where c.tenant = ${tenant} and c.report = any (${ids}::uuid[])`,
    sql`select c.report, o.name from simpul.in_charge c join simpul.officer o on o.tenant = c.tenant and o.id = c.officer
      where c.tenant = ${tenant} and c.report = any (${ids}::uuid[])`,
  ]);
  for (const { body } of page) if (typeof body === "string") JSON.parse(body);
  return ids;
}
