import type { Tx } from "../scope.ts";

/**
 * What is known of a file's bytes. `pending`: nobody gets it before it was looked at. `unscanned`: this installation has no
 * scanner, and says so. `infected`: its bytes are gone.
 */
export type FileState = "pending" | "unscanned" | "clean" | "infected";

export interface FileCheck {
  readonly state: FileState;
  /** Name of a small picture in the blob store: there is one only where the file was decoded as a picture. */
  readonly thumbnail?: string;
}

/**
 * Says that these tenants are about to name a blob, and what is known of it. Always before its bytes are put, in a transaction
 * of its own: the sweeper removes row and bytes in one transaction, so whoever comes after it finds neither and puts both.
 * @param at RFC 3339
 */
export async function claimFile(
  tx: Tx,
  blob: string,
  tenants: readonly string[],
  state: FileState,
  at: string,
): Promise<FileCheck> {
  const [row] = await tx<{ state: FileState; thumbnail: string | null }[]>`
    insert into federation.file as f (blob, state, tenants, touched_at, next_at)
    values (${blob}, ${state}, ${[...tenants]}, ${at}, ${at})
    on conflict (blob) do update set touched_at = greatest(f.touched_at, excluded.touched_at),
      tenants = (select array_agg(distinct each) from unnest(f.tenants || excluded.tenants) each)
    returning state, thumbnail`;
  if (row === undefined) throw new Error("a file was claimed and is not there");
  return checkOf(row);
}

/** Of a picture that was made from the file; both have to be claimed before. */
export async function keepThumbnail(tx: Tx, blob: string, thumbnail: string): Promise<void> {
  await tx`update federation.file set thumbnail = ${thumbnail} where blob = ${blob} and thumbnail is null`;
}

/** What is known of each; a blob that is not there is not known, and not given out. */
export async function checksOf(
  tx: Tx,
  blobs: readonly string[],
): Promise<ReadonlyMap<string, FileCheck>> {
  if (blobs.length === 0) return new Map();
  const rows = await tx<{ blob: string; state: FileState; thumbnail: string | null }[]>`
    select blob, state, thumbnail from federation.file where blob = any (${[...blobs]}::text[])`;
  return new Map(rows.map((row) => [row.blob, checkOf(row)]));
}

export interface DueFile {
  readonly blob: string;
  readonly state: FileState;
  /** How often somebody began to look, this time included. */
  readonly attempts: number;
  readonly tenants: readonly string[];
  readonly hasThumbnail: boolean;
}

/**
 * Takes files that somebody has to look at, for five minutes: a process that dies with them leaves them to the next.
 * @param at RFC 3339
 * @param scans also those that came before this installation had a scanner
 */
export async function takeDueFiles(
  tx: Tx,
  at: string,
  scans: boolean,
  limit: number,
): Promise<DueFile[]> {
  const rows = await tx<(Omit<DueFile, "hasThumbnail"> & { thumbnail: string | null })[]>`
    update federation.file f set next_at = ${at}::timestamptz + interval '5 minutes', attempts = f.attempts + 1
    from (
      select blob from federation.file
      where next_at <= ${at} and ${scans ? tx`state in ('pending', 'unscanned')` : tx`state = 'unscanned' and looked_at is null`}
      order by next_at limit ${limit} for update skip locked
    ) due
    where f.blob = due.blob returning f.blob, f.state, f.attempts, f.tenants, f.thumbnail`;
  return rows.map(({ thumbnail, ...row }) => ({ ...row, hasThumbnail: thumbnail !== null }));
}

/** Nobody could look: again at that time, in the state that it has. */
export async function postponeFiles(
  tx: Tx,
  blobs: readonly string[],
  until: string,
): Promise<void> {
  await tx`update federation.file set next_at = ${until} where blob = any (${[...blobs]}::text[])`;
}

/** A report and tenant that a file belongs to; without a report it was only uploaded. */
export interface FileOwner {
  readonly tenant: string;
  readonly report?: string;
}

/**
 * What the look at a file ended in. Each report that holds it shows something else from now on, so its version rises.
 * @returns whom it concerns; none where somebody else had ended it
 */
