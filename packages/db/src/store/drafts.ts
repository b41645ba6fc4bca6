import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

/** What somebody is still writing about a report. */
export interface DraftRow {
  /** Counts changes, from 1. */
  readonly version: number;
  readonly said: string;
  /** RFC 3339, UTC */
  readonly changedAt: string;
}

/** Whose draft it is; the wall asks the same. */
export interface DraftOf {
  readonly tenant: string;
  readonly account: string;
  readonly report: string;
}

/** A draft lies behind a wall of its account, which stands until the end of the transaction. */
async function as(tx: Tx, account: string): Promise<void> {
  await tx`select set_config('app.account', ${account}, true)`;
}

export async function draftOf(tx: Tx, of: DraftOf): Promise<DraftRow | undefined> {
  await as(tx, of.account);
  return readDraft(tx, of);
}

async function readDraft(
  tx: Tx,
  { tenant, account, report }: DraftOf,
): Promise<DraftRow | undefined> {
  const [row] = await tx<{ version: number; said: string; changed_at: string }[]>`
    select version, said, changed_at from simpul.draft
    where tenant = ${tenant} and account = ${account} and report = ${report}`;
  return row === undefined
    ? undefined
    : { version: row.version, said: row.said, changedAt: instantText(row.changed_at) };
}

/**
 * Keeps what was typed, if nothing else was kept since.
 * @param base the version that the writer knew; 0: none
 * @returns `changed` where another device was faster: nothing was kept; there is none where it was published meanwhile
 */
export async function putDraft(
  tx: Tx,
  of: DraftOf,
  base: number,
  said: string,
  at: string,
): Promise<
  | { readonly outcome: "saved"; readonly version: number }
  | { readonly outcome: "changed"; readonly there: DraftRow | undefined }
> {
  await as(tx, of.account);
  const { tenant, account, report } = of;
  const [row] =
    base === 0
      ? await tx<{ version: number }[]>`
          insert into simpul.draft (tenant, account, report, version, said, changed_at)
          values (${tenant}, ${account}, ${report}, 1, ${said}, ${at})
          on conflict (tenant, account, report) do nothing returning version`
      : await tx<{ version: number }[]>`
          update simpul.draft set version = version + 1, said = ${said}, changed_at = ${at}
          where tenant = ${tenant} and account = ${account} and report = ${report} and version = ${base}
          returning version`;
  return row === undefined
    ? { outcome: "changed", there: await readDraft(tx, of) }
    : { outcome: "saved", version: row.version };
}

/** @param base only if it is still this version; whichever it is, unless given */
export async function deleteDraft(
  tx: Tx,
  { tenant, account, report }: DraftOf,
  base?: number,
): Promise<"deleted" | "missing"> {
  await as(tx, account);
  const deleted = await tx`
    delete from simpul.draft where tenant = ${tenant} and account = ${account} and report = ${report}
      and (${base ?? null}::integer is null or version = ${base ?? null}::integer)`;
  return deleted.count > 0 ? "deleted" : "missing";
}

/** Which of a person's reports have a draft, the newest first. */
export async function draftsOf(
  tx: Tx,
  tenant: string,
  account: string,
  limit: number,
): Promise<{ report: string; changedAt: string }[]> {
  await as(tx, account);
  const rows = await tx<{ report: string; changed_at: string }[]>`
    select report, changed_at from simpul.draft where tenant = ${tenant} and account = ${account}
    order by changed_at desc, report limit ${limit}`;
  return rows.map((row) => ({ report: row.report, changedAt: instantText(row.changed_at) }));
}

/** The sweep leaves these uploads alone until then: a draft names them. */
export async function holdAttachments(
  tx: Tx,
  tenant: string,
  owner: string,
  ids: readonly string[],
  until: string,
): Promise<void> {
  if (ids.length === 0) return;
  await tx`
    update simpul.attachment set kept_until = ${until}
    where tenant = ${tenant} and owner = ${owner} and id = any (${[...ids]}::uuid[])`;
}
