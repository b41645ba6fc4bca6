import type { Tx } from "../scope.ts";
import { spelt } from "./audit-chain.ts";
import type { AuditRow } from "./audit-chain.ts";

export interface AuditQuery {
  readonly tenant: string;
  /** RFC 3339; from inclusive, to exclusive. */
  readonly from: string;
  readonly to: string;
  readonly actor?: string;
  readonly verb?: string;
  readonly report?: string;
  readonly outcome?: string;
  /** Of whistleblowing about the tenant itself: left out, where its auditors may not know of it. */
  readonly accused?: "hidden";
  /** The last one of the page before. */
  readonly after?: { readonly at: string; readonly id: string };
  readonly limit: number;
}

/**
 * Newest first. What is sealed is found by its link, which knows the time, and what waits for the sealer by looking at all of
 * that; a row about a report by the index of reports.
 */
export async function searchAudit(tx: Tx, query: AuditQuery): Promise<AuditRow[]> {
  const { tenant, from, to, actor, verb, report, outcome, accused, after, limit } = query;
  const columns = tx`a.tenant, a.id, a.at as moment, ${spelt(tx, "a.at")} as at, a.actor, a.verb, a.report, a.outcome,
    a.detail::text as detail`;
  const matching = tx`a.tenant = ${tenant} and a.at >= ${from} and a.at < ${to}
    ${actor === undefined ? tx`` : tx`and a.actor = ${actor}`}
    ${verb === undefined ? tx`` : tx`and a.verb = ${verb}`}
    ${report === undefined ? tx`` : tx`and a.report = ${report}`}
    ${outcome === undefined ? tx`` : tx`and a.outcome = ${outcome}`}
    ${accused === undefined ? tx`` : tx`and not ${aboutAccused(tx)}`}
    ${after === undefined ? tx`` : tx`and (a.at, a.id) < (${after.at}::timestamptz, ${after.id}::bigint)`}`;
  if (report !== undefined)
    return [
      ...(await tx<AuditRow[]>`
      select ${columns} from simpul.audit a where ${matching} order by a.at desc, a.id desc limit ${limit}`),
    ];
  return [
    ...(await tx<AuditRow[]>`
    (select ${columns} from simpul.audit_link l join simpul.audit a on a.tenant = l.tenant and a.id = l.audit
      where l.tenant = ${tenant} and l.at >= ${from} and l.at < ${to}
        ${after === undefined ? tx`` : tx`and (l.at, l.audit) < (${after.at}::timestamptz, ${after.id}::bigint)`}
        and ${matching}
      order by l.at desc, l.audit desc limit ${limit})
    union all
    (select ${columns} from simpul.audit a, federation.audit_sealer s
      where ${matching} and (a.id > s.settled or not a.tenant = any (s.tenants))
        and not exists (select from simpul.audit_link l where l.tenant = a.tenant and l.audit = a.id)
      order by a.at desc, a.id desc limit ${limit})
    order by moment desc, id desc limit ${limit}`),
  ];
}

/** By what people call them; those that are kept at a tenant. */
export async function trackingIdsOf(
  tx: Tx,
  tenant: string,
  reports: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await tx<{ id: string; tracking_id: string }[]>`
    select id, tracking_id from simpul.report where tenant = ${tenant} and id = any (${[...reports]}::uuid[])`;
  return new Map(rows.map(({ id, tracking_id }) => [id, tracking_id]));
}

/** The other way round. */
export async function reportTracked(
  tx: Tx,
  tenant: string,
  trackingId: string,
): Promise<string | undefined> {
  const [row] = await tx<{ id: string }[]>`
    select id from simpul.report where tenant = ${tenant} and tracking_id = ${trackingId}`;
  return row?.id;
}

/** Where a unit is accused, the tenant's others may know. */
const aboutAccused = (tx: Tx) => tx`exists (
  select from simpul.report r where r.tenant = a.tenant and r.id = a.report and r.class = 'whistleblowing'
    and r.accused_tenant = a.tenant and r.accused_unit is null)`;
