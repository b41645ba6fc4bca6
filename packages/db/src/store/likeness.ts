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

/** Entries of one stem at one place that are looked at, the newest first: a word that everybody uses costs no more. */
const mostEntries = 500;

/**
 * Reports of a tenant that have rare stems in common with another: those with most of them, and near in time, first. Says nothing
 * of who may read them.
 * @param since RFC 3339; `at` too, of the other's intake
 * @param place code of a regency: only there, in its province, or of no known place; everywhere unless given
 */
export async function likeReports(
  tx: Tx,
  {
    tenant,
    not,
    stems,
    since,
    at,
    place,
  }: {
    readonly tenant: string;
    readonly not: string;
    readonly stems: readonly { readonly stem: string; readonly weight: number }[];
    readonly since: string;
    readonly at: string;
    readonly place?: string | undefined;
  },
  limit: number,
): Promise<string[]> {
  const said = JSON.stringify(stems);
  const places =
    place === undefined ? null : [...new Set([place, place.split(".")[0] ?? place, ""])];
  // A province's own code is a place as a regency's is. Of a report that tells none some of each word are looked at, those of no
  // known place first: to sort all that a common word has would have no bound.
  const rows = await tx<{ report: string }[]>`
    select l.report
    from json_to_recordset(${said}::text::json) as s (stem text, weight float8),
      unnest(coalesce(${places}::text[], array[null])) as p (place),
      lateral (
        (select report, received_at from simpul.likeness
          where p.place is not null and tenant = ${tenant} and place = p.place and stem = s.stem
            and received_at > ${since}::text::timestamptz
          order by received_at desc limit ${mostEntries})
        union all
        (select report, received_at from simpul.likeness
          where p.place is null and tenant = ${tenant} and stem = s.stem
            and received_at > ${since}::text::timestamptz
          limit ${mostEntries})
      ) l
    where l.report <> ${not}
    group by l.report
    order by sum(s.weight) - least(3, abs(extract(epoch from ${at}::text::timestamptz - max(l.received_at)))::float8 / 1209600) desc,
      max(l.received_at) desc, l.report
    limit ${limit}`;
  return rows.map(({ report }) => report);
}

/** What is too old to be the same matter. @returns how many entries went */
export async function sweepLikeness(tx: Tx, before: string): Promise<number> {
  const { count } = await tx`
    delete from simpul.likeness where received_at < ${before}::text::timestamptz`;
  return count;
}
