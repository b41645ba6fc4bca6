import type { Ability } from "@simpul/access";
import type { Case } from "@simpul/domain";
import { instantText } from "../client.ts";
import { policyCondition } from "../policy.ts";
import type { Tx } from "../scope.ts";
import { caseColumn, caseOf } from "./cases.ts";
import type { CaseRow } from "./cases.ts";

/** A tenant's copy of a report, as it was read: what is written back names its version. */
export interface LoadedReport {
  readonly tenant: string;
  readonly id: string;
  readonly version: number;
  readonly case: Case;
  readonly updatedAt: string;
  readonly channelId?: string;
  readonly externalId?: string;
  /** Marks of its clocks that were kept. */
  readonly marks: readonly string[];
}

export interface LoadedRow extends CaseRow {
  tenant: string;
  version: number;
  updated_at: string;
  channel_id: string | null;
  external_id: string | null;
  marks: string[];
}

/** What a `LoadedReport` is made of; of `simpul.report r`. */
export const loadedColumns = (tx: Tx) =>
  tx`r.tenant, r.id, r.version, r.updated_at, r.channel_id, r.external_id, r.marks, ${caseColumn(tx)}`;

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/**
 * By id or by tracking id (in its written form). Where two tenants of one node hold a copy and the scope reaches
 * both, the preferred tenant's own is taken.
 */
export async function findReport(
  tx: Tx,
  idOrTrackingId: string,
  prefer: string,
): Promise<LoadedReport | undefined> {
  const [row] = await tx<LoadedRow[]>`
    select ${loadedColumns(tx)}
    from simpul.report r
    where ${uuid.test(idOrTrackingId) ? tx`r.id = ${idOrTrackingId}` : tx`r.tracking_id = ${idOrTrackingId}`}
    order by r.tenant = ${prefer} desc
    limit 1`;
  return row === undefined ? undefined : loadedReport(row);
}

type Keys = readonly { readonly tenant: string; readonly report: string }[];

export async function findCopies(tx: Tx, keys: Keys): Promise<LoadedReport[]> {
  return (await copyRows(tx, keys)).map(loadedReport);
}

/** The same for work that goes through all reports: one that cannot be read stops nothing. */
export async function findReadable(
  tx: Tx,
  keys: Keys,
): Promise<{ readonly copies: LoadedReport[]; readonly unreadable: number }> {
  const rows = await copyRows(tx, keys);
  const copies = rows.flatMap((row) => {
    try {
      return loadedReport(row);
    } catch {
      return [];
    }
  });
  return { copies, unreadable: rows.length - copies.length };
}

const copyRows = (tx: Tx, keys: Keys) =>
  tx<LoadedRow[]>`
    select ${loadedColumns(tx)}
    from json_to_recordset(${JSON.stringify(keys)}::text::json) as k (tenant text, report uuid)
    join simpul.report r on r.tenant = k.tenant and r.id = k.report`;

/** Those whose reporters follow this report, because theirs was declared its duplicate. */
export async function findFollowers(tx: Tx, tenant: string, main: string): Promise<LoadedReport[]> {
  const rows = await tx<LoadedRow[]>`
    select ${loadedColumns(tx)}
    from simpul.report r where r.tenant = ${tenant} and r.duplicate_of = ${main}`;
  return rows.map(loadedReport);
}

export interface ListQuery {
  readonly tenant: string;
  readonly state?: string;
  readonly externalId?: string;
  /** Of the last row of the page before. */
  readonly after?: { readonly receivedAt: string; readonly id: string };
  readonly limit: number;
}

/** Newest first, by keyset: a page costs the same wherever it lies. */
export async function listReports(
  tx: Tx,
  ability: Ability,
  query: ListQuery,
): Promise<LoadedReport[]> {
  const { tenant, state, externalId, after, limit } = query;
  const rows = await tx<LoadedRow[]>`
    select ${loadedColumns(tx)}
    from simpul.report r
    where (${policyCondition(tx, ability, "list")})
      and r.tenant = ${tenant}
      ${state === undefined ? tx`` : tx`and r.state = ${state}`}
      ${externalId === undefined ? tx`` : tx`and r.external_id = ${externalId}`}
      ${after === undefined ? tx`` : tx`and (r.received_at, r.id) < (${after.receivedAt}::text::timestamptz, ${after.id})`}
    order by r.received_at desc, r.id desc
    limit ${limit}`;
  return rows.map(loadedReport);
}

export function loadedReport(row: LoadedRow): LoadedReport {
  return {
    tenant: row.tenant,
    id: row.id,
    version: row.version,
    case: caseOf(row),
    marks: row.marks,
    updatedAt: instantText(row.updated_at),
    ...(row.channel_id === null ? {} : { channelId: row.channel_id }),
    ...(row.external_id === null ? {} : { externalId: row.external_id }),
  };
}

/** Copies with a mark that has come, the longest due first. Only what is due is read: the index holds nothing else. */
export async function findDue(
  tx: Tx,
  now: string,
  limit: number,
): Promise<{ tenant: string; report: string }[]> {
  return tx<{ tenant: string; report: string }[]>`
    select tenant, id as report from simpul.report
    where watch_at <= ${now}::text::timestamptz
    order by watch_at limit ${limit}`;
}

/** Looks at a copy again later, or never; nothing that a reader sees changes, so its version stays. */
export async function postponeWatch(
  tx: Tx,
  { tenant, id, version }: Pick<LoadedReport, "tenant" | "id" | "version">,
  until: string | undefined,
): Promise<void> {
  await tx`
    update simpul.report set watch_at = ${until ?? null}::text::timestamptz
    where tenant = ${tenant} and id = ${id} and version = ${version}`;
}
