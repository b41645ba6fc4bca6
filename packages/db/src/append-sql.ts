import type { Change, StoredContent } from "./change.ts";
import type { Sql } from "./client.ts";
import { settingOf } from "./scope.ts";
import type { Scope, Tx } from "./scope.ts";

/** The projection of a case for lists and walls; everything else is in `body`. */
function reportRow(change: Change) {
  const { case: current, tenant, report: id, expectedVersion } = change;
  const { report, turn } = current;
  return {
    tenant,
    id,
    expected: expectedVersion === "new" ? 0 : expectedVersion,
    tracking_id: report.trackingId,
    state: report.state,
    holder: turn.holder,
    epoch: turn.epoch,
    origin: report.origin,
    institution: report.institution,
    unit: "unit" in report ? report.unit : undefined,
    class: report.class,
    category: report.category,
    area: report.place.area,
    urgency: report.urgency,
    anonymous: report.flags.anonymous,
    secret: report.flags.secret,
    duplicate_of: report.state === "archived" ? report.duplicateOf : undefined,
    channel_id: change.channelId,
    external_id: change.externalId,
    received_at: report.receivedAt,
    updated_at: change.at,
    complete_at: report.completeAt,
    body: current,
    due_clock: change.due.clock,
    due_at: change.due.at,
    due_provisional: change.due.provisional,
    watch_at: change.due.watchAt,
    marks: change.due.marks,
    calendar: change.due.calendar,
    policy: change.due.policy,
  };
}

/** @returns `tenant/report` of the rows whose version was still the expected one */
export async function updateReports(tx: Tx, changes: readonly Change[]): Promise<Set<string>> {
  const rows = await tx<{ tenant: string; id: string }[]>`
    update simpul.report r set
      version = r.version + 1, state = x.state, holder = x.holder, epoch = x.epoch, institution = x.institution,
      unit = x.unit, class = x.class, category = x.category, area = x.area, urgency = x.urgency,
      anonymous = x.anonymous, secret = x.secret, duplicate_of = x.duplicate_of,
      updated_at = x.updated_at, complete_at = x.complete_at, body = x.body, due_clock = x.due_clock,
      due_at = x.due_at, due_provisional = x.due_provisional, watch_at = x.watch_at, marks = x.marks,
      calendar = x.calendar, policy = x.policy
    from json_to_recordset(${JSON.stringify(changes.map(reportRow))}::text::json) as x (
      tenant text, id uuid, expected int, state text, holder text, epoch int, institution text, unit text,
      class text, category text, area text, urgency text, anonymous boolean, secret boolean, duplicate_of uuid,
      updated_at timestamptz, complete_at timestamptz, body json, due_clock text, due_at timestamptz,
      due_provisional boolean, watch_at timestamptz, marks text[], calendar text, policy text)
    where r.tenant = x.tenant and r.id = x.id and r.version = x.expected
    returning r.tenant, r.id`;
  return new Set(rows.map((row) => `${row.tenant}/${row.id}`));
}

/**
 * Everything that changes add, in one statement: each table's rows are a parameter of their own, `[]` where there are
 * none. The statement sets its scope itself, for its own transaction, so outside of one it needs neither begin nor
 * commit: one message instead of four, which an intake at full load notices by a tenth of its time on both sides.
 *
 * A row is read behind `scope` and checked by the wall when it is written, hence after the scope is set. Were it ever
 * checked before, the wall would refuse it. What it looks for (`parked`) it may do earlier: there the caller's own
 * transaction has to have the scope.
 */
