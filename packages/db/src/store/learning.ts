import type { Tx } from "../scope.ts";

export interface ReportKey {
  readonly tenant: string;
  readonly report: string;
}

/** What a report taught. Nobody has to read anything of it to take it back. */
export interface Learnt extends ReportKey {
  readonly owner?: string;
  readonly unit?: string;
  readonly features: readonly string[];
}

/** `word`: how many reports have a stem, whatever became of them. */
export type LessonAbout = "owner" | "unit" | "word";

/** One count of a tenant. */
export interface Lesson {
  readonly tenant: string;
  readonly about: LessonAbout;
  /** Empty: all reports of the label. */
  readonly feature: string;
  readonly label: string;
  readonly reports: number;
}

/** How far events have been learnt from, for whoever holds it until the transaction ends. */
export async function takeLearning(tx: Tx): Promise<number | "elsewhere"> {
  const [row] = await tx<{ ord: string }[]>`
    select ord from federation.learning for update skip locked`;
  return row === undefined ? "elsewhere" : Number(row.ord);
}

/** The same for who only looks. */
export async function learningAt(tx: Tx): Promise<number> {
  const [row] = await tx<{ ord: string }[]>`select ord from federation.learning`;
  return Number(row?.ord ?? 0);
}

export async function moveLearning(tx: Tx, ord: number): Promise<void> {
  await tx`update federation.learning set ord = ${ord}`;
}

/** Copies of which something happened, from behind one place in the order of arrival up to another. */
export async function changedBetween(tx: Tx, after: number, upTo: number): Promise<ReportKey[]> {
  const rows = await tx<{ tenant: string; report: string }[]>`
    select distinct tenant, report from simpul.event where ord > ${after} and ord <= ${upTo}
    order by tenant, report`;
  return [...rows];
}

export async function learntFrom(tx: Tx, keys: readonly ReportKey[]): Promise<Learnt[]> {
  const rows = await tx<
    {
      tenant: string;
      report: string;
      owner: string | null;
      unit: string | null;
      features: string[];
    }[]
  >`
    select l.tenant, l.report, l.owner, l.unit, l.features
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k (tenant text, report uuid)
    join simpul.learnt l on l.tenant = k.tenant and l.report = k.report`;
  return rows.map(({ owner, unit, ...row }) => ({
    ...row,
    ...(owner === null ? {} : { owner }),
    ...(unit === null ? {} : { unit }),
  }));
}

/** @param gone of which nothing is to stay */
export async function keepLearnt(
  tx: Tx,
  learnt: readonly Learnt[],
  gone: readonly ReportKey[],
): Promise<void> {
  if (gone.length > 0)
    await tx`
      delete from simpul.learnt l
      using json_to_recordset(${JSON.stringify(gone)}::text::json) as k (tenant text, report uuid)
      where l.tenant = k.tenant and l.report = k.report`;
  if (learnt.length > 0)
    await tx`
      insert into simpul.learnt (tenant, report, owner, unit, features)
      select tenant, report, owner, unit, features
      from json_to_recordset(${JSON.stringify(learnt)}::text::json) as x (
        tenant text, report uuid, owner text, unit text, features text[])
      on conflict (tenant, report) do update set
        owner = excluded.owner, unit = excluded.unit, features = excluded.features`;
}

/** Adds to counts, or takes from them; a count that comes to nothing is no row. */
export async function addLessons(tx: Tx, changes: readonly Lesson[]): Promise<void> {
  const moved = changes.filter(({ reports }) => reports !== 0);
  if (moved.length === 0) return;
  const rows = JSON.stringify(moved);
  await tx`
    insert into simpul.lesson as l (tenant, about, feature, label, reports)
    select tenant, about, feature, label, reports
    from json_to_recordset(${rows}::text::json) as x (
      tenant text, about text, feature text, label text, reports int)
    order by tenant, about, feature, label
    on conflict (tenant, about, feature, label) do update set reports = l.reports + excluded.reports`;
  if (moved.some(({ reports }) => reports < 0))
    await tx`
      delete from simpul.lesson l
      using json_to_recordset(${rows}::text::json) as x (
        tenant text, about text, feature text, label text, reports int)
      where x.reports < 0 and l.reports <= 0 and l.tenant = x.tenant and l.about = x.about
        and l.feature = x.feature and l.label = x.label`;
}

/** The counts of these features and of all reports (`""`), whatever their label. */
export async function lessonsOf(
  tx: Tx,
  tenant: string,
  about: LessonAbout,
  features: readonly string[],
): Promise<Lesson[]> {
  const rows = await tx<Lesson[]>`
    select tenant, about, feature, label, reports from simpul.lesson
    where tenant = ${tenant} and about = ${about} and feature = any (${["", ...features]}::text[])`;
  return [...rows];
}

/** How many reports have these stems, tenant by tenant. */
export async function stemCounts(
  tx: Tx,
  wanted: readonly { readonly tenant: string; readonly feature: string }[],
): Promise<Lesson[]> {
  const rows = await tx<Lesson[]>`
    select l.tenant, l.about, l.feature, l.label, l.reports
    from json_to_recordset(${JSON.stringify(wanted)}::text::json) as k (tenant text, feature text)
    join simpul.lesson l on l.tenant = k.tenant and l.about = 'word' and l.feature = k.feature and l.label = ''`;
  return [...rows];
}

/** Indonesian words by their stems, as the database's dictionary has them; a word that has none is its own. */
export async function stemsOf(tx: Tx, words: readonly string[]): Promise<Map<string, string>> {
  const rows = await tx<{ word: string; stem: string | null }[]>`
    select word, (ts_lexize('indonesian_stem', word))[1] as stem
    from unnest(${[...new Set(words)]}::text[]) as word`;
  return new Map(rows.map(({ word, stem }) => [word, stem ?? word]));
}
