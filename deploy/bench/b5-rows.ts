import type { Context } from "@simpul/casework";
import { bulkReports } from "@simpul/testkit";
import postgres from "postgres";

/** How words are spread: as in a language, the n-th has the n-th part of the share of the first. */
const vocabulary = 20_000;
const wordsEach = 15;
/** Reports of a tenant whose words lie there as contents, too: more than any page of a list reads. */
const quoted = 5_000;

/** What few reports have, and how few. */
export const rare = { category: "permit", class: "information", account: "bench" } as const;
const oneIn = 5_000;
const onOneDesk = 200;

/**
 * Open reports by the million, each with fifteen words by which it is found. Indexes are made when the rows are there, as a
 * restored database makes them.
 * @param measured tenants whose newest reports have titles
 */
export async function loadReports(
  ctx: Context,
  ownerUrl: string,
  count: number,
  measured: readonly string[],
): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    const remake = await withoutIndexes(sql);
    await bulkReports(ctx, ownerUrl, { count, seed: 5 });
    await makeRare(sql);
    await sql`select setseed(0.5)`;
    await sql`
      insert into simpul.report_words (tenant, report, words)
      select r.tenant, r.id, (
        select array_to_tsvector(array_agg(distinct 'kata' || floor(exp(random() * ln(${vocabulary}::int)))::int) || ('@' || r.tenant))
        from generate_series(1, ${wordsEach}) n where r.id is not null)
      from simpul.report r`;
    await remake();
    for (const tenant of measured) {
      await quote(sql, tenant);
      await entrust(sql, tenant);
    }
    // What a restored database does before it serves; an analysis alone leaves every page to be looked at.
    await sql`vacuum (analyze) simpul.report, simpul.report_words, simpul.snapshot, simpul.content, simpul.in_charge`;
  } finally {
    await sql.end();
  }
}

/** Takes away every index but those of keys. @returns makes them again */
async function withoutIndexes(sql: postgres.Sql): Promise<() => Promise<void>> {
  const indexes = await sql<{ name: string; made: string }[]>`
    select i.indexrelid::regclass::text as name, pg_get_indexdef(i.indexrelid) as made
    from pg_index i
    where i.indrelid in ('simpul.report'::regclass, 'simpul.report_words'::regclass)
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)`;
  for (const { name } of indexes) await sql`drop index ${sql(name)}`;
  return async () => {
    await sql`set maintenance_work_mem = '256MB'`;
    for (const { made } of indexes) await sql.unsafe(made);
  };
}

/** A few of many thousands are of a category, and at the hub of a class, that hardly anything else is of. */
async function makeRare(sql: postgres.Sql): Promise<void> {
  await sql`
    update simpul.report set
      category = case when hashtext(id::text) % ${oneIn} = 0 then ${rare.category} else category end,
      class = case when hashtext(id::text) % ${oneIn} = 1 then ${rare.class} else class end
    where hashtext(id::text) % ${oneIn} in (0, 1)`;
}

/** One officer of a tenant has some cases, the newest and the oldest among them. */
async function entrust(sql: postgres.Sql, tenant: string): Promise<void> {
  await sql`
    with one as (
      insert into simpul.officer (tenant, id, account, name, email, role, held_at, reach, begins, created_at)
      values (${tenant}, gen_random_uuid(), ${rare.account}, 'Petugas', 'petugas@example.go.id', 'liaison', ${tenant}, 'self',
        '2000-01-01', now())
      returning id
    )
    insert into simpul.in_charge (tenant, report, officer, unit, since)
    select r.tenant, r.id, one.id, r.unit, r.received_at
    from one, (
      select *, row_number() over (order by received_at) as n, count(*) over () as rows
      from simpul.report where tenant = ${tenant} and state <> 'received'
    ) r
    where r.n % greatest(1, r.rows / ${onOneDesk}) = 0`;
}

async function quote(sql: postgres.Sql, tenant: string): Promise<void> {
  await sql`
    insert into simpul.content (tenant, report, hash, salt, type, size, bytes, received_at)
    select r.tenant, r.id, s.body #>> '{report,text,hash}', 'c2FsdA', 'application/vnd.simpul.words+json', 200,
      convert_to(json_build_object('title', 'Jalan berlubang ' || r.tracking_id,
        'text', repeat('Sudah tiga kali pengendara jatuh di depan pasar. ', 4))::text, 'UTF8'), r.received_at
    from simpul.report r join simpul.snapshot s on s.tenant = r.tenant and s.report = r.id
    where r.tenant = ${tenant} and s.body #>> '{report,text,hash}' is not null
    order by r.received_at desc limit ${quoted}
    on conflict do nothing`;
}
