import type { Case } from "@simpul/domain";
import type { Due } from "../change.ts";
import { instantText } from "../client.ts";
import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";
import { caseColumn, caseOf } from "./cases.ts";
import type { CaseRow } from "./cases.ts";
import type { Lease } from "./lease.ts";

/** The documents that deadlines were computed with, by their own names (`Due`). */
export interface TermsVersions {
  readonly calendar: string;
  readonly policy: string;
}

/** Where a batch ended: the next begins behind it. */
export interface Place {
  readonly tenant: string;
  readonly id: string;
}

export interface OpenReport extends Place {
  readonly version: number;
  readonly case: Case;
  readonly due: Due;
}

/** What a computation makes of a copy. `was`: its earliest deadline before, where that moved. */
export interface NewDue extends Place {
  /** The one that was read. */
  readonly version: number;
  readonly due: Omit<Due, "marks" | "calendar" | "policy">;
  readonly was?: string;
  /** Whether its readers see something else than before. */
  readonly shows: boolean;
}

interface Row extends CaseRow {
  tenant: string;
  version: number;
  marks: string[];
  due_clock: string | null;
  due_at: string | null;
  due_provisional: boolean;
  watch_at: string | null;
  calendar: string | null;
  policy: string | null;
}

const columns = (
  tx: Tx,
) => tx`r.tenant, r.id, r.version, r.marks, r.due_clock, r.due_at, r.due_provisional,
  r.watch_at, r.calendar, r.policy, ${caseColumn(tx)}`;

/** What an amendment can have moved. */
export interface Reach {
  /** RFC 3339, UTC. What ends before it stands where it stands. */
  readonly from: string;
  /** Whether anything can come earlier than it was to: then marks count as well as deadlines. */
  readonly restores: boolean;
}

/**
 * Open reports of one tenant in the order of their ids, from behind a place on.
 * @param within only those that may be moved; all unless given
 */
