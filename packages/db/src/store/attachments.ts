import type { Tx } from "../scope.ts";
import type { FileState } from "./files.ts";

/** A file that was uploaded and is not yet part of a report. */
export interface AttachmentRow {
  readonly tenant: string;
  readonly id: string;
  readonly owner: string;
  /** Plain SHA-256: its name in the blob store. */
  readonly sha256: string;
  /** SHA-256(salt ‖ bytes): its name in events. */
  readonly hash: string;
  readonly salt: string;
  readonly size: number;
  readonly type: string;
  readonly name: string | null;
  readonly created_at: string;
}

/** @returns `there` where this id was taken: the same upload was finished twice */
export async function insertAttachment(tx: Tx, a: AttachmentRow): Promise<"kept" | "there"> {
  const kept = await tx`
    insert into simpul.attachment (tenant, id, owner, sha256, hash, salt, size, type, name, created_at)
    values (${a.tenant}, ${a.id}, ${a.owner}, ${a.sha256}, ${a.hash}, ${a.salt}, ${a.size}, ${a.type}, ${a.name}, ${a.created_at})
    on conflict (tenant, id) do nothing`;
  return kept.count === 1 ? "kept" : "there";
}

/** Only what this very key or channel uploaded: nobody encloses another's file by guessing its id. */
export async function findAttachments(
  tx: Tx,
  tenant: string,
  owner: string,
  ids: readonly string[],
): Promise<(AttachmentRow & { readonly state: FileState })[]> {
  const rows = await tx<(AttachmentRow & { state: FileState })[]>`
    select tenant, id, owner, sha256, hash, salt, size, type, name, created_at,
      coalesce((select state from federation.file where blob = sha256), 'pending') as state
    from simpul.attachment where tenant = ${tenant} and owner = ${owner} and id = any (${[...ids]}::uuid[])`;
  return [...rows];
}

/** One content of one report, without its bytes. */
export async function namedContent(
  tx: Tx,
  tenant: string,
  report: string,
  hash: string,
): Promise<{ type: string; size: number; name?: string; blob?: string } | undefined> {
  const [row] = await tx<
    { type: string; size: number; name: string | null; blob: string | null }[]
  >`
    select type, size, name, blob from simpul.content
    where tenant = ${tenant} and report = ${report} and hash = ${hash}`;
  if (row === undefined) return undefined;
  const { type, size, name, blob } = row;
  return { type, size, ...(name === null ? {} : { name }), ...(blob === null ? {} : { blob }) };
}

export interface OriginalRow {
  readonly tenant: string;
  /** Name in events of the file that was made of it. */
  readonly hash: string;
  readonly blob: string;
  readonly size: number;
  readonly type: string;
  readonly created_at: string;
}

export async function insertOriginal(tx: Tx, o: OriginalRow): Promise<void> {
  await tx`
    insert into simpul.original (tenant, hash, blob, size, type, created_at)
    values (${o.tenant}, ${o.hash}, ${o.blob}, ${o.size}, ${o.type}, ${o.created_at})`;
}

export async function findOriginal(
  tx: Tx,
  tenant: string,
  hash: string,
): Promise<OriginalRow | undefined> {
  const [row] = await tx<OriginalRow[]>`
    select tenant, hash, blob, size, type, created_at from simpul.original
    where tenant = ${tenant} and hash = ${hash}`;
  return row;
}

/** Whether a tenant keeps what was uploaded beside what is shown; none does unless it said so. */
export async function keepsOriginals(tx: Tx, tenant: string): Promise<boolean> {
  const [row] = await tx<{ keeps: boolean }[]>`
    select keeps_originals as keeps from simpul.file_policy where tenant = ${tenant}`;
  return row?.keeps ?? false;
}

export async function setKeepsOriginals(
  tx: Tx,
  tenant: string,
  keeps: boolean,
  at: string,
): Promise<void> {
  await tx`
    insert into simpul.file_policy (tenant, keeps_originals, changed_at) values (${tenant}, ${keeps}, ${at})
    on conflict (tenant) do update set keeps_originals = excluded.keeps_originals, changed_at = excluded.changed_at`;
}

/** Asks the scanner's job to come at once; it comes every minute anyway. */
export async function askForCheck(tx: Tx, tenant: string, at: string): Promise<void> {
  await tx`
    insert into simpul.outbox (tenant, kind, task, payload, created_at)
    values (${tenant}, 'job', 'checkFiles', '{}', ${at})`;
}
