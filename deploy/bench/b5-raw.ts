import { deskClocks, summaryOf } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import type postgres from "postgres";

interface Asked {
  readonly sort?: "newest" | "due" | "changed";
  readonly filter?: {
    readonly states?: readonly string[];
    readonly due?: string;
    readonly q?: string;
    readonly categories?: readonly string[];
    readonly classes?: readonly string[];
    readonly area?: string;
    readonly officer?: string;
    readonly flags?: readonly string[];
  };
}

const rows = 50;

interface Found {
  readonly id: string;
  readonly version: number;
  readonly updated_at: Date;
  readonly body: Parameters<typeof summaryOf>[1]["case"];
}

/** States in which a deadline runs. */
const running =
  "received held verified returned forwarded accepted assigned inProgress answered referred".split(
    " ",
  );

/** Nobody asks a policy what may be shown: all of it is. */
const everything = new Set(["facts", "history", "words", "inside"] as const);

/**
 * The same page by the SQL that somebody would write without walls or policy, as the owner whom no wall holds: with the cases, the
 * words and who is in charge, and each row made of them as a desk's is.
 * @returns ids in their order, and the milliseconds that it took to make rows of what had been read
 */
export async function askRaw(
  ctx: Context,
  sql: postgres.Sql,
  tenant: string,
  { sort = "newest", filter = {} }: Asked,
): Promise<{ readonly ids: string[]; readonly shaping: number }> {
  const { states, due, q, categories, classes, area, officer, flags } = filter;
  const query = q?.replaceAll(" ", " & ");
  const columns = sql`r.tenant, r.id, r.version, r.updated_at, r.channel_id, r.external_id, r.marks`;
  const meets = sql`r.tenant = ${tenant}
    ${states === undefined ? sql`` : sql`and r.state = any (${[...states]})`}
    ${due === undefined ? sql`` : sql`and r.due_at < ${ctx.caseNow().toString()}::text::timestamptz`}
    ${categories === undefined ? sql`` : sql`and r.category = any (${[...categories]})`}
    ${classes === undefined ? sql`` : sql`and r.class = any (${[...classes]})`}
    ${area === undefined ? sql`` : sql`and (r.area = ${area} or r.area like ${`${area}.%`})`}
    ${flags === undefined ? sql`` : sql`and r.hops > 0`}
    ${
      officer === undefined
        ? sql``
        : sql`and exists (select from simpul.in_charge c join simpul.officer o on o.tenant = c.tenant and o.id = c.officer
            where c.tenant = r.tenant and c.report = r.id and o.account = 'bench' and c.unit is not distinct from r.unit)`
    }
    ${
      query === undefined
        ? sql``
        : sql`and exists (select from simpul.report_words w
            where w.tenant = r.tenant and w.report = r.id and w.words @@ to_tsquery('pg_catalog.indonesian', ${query}))`
    }`;
  const ordered = {
    newest: sql`simpul.report r where ${meets} order by r.received_at desc, r.id desc`,
    // As the index has them: a state each.
    due: sql`(
      select q.* from unnest(${[...(states ?? running)]}::text[]) s (state) cross join lateral (
        select * from simpul.report r where ${meets} and r.state = s.state and r.due_at is not null
        order by r.due_at, r.id limit ${rows + 1}) q
    ) r order by r.due_at, r.id`,
    // Either part by the index that has it in order.
    changed: sql`(
      (select * from simpul.report r where ${meets} and (r.state <> 'received' or r.updated_at <> r.received_at)
        order by r.updated_at desc, r.id desc limit ${rows + 1})
      union all
      (select * from simpul.report r where ${meets} and r.state = 'received' and r.updated_at = r.received_at
        order by r.received_at desc, r.id desc limit ${rows + 1})
    ) r order by r.updated_at desc, r.id desc`,
  }[sort];
  const found = await sql<Found[]>`
    select ${columns},
      (select s.body from simpul.snapshot s where s.tenant = r.tenant and s.report = r.id) as body
    from ${ordered} limit ${rows + 1}`;
  const page = found.slice(0, rows);
  const ids = page.map(({ id }) => id);
  const [words] = await Promise.all([
    sql<{ report: string; bytes: Uint8Array }[]>`
      select c.report, c.bytes from simpul.content c where c.tenant = ${tenant} and c.report = any (${ids}::uuid[])`,
    sql`select c.report, o.name from simpul.in_charge c join simpul.officer o on o.tenant = c.tenant and o.id = c.officer
      where c.tenant = ${tenant} and c.report = any (${ids}::uuid[])`,
  ]);
  const began = performance.now();
  const said = new Map(words.map(({ report, bytes }) => [report, JSON.parse(String(bytes))]));
  for (const { id, version, updated_at: at, body } of page) {
    const loaded = { id, version, case: body, updatedAt: at.toISOString() };
    const summary = summaryOf(ctx, loaded, everything);
    const clocks = deskClocks(ctx, body, summary.clocks);
    const made = { ...summary, clocks, ...said.get(id) };
    if (made.id !== id) throw new Error("a row is another's");
  }
  return { ids, shaping: performance.now() - began };
}