export async function openReports(
  tx: Tx,
  { tenant, id }: Place,
  limit: number,
  within?: Reach,
): Promise<OpenReport[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from simpul.report r
    where r.state not in ('archived', 'closed') and r.tenant = ${tenant} and r.id > ${id}::uuid
      ${within === undefined ? tx`` : tx`and (r.due_at >= ${within.from}::text::timestamptz ${within.restores ? tx`or r.watch_at >= ${within.from}::text::timestamptz` : tx``})`}
    order by r.id limit ${limit}`;
  return rows.map(opened);
}

/** Open reports that changed since, and by other versions than these: what a process wrote that had not heard of them. */
export async function openSince(
  tx: Tx,
  { calendar, policy }: TermsVersions,
  since: string,
  limit: number,
): Promise<OpenReport[]> {
  const rows = await tx<Row[]>`
    select ${columns(tx)} from simpul.report r
    where r.state not in ('archived', 'closed') and r.updated_at >= ${since}::text::timestamptz
      and (r.calendar, r.policy) is distinct from (${calendar}::text, ${policy}::text)
    limit ${limit}`;
  return rows.map(opened);
}

function opened(row: Row): OpenReport {
  return {
    tenant: row.tenant,
    id: row.id,
    version: row.version,
    case: caseOf(row),
    due: {
      ...(row.due_clock === null || row.due_at === null
        ? {}
        : { clock: row.due_clock, at: instantOf(row.due_at) }),
      provisional: row.due_provisional,
      ...(row.watch_at === null ? {} : { watchAt: instantOf(row.watch_at) }),
      marks: row.marks,
      calendar: row.calendar ?? "",
      policy: row.policy ?? "",
    },
  };
}

/** What a deadline is: a whole second, UTC. A million of them need no calendar arithmetic. */
const wholeSecond = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)\+00$/;

function instantOf(stored: string): string {
  const read = wholeSecond.exec(stored);
  return read === null ? instantText(stored) : `${read[1]}T${read[2]}.000Z`;
}

/**
 * Writes what was computed, and what it moved, in one statement. A copy that changed since it was read stays as it is:
 * whoever changed it computed it too. What a crash of the server takes back is computed again, because the place in the run
 * is kept after this, so the commit waits for no disk.
 * @param held copies that another transaction holds: `skip` waits for nobody and leaves them out
 * @param at RFC 3339, UTC, of the history
 * @returns `left`: those that were skipped, or had changed
 */
export async function moveDeadlines(
  tx: Tx,
  to: TermsVersions,
  computed: readonly NewDue[],
  held: "skip" | "wait",
  at: string,
): Promise<{ moved: number; left: NewDue[] }> {
  const rows = computed.map(({ tenant, id, version, due, was: before, shows }) => ({
    tenant,
    id,
    version,
    shows: shows ? 1 : 0,
    due_clock: due.clock,
    due_at: due.at,
    due_provisional: due.provisional,
    watch_at: due.watchAt,
    was: before,
  }));
  const [written] = await tx<{ ids: string[] | null; moved: number }[]>`
    with free as materialized (
      select r.ctid as place, x.*
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
        tenant text, id uuid, version int, shows int, due_clock text, due_at timestamptz, due_provisional boolean,
        watch_at timestamptz, was timestamptz)
      join simpul.report r on r.tenant = x.tenant and r.id = x.id
      where r.version = x.version
      order by r.tenant, r.id
      for update of r ${held === "skip" ? tx`skip locked` : tx``}
    ), written as (
      update simpul.report r set
        version = r.version + x.shows, due_clock = x.due_clock, due_at = x.due_at,
        due_provisional = x.due_provisional, watch_at = x.watch_at, calendar = ${to.calendar}, policy = ${to.policy}
      from free x
      where r.ctid = x.place
      returning r.tenant, r.id
    ), history as (
      insert into simpul.deadline_change (tenant, report, at, clock, was, becomes, calendar, policy)
      select x.tenant, x.id, ${at}::text::timestamptz, x.due_clock, x.was, x.due_at, ${to.calendar}, ${to.policy}
      from free x join written w on w.tenant = x.tenant and w.id = x.id
      where x.was is not null and x.due_at is not null
      on conflict do nothing
      returning report
    )
    select (select array_agg(tenant || '/' || id) from written) as ids, (select count(*) from history)::int as moved,
      set_config('synchronous_commit', 'off', true)`;
  const ids = new Set(written?.ids ?? []);
  return {
    moved: written?.moved ?? 0,
    left: computed.filter(({ tenant, id }) => !ids.has(`${tenant}/${id}`)),
  };
}

/** Where the run of the newest versions stands. `late`: through, but for what others wrote meanwhile. */
export interface Run extends TermsVersions {
  readonly stage: "going" | "late" | "done";
  readonly at: Place;
  /** RFC 3339, UTC, by the clock of the cases. */
  readonly beganAt: string;
  /** All open reports unless given. */
  readonly within?: Reach;
}

export async function readRun(db: Database): Promise<Run | undefined> {
  const [row] = await db.pg<
    {
      calendar: string;
      policy: string;
      stage: Run["stage"];
      tenant: string;
      report: string;
      began_at: string;
      moves_from: string | null;
      restores: boolean | null;
    }[]
  >`select calendar, policy, stage, tenant, report, began_at, moves_from, restores from federation.recompute`;
  if (row === undefined) return undefined;
  const { calendar, policy, stage, tenant, report: id, began_at, moves_from, restores } = row;
  return {
    calendar,
    policy,
    stage,
    at: { tenant, id },
    beganAt: instantText(began_at),
    ...(moves_from === null
      ? {}
      : { within: { from: instantText(moves_from), restores: restores === true } }),
  };
}

/** Only whoever has the lease still: one that slept past it must not take the run back. Lost in a crash it costs a batch. */
export async function keepRun(db: Database, lease: Lease, run: Run): Promise<void> {
  const { calendar, policy, stage, at, beganAt, within } = run;
  await db.pg`
    with quick as materialized (select set_config('synchronous_commit', 'off', true))
    insert into federation.recompute (calendar, policy, stage, tenant, report, began_at, moves_from, restores)
    select ${calendar}, ${policy}, ${stage}, ${at.tenant}, ${at.id}::text::uuid, ${beganAt}::text::timestamptz,
      ${within?.from ?? null}::text::timestamptz, ${within?.restores ?? null}::boolean
    from quick, federation.lease
    where name = ${lease.name} and holder = ${lease.holder} and fence = ${lease.fence}
    on conflict (one) do update set calendar = excluded.calendar, policy = excluded.policy, stage = excluded.stage,
      tenant = excluded.tenant, report = excluded.report, began_at = excluded.began_at,
      moves_from = excluded.moves_from, restores = excluded.restores`;
}
