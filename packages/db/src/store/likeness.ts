import type { Tx } from "../scope.ts";
import type { ReportKey } from "./learning.ts";

/** The rarest stems of a report. */
export interface Likeness extends ReportKey {
  readonly stems: readonly string[];
  /** Code of the regency; empty where nobody knows. */
  readonly place: string;
  readonly receivedAt: string;
}

/** Replaces what is kept of these reports. @param gone of which nothing is to stay */
export async function keepLikeness(
  tx: Tx,
  kept: readonly Likeness[],
  gone: readonly ReportKey[],
): Promise<void> {
  const replaced = [...gone, ...kept].map(({ tenant, report }) => ({ tenant, report }));
  if (replaced.length > 0)
    await tx`
      delete from simpul.likeness l
      using json_to_recordset(${JSON.stringify(replaced)}::text::json) as k (tenant text, report uuid)
      where l.tenant = k.tenant and l.report = k.report`;
  const rows = kept.flatMap(({ stems, ...each }) => stems.map((stem) => ({ ...each, stem })));
  if (rows.length > 0)
    await tx`
      insert into simpul.likeness (tenant, report, stem, place, received_at)
      select tenant, report, stem, place, "receivedAt"
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
        tenant text, report uuid, stem text, place text, "receivedAt" timestamptz)`;
}

/** Entries of one stem that are looked at, the newest first: a word that everybody uses costs no more. */
const mostEntries = 2000;

/**
 * Reports of a tenant that have rare stems in common with another: those with most of them, and of the same regency, first.
 * Says nothing of who may read them.
 * @param since RFC 3339
 * @param place code of a regency: only of its province, or of no known place; everywhere unless given
 */
export async function likeReports(
  tx: Tx,
  {
    tenant,
    not,
    stems,
    since,
    place,
  }: {
    readonly tenant: string;
    readonly not: string;
    readonly stems: readonly { readonly stem: string; readonly weight: number }[];
    readonly since: string;
    readonly place?: string | undefined;
  },
  limit: number,
): Promise<string[]> {
  const near = place ?? null;
  const rows = await tx<{ report: string }[]>`
    select l.report
    from json_to_recordset(${JSON.stringify(stems)}::text::json) as s (stem text, weight float8),
      lateral (
        select newest.report, newest.received_at, newest.place
        from (
          select report, received_at, place from simpul.likeness
          where tenant = ${tenant} and stem = s.stem and received_at > ${since}::text::timestamptz
          order by received_at desc limit ${mostEntries}
        ) newest
        where ${near}::text is null or newest.place = '' or left(newest.place, 2) = left(${near}::text, 2)
      ) l
    where l.report <> ${not}
    group by l.report, l.place
    order by sum(s.weight) * (case when l.place = ${near}::text then 2 else 1 end) desc, max(l.received_at) desc, l.report
    limit ${limit}`;
  return rows.map(({ report }) => report);
}

/** What is too old to be the same matter. @returns how many entries went */
export async function sweepLikeness(tx: Tx, before: string): Promise<number> {
  const { count } = await tx`
    delete from simpul.likeness where received_at < ${before}::text::timestamptz`;
  return count;
}
