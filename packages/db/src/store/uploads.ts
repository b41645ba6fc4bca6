import type { Tx } from "../scope.ts";

/** A file that comes in pieces. Only pieces that are listed count, in their order. */
export interface UploadRow {
  readonly tenant: string;
  readonly id: string;
  readonly owner: string;
  readonly name: string | null;
  /** What it will be, in bytes. */
  readonly size: number;
  /** What is durable of it, in bytes. */
  readonly received: number;
  readonly pieces: readonly string[];
  readonly created_at: string;
  readonly expires_at: string;
  /** All of it came, and it is an attachment under the same id. */
  readonly finished_at: string | null;
}

export interface UploadQuota {
  readonly bytes: number;
  readonly uploads: number;
}

/** Two that begin at once wait for each other: together they must not pass the quota either. */
export async function insertUpload(
  tx: Tx,
  u: Omit<UploadRow, "received" | "pieces" | "finished_at">,
  quota: UploadQuota,
): Promise<"begun" | "full"> {
  await tx`select pg_advisory_xact_lock(hashtextextended(${`upload/${u.tenant}/${u.owner}`}, 0))`;
  const begun = await tx`
    insert into simpul.upload (tenant, id, owner, name, size, created_at, expires_at)
    select ${u.tenant}, ${u.id}::uuid, ${u.owner}, ${u.name}, ${u.size}::int, ${u.created_at}::timestamptz,
      ${u.expires_at}::timestamptz
    from (
      select count(*) as uploads, coalesce(sum(size), 0) as bytes from simpul.upload
      where tenant = ${u.tenant} and owner = ${u.owner} and expires_at > ${u.created_at} and finished_at is null
    ) open
    where open.uploads < ${quota.uploads} and open.bytes + ${u.size}::int <= ${quota.bytes}`;
  return begun.count === 1 ? "begun" : "full";
}

/** Only the owner's, and none that has expired. @param now RFC 3339 */
export async function findUpload(
  tx: Tx,
  tenant: string,
  owner: string,
  id: string,
  now: string,
): Promise<UploadRow | undefined> {
  const [row] = await tx<UploadRow[]>`
    select tenant, id, owner, name, size, received, pieces, created_at, expires_at, finished_at
    from simpul.upload
    where tenant = ${tenant} and owner = ${owner} and id = ${id} and expires_at > ${now}`;
  return row;
}

/** Of two that write the same place one is first; the other's bytes do not count. */
export async function addPiece(
  tx: Tx,
  tenant: string,
  id: string,
  piece: { readonly at: number; readonly bytes: number; readonly name: string },
): Promise<"added" | "elsewhere"> {
  const added = await tx`
    update simpul.upload set received = received + ${piece.bytes}, pieces = pieces || ${piece.name}::text
    where tenant = ${tenant} and id = ${id} and received = ${piece.at} and received + ${piece.bytes} <= size`;
  return added.count === 1 ? "added" : "elsewhere";
}

/** Its pieces are read no more. */
export async function finishUpload(tx: Tx, tenant: string, id: string, at: string): Promise<void> {
  await tx`
    update simpul.upload set finished_at = ${at}, pieces = '{}', received = size
    where tenant = ${tenant} and id = ${id} and finished_at is null`;
}

export async function deleteUpload(tx: Tx, tenant: string, id: string): Promise<void> {
  await tx`delete from simpul.upload where tenant = ${tenant} and id = ${id}`;
}

/** @returns ids of those that had expired; they are gone */
export async function sweepUploads(tx: Tx, now: string): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    delete from simpul.upload where expires_at <= ${now} returning id`;
  return rows.map(({ id }) => id);
}

/** Which of these are still known; of the others only pieces are left. */
export async function knownUploads(tx: Tx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  if (ids.length === 0) return new Set();
  const rows = await tx<{ id: string }[]>`
    select id from simpul.upload where id = any (${[...ids]}::uuid[])`;
  return new Set(rows.map(({ id }) => id));
}
