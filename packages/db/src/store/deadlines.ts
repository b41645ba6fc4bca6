import { untimed } from "@simpul/domain";
import type { Case } from "@simpul/domain";
import type { Due } from "../change.ts";
import { instantText } from "../client.ts";
import type { Database } from "../client.ts";
import type { Tx } from "../scope.ts";

/** The documents that deadlines were computed with, by their own names (`Due`). */
export interface TermsVersions {
  readonly calendar: string;
  readonly policy: string;
}

/** Open reports of one tenant that were computed with other versions than the newest. */
export interface Outdated extends TermsVersions {
  readonly tenant: string;
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

/** Greater than every code of a tenant. */
const beyond = "~";

/**
 * Where there is something to recompute: a few steps through the index from one tenant to the next, and over what is
 * computed with these versions in a single one, so that asking in vain costs the same for ten reports and ten million.
 * Rows of before there were clocks have no versions, and are not open in this sense until their next event.
 */
export async function outdated(tx: Tx, { calendar, policy }: TermsVersions): Promise<Outdated[]> {
  return tx<Outdated[]>`
    with recursive step as (
      (select calendar, policy, tenant from simpul.report
        where state not in ('archived', 'closed') and calendar is not null
        order by calendar, policy, tenant limit 1)
      union all
      select next.calendar, next.policy, next.tenant
      from step cross join lateral (
        select r.calendar, r.policy, r.tenant from simpul.report r
        where r.state not in ('archived', 'closed')
          and (r.calendar, r.policy, r.tenant) > (step.calendar, step.policy,
            case when step.calendar = ${calendar} and step.policy = ${policy} then ${beyond} else step.tenant end)
        order by r.calendar, r.policy, r.tenant limit 1) next
    )
    select calendar, policy, tenant from step where (calendar, policy) <> (${calendar}, ${policy})`;
}

interface Row {
  tenant: string;
  id: string;
  version: number;
  body: Case;
  marks: string[];
  due_clock: string | null;
  due_at: string | null;
  due_provisional: boolean;
  watch_at: string | null;
  calendar: string;
  policy: string;
}

/** In the order of tenant and id. @param last tenant */
export async function outdatedReports(
  tx: Tx,
  { calendar, policy }: TermsVersions,
  after: Place,
  last: string,
  limit: number,
): Promise<OpenReport[]> {
  const rows = await tx<Row[]>`
    select tenant, id, version, body, marks, due_clock, due_at, due_provisional, watch_at, calendar, policy
    from simpul.report
    where state not in ('archived', 'closed') and calendar = ${calendar} and policy = ${policy}
      and (tenant, id) > (${after.tenant}, ${after.id}::uuid) and tenant <= ${last}
    order by tenant, id limit ${limit}`;
  return rows.map(opened);
}

/** Every open report that has clocks, in the order of tenant and id. @param last tenant */
export async function openReports(
  tx: Tx,
  after: Place,
  last: string,
  limit: number,
): Promise<OpenReport[]> {
  const rows = await tx<Row[]>`
    select tenant, id, version, body, marks, due_clock, due_at, due_provisional, watch_at, calendar, policy
    from simpul.report
    where state not in ('archived', 'closed') and calendar is not null
      and (tenant, id) > (${after.tenant}, ${after.id}::uuid) and tenant <= ${last}
    order by tenant, id limit ${limit}`;
  return rows.map(opened);
}

function opened(row: Row): OpenReport {
  return {
    tenant: row.tenant,
    id: row.id,
    version: row.version,
    case: row.body.timing === undefined ? { ...row.body, timing: untimed } : row.body,
    due: {
      ...(row.due_clock === null || row.due_at === null
        ? {}
        : { clock: row.due_clock, at: instantOf(row.due_at) }),
      provisional: row.due_provisional,
      ...(row.watch_at === null ? {} : { watchAt: instantOf(row.watch_at) }),
      marks: row.marks,
      calendar: row.calendar,
      policy: row.policy,
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
 * Writes what was computed, and what it moved, in one statement. A copy that another transaction holds is skipped, one
 * that changed since it was read stays as it is: both were computed by whoever wrote them, or are found outdated again.
 * Nobody is waited for, and nobody waits longer than this statement takes. What a crash of the server takes back is
 * found outdated again as well, so the commit waits for no disk.
 * @param at RFC 3339, UTC, of the history
 */
export async function moveDeadlines(
  tx: Tx,
  was: TermsVersions,
  to: TermsVersions,
  computed: readonly NewDue[],
  at: string,
): Promise<{ recomputed: number; moved: number }> {
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
  const [written] = await tx<{ recomputed: number; moved: number }[]>`
    with free as materialized (
      select r.ctid as place, x.*
      from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
        tenant text, id uuid, version int, shows int, due_clock text, due_at timestamptz, due_provisional boolean,
        watch_at timestamptz, was timestamptz)
      join simpul.report r on r.tenant = x.tenant and r.id = x.id
      where r.version = x.version and r.calendar = ${was.calendar} and r.policy = ${was.policy}
      for update of r skip locked
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
    select (select count(*) from written)::int as recomputed, (select count(*) from history)::int as moved,
      set_config('synchronous_commit', 'off', true)`;
  return written ?? { recomputed: 0, moved: 0 };
}

/** What the calendars that were ever published here call themselves: a closed report still names the one of its day. */
export async function calendarNames(db: Database): Promise<string[]> {
  const rows = await db.pg<{ name: string | null }[]>`
    select distinct convert_from(decode(rpad(p, (length(p) + 3) / 4 * 4, '='), 'base64'), 'UTF8')::json
      #>> '{body,version}' as name
    from (select translate(split_part(jws, '.', 2), '-_', '+/') as p from federation.reference where kind = 'calendar') k`;
  return rows.flatMap(({ name }) => name ?? []);
}