export async function settleFile(
  tx: Tx,
  blob: string,
  state: FileState,
  at: string,
): Promise<FileOwner[] | "settled"> {
  const changed = await tx<{ was: FileState }[]>`
    update federation.file f set state = ${state}, looked_at = ${at}
    from (select blob, state as was from federation.file where blob = ${blob} for update) old
    where f.blob = old.blob and old.was in ('pending', 'unscanned') returning old.was`;
  const [before] = changed;
  if (before === undefined) return "settled";
  const rows = await tx<{ tenant: string; report: string | null }[]>`
    select distinct tenant, report from simpul.content where blob = ${blob}
    union select tenant, null from simpul.attachment a where sha256 = ${blob}
      and not exists (select from simpul.content c where c.tenant = a.tenant and c.hash = a.hash)
    union select tenant, null from simpul.original where blob = ${blob}`;
  if (before.was !== state)
    await tx`
      update simpul.report r set version = r.version + 1
      from (select distinct tenant, report from simpul.content where blob = ${blob}) c
      where r.tenant = c.tenant and r.id = c.report`;
  return rows.map(({ tenant, report }) => ({ tenant, ...(report === null ? {} : { report }) }));
}

/** Files that lie here without a row: of a version before this one, or of a restored database. @returns how many */
export async function adoptFiles(tx: Tx, state: FileState, at: string): Promise<number> {
  const adopted = await tx`
    insert into federation.file (blob, state, tenants, touched_at, next_at)
    select blob, ${state}, array_agg(distinct tenant), ${at}, ${at} from simpul.content c
    where blob is not null and not exists (select from federation.file f where f.blob = c.blob)
    group by blob
    on conflict (blob) do nothing`;
  return adopted.count;
}

/**
 * Uploads of before, but what a draft holds: what encloses one names its file by itself, and a decree its paper by the upload.
 * @returns how many of each tenant nothing had enclosed
 */
export async function sweepAttachments(
  tx: Tx,
  before: string,
): Promise<ReadonlyMap<string, number>> {
  const swept = await tx<{ tenant: string; isLost: boolean }[]>`
    delete from simpul.attachment a
    where created_at < ${before} and coalesce(kept_until, created_at) < ${before}
      and not exists (select from simpul.decree d where d.tenant = a.tenant and d.scan = a.id)
    returning tenant, not exists (
      select from simpul.content c where c.hash = a.hash and c.tenant = a.tenant) as "isLost"`;
  const lost = new Map<string, number>();
  for (const { tenant, isLost } of swept) if (isLost) lost.set(tenant, (lost.get(tenant) ?? 0) + 1);
  await tx`
    delete from simpul.original o
    where created_at < ${before}
      and not exists (
        select from simpul.content c where c.hash = o.hash and c.tenant = o.tenant and c.blob is not null)
      and not exists (select from simpul.attachment a where a.hash = o.hash and a.tenant = o.tenant)`;
  return lost;
}

/**
 * Files that nothing names any more. Only those whose every tenant can be asked: of another, the wall shows no rows, and that
 * nobody names it would be a guess.
 */
export async function unnamedFiles(
  tx: Tx,
  tenants: readonly string[],
  before: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx<{ blob: string }[]>`
    select f.blob from federation.file f
    where f.touched_at < ${before} and f.tenants <@ ${[...tenants]}::text[] and ${unnamed(tx)}
    limit ${limit}`;
  return rows.map(({ blob }) => blob);
}

/** The row of a file that nothing names; its bytes are removed in the same transaction, before it commits. */
export async function dropFile(
  tx: Tx,
  blob: string,
  tenants: readonly string[],
  before: string,
): Promise<"dropped" | "kept"> {
  const dropped = await tx`
    delete from federation.file f
    where f.blob = ${blob} and f.touched_at < ${before} and f.tenants <@ ${[...tenants]}::text[] and ${unnamed(tx)}`;
  return dropped.count === 1 ? "dropped" : "kept";
}

const unnamed = (tx: Tx) => tx`
  not exists (select from simpul.content c where c.blob = f.blob)
  and not exists (select from simpul.attachment a where a.sha256 = f.blob)
  and not exists (select from simpul.original o where o.blob = f.blob)
  and not exists (select from federation.file t where t.thumbnail = f.blob)`;

function checkOf({ state, thumbnail }: { state: FileState; thumbnail: string | null }): FileCheck {
  return thumbnail === null ? { state } : { state, thumbnail };
}
