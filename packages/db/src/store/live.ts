import type { Ability, ReportSubject } from "@simpul/access";
import { instantText } from "../client.ts";
import { policyCondition } from "../policy.ts";
import type { Tx } from "../scope.ts";

/** How far audit rows were numbered, and which transactions may still hold a number up to it. */
export interface LiveMark {
  readonly last: number;
  /** Transaction ids: the next one after those that were given, and the oldest that has not ended. */
  readonly open: bigint;
  readonly oldest: bigint;
  /** Which calendar and policy the deadlines of all reports were computed by, and how far. */
  readonly deadlines: string;
}

/**
 * Two statements, in this order: whoever drew a number up to `last` was under way before `open` was read. Once `oldest` of a later
 * mark has come to `open`, nothing can appear at or below `last` any more (see `settledChanges`). Every act that a desk is told of
 * writes something else before its audit row, so it has its transaction id by then.
 */
export async function liveMark(tx: Tx): Promise<LiveMark> {
  const [drawn] = await tx<
    { last: string | null }[]
  >`select pg_sequence_last_value('simpul.audit_id_seq') as last`;
  const [mark] = await tx<{ open: string; oldest: string; deadlines: string | null }[]>`
    select pg_snapshot_xmax(pg_current_snapshot())::text as open, pg_snapshot_xmin(pg_current_snapshot())::text as oldest,
      (select md5(concat_ws('/', calendar, policy, stage, began_at)) from federation.recompute) as deadlines`;
  return {
    last: Number(drawn?.last ?? 0),
    open: BigInt(mark?.open ?? 0),
    oldest: BigInt(mark?.oldest ?? 0),
    deadlines: mark?.deadlines ?? "none",
  };
}

/** Whether all that had drawn a number up to the earlier mark's `last` have ended by the later one. */
export const settledLive = (earlier: LiveMark, later: LiveMark): boolean =>
  later.oldest >= earlier.open;

/** An act upon a report. */
export interface Acted {
  readonly tenant: string;
  /** Its place in the order of audit rows. */
  readonly id: number;
  readonly report: string;
  readonly verb: string;
  readonly actor: string;
  /** RFC 3339, UTC */
  readonly at: string;
}

/** They change nothing that anybody is shown; and a desk that is told of its own reading would read again. */
const silent = ["read", "monitor", "readFile", "readOriginal", "export", "outlook"];

/** What was done with reports of these tenants after a place, in its order; what is still open is missing among it. */
export async function actsAfter(
  tx: Tx,
  tenants: readonly string[],
  after: number,
  limit: number,
): Promise<Acted[]> {
  const rows = await tx<(Omit<Acted, "id"> & { id: string })[]>`
    select tenant, id, report, verb, actor, at from simpul.audit
    where tenant = any (${[...tenants]}::text[]) and id > ${after} and report is not null
      and verb <> all (${silent}::text[])
    order by id limit ${limit}`;
  return rows.map((row) => ({ ...row, id: Number(row.id), at: instantText(row.at) }));
}

/** As rules look at them, from the columns that `policyCondition` compares. */
export async function subjectsOf(
  tx: Tx,
  tenant: string,
  reports: readonly string[],
): Promise<(ReportSubject & { readonly id: string })[]> {
  const rows = await tx<
    {
      id: string;
      institution: string | null;
      unit: string | null;
      supporting: string[] | null;
      class: string | null;
      channel_id: string | null;
      accused_tenant: string | null;
      accused_unit: string | null;
    }[]
  >`
    select r.id, r.institution, r.unit, r.supporting, r.class, r.channel_id,
      case when r.accused_unit is null then r.accused_tenant end as accused_tenant,
      coalesce(r.accused_tenant, r.tenant) || '/' || r.accused_unit as accused_unit
    from simpul.report r where r.tenant = ${tenant} and r.id = any (${[...reports]}::uuid[])`;
  return rows.map((row) => ({
    tenant,
    id: row.id,
    institution: row.institution ?? undefined,
    unit: row.unit ?? undefined,
    supporting: row.supporting ?? undefined,
    class: row.class ?? undefined,
    channelId: row.channel_id ?? undefined,
    accusedTenant: row.accused_tenant ?? undefined,
    accusedUnit: row.accused_unit ?? undefined,
  }));
}

/** Those of some reports that somebody may list, in their own scope. */
export async function listedAmong(
  tx: Tx,
  ability: Ability,
  tenant: string,
  reports: readonly string[],
): Promise<string[]> {
  const rows = await tx<{ id: string }[]>`
    select r.id from simpul.report r
    where (${policyCondition(tx, ability, "list")})
      and r.tenant = ${tenant} and r.id = any (${[...reports]}::uuid[])`;
  return rows.map(({ id }) => id);
}