export function insertAll(sql: Sql | Tx, scope: Scope, changes: readonly Change[]) {
  const fresh = changes.filter((c) => c.expectedVersion === "new").map(reportRow);
  const each = (of: (change: Change) => readonly object[]) =>
    JSON.stringify(
      changes.flatMap((c) =>
        of(c).map((row) => ({ tenant: c.tenant, report: c.report, at: c.at, ...row })),
      ),
    );
  // In one order everywhere: two processes that claim the same keys in two orders would wait for each other.
  const dedup = changes
    .flatMap(({ tenant, report, at, dedup: keys, case: current }) =>
      keys.map((key) => ({ tenant, report, at, ...key, tracking_id: current.report.trackingId })),
    )
    .toSorted(
      (a, b) => order(a.source, b.source) || order(a.key, b.key) || order(a.tenant, b.tenant),
    );
  const contacts = each(({ sealedContact: sealed }) => (sealed === undefined ? [] : [{ sealed }]));
  return sql`
    with scope as materialized (
      select set_config('app.tenants', ${settingOf(scope)}, true)
    ), dedup as (
      insert into simpul.dedup (tenant, source, key, digest, report, tracking_id, at)
      select tenant, source, key, digest, report, tracking_id, at
      from scope, json_to_recordset(${JSON.stringify(dedup)}::text::json) as x (
        tenant text, source text, key text, digest text, report uuid, tracking_id text, at timestamptz)
    ), report as (
      insert into simpul.report (tenant, id, version, tracking_id, state, holder, epoch, origin, institution, unit,
        class, category, area, urgency, anonymous, secret, duplicate_of, channel_id, external_id, received_at,
        updated_at, complete_at, body, due_clock, due_at, due_provisional, watch_at, marks, calendar, policy)
      select tenant, id, 1, tracking_id, state, holder, epoch, origin, institution, unit, class, category, area,
        urgency, anonymous, secret, duplicate_of, channel_id, external_id, received_at, updated_at, complete_at, body,
        due_clock, due_at, due_provisional, watch_at, marks, calendar, policy
      from scope, json_to_recordset(${JSON.stringify(fresh)}::text::json) as x (
        tenant text, id uuid, tracking_id text, state text, holder text, epoch int, origin text, institution text,
        unit text, class text, category text, area text, urgency text, anonymous boolean, secret boolean,
        duplicate_of uuid, channel_id text, external_id text, received_at timestamptz, updated_at timestamptz,
        complete_at timestamptz, body json, due_clock text, due_at timestamptz, due_provisional boolean,
        watch_at timestamptz, marks text[], calendar text, policy text)
    ), event as (
      insert into simpul.event (tenant, report, writer, seq, hash, id, type, epoch, at, payload, protected, signature,
        traceparent)
      select tenant, report, writer, seq, hash, id, type, epoch, at, payload, protected, signature, traceparent
      from scope, json_to_recordset(${each((c) => c.events)}::text::json) as x (
        tenant text, report uuid, writer text, seq int, hash text, id uuid, type text, epoch int,
        at timestamptz, payload text, protected text, signature text, traceparent text)
    ), content as (
      insert into simpul.content (tenant, report, hash, salt, type, name, size, bytes, blob, received_at)
      select tenant, report, hash, salt, type, name, size,
        decode(bytes, 'base64'), blob, at
      from scope, json_to_recordset(${each((c) => c.contents.map(padded))}::text::json) as x (
        tenant text, report uuid, hash text, salt text, type text, name text, size int, bytes text, blob text,
        at timestamptz)
      on conflict (tenant, report, hash) do nothing
    ), note as (
      insert into simpul.note (tenant, id, report, at, author, text)
      select tenant, id, report, at, author, text
      from scope, json_to_recordset(${each((c) => c.notes ?? [])}::text::json) as x (
        tenant text, id uuid, report uuid, at timestamptz, author text, text text)
    ), outbox as (
      insert into simpul.outbox (tenant, kind, report, to_tenant, writer, seq, task, payload, traceparent, created_at)
      select tenant, kind, report, "toTenant", writer, seq, task, payload, traceparent, at
      from scope, json_to_recordset(${each((c) => c.outbox)}::text::json) as x (
        tenant text, kind text, report uuid, "toTenant" text, writer text, seq int, task text, payload jsonb,
        traceparent text, at timestamptz)
    ), contact as (
      insert into vault.contact (tenant, report, sealed, created_at)
      select tenant, report, sealed, at
      from scope, json_to_recordset(${contacts}::text::json) as x (
        tenant text, report uuid, sealed text, at timestamptz)
    ), parked as (
      delete from simpul.parked p
      using json_to_recordset(${each((c) => c.unparked ?? [])}::text::json) as x (
        tenant text, report uuid, writer text, seq int)
      where p.tenant = x.tenant and p.report = x.report and p.writer = x.writer and p.seq = x.seq
    )
    insert into simpul.audit (tenant, at, actor, verb, report, outcome, detail)
    select tenant, at, actor, verb, report, outcome, detail
    from scope, json_to_recordset(${each((c) => c.audit.map((a) => ({ detail: {}, ...a })))}::text::json) as x (
      tenant text, at timestamptz, actor text, verb text, report uuid, outcome text, detail jsonb)`;
}

/** Each mark is told once: what another worker has written already stays as it is. */
export async function insertReminders(tx: Tx, changes: readonly Change[]): Promise<void> {
  const rows = changes.flatMap(({ tenant, report, at, reminders = [] }) =>
    reminders.map((reminder) => ({ tenant, report, at, ...reminder })),
  );
  await tx`
    insert into simpul.reminder (tenant, report, mark, rung, unit, clock, stage, deadline, made_at)
    select tenant, report, mark, rung, unit, clock, stage, deadline, at
    from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
      tenant text, report uuid, mark text, rung text, unit text, clock text, stage text, deadline timestamptz,
      at timestamptz)
    on conflict (tenant, report, mark, rung) do nothing`;
}

/** The alphabet that PostgreSQL decodes by itself: translating and padding there cost a twentieth of the statement. */
const padded = (content: StoredContent): StoredContent =>
  content.bytes === undefined
    ? content
    : { ...content, bytes: Buffer.from(content.bytes, "base64url").toString("base64") };

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
