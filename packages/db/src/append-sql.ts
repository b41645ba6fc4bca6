import { hubTenant, isAccusedWhole, waitsForReporter } from "@simpul/domain";
import type { Change, StoredContent } from "./change.ts";
import type { Fragment, Sql } from "./client.ts";
import { isIntakeAlone } from "./store/cases.ts";
import { settingsOf } from "./scope.ts";
import type { Scope, Tx } from "./scope.ts";

/** The projection of a case for lists and walls; everything else is in its snapshot. */
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
    supporting: "supporting" in report ? report.supporting : undefined,
    class: report.class,
    category: report.category,
    area: report.place.area,
    urgency: report.urgency,
    anonymous: report.flags.anonymous,
    secret: report.flags.secret,
    channel: report.channel,
    supervisory: report.supervisory,
    hops: report.hops,
    waiting: waitsForReporter(current, hubTenant),
    duplicate_of: report.state === "archived" ? report.duplicateOf : undefined,
    channel_id: change.channelId,
    external_id: change.externalId,
    received_at: report.receivedAt,
    updated_at: change.at,
    complete_at: report.completeAt,
    accused_tenant: report.accused?.tenant,
    // None where the institution is accused as a whole: policies and walls read it so.
    accused_unit:
      report.accused === undefined || isAccusedWhole(report.accused)
        ? undefined
        : report.accused.unit,
    accused_office: report.accused?.office,
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
  const rows = changes.map((change) => ({ ...reportRow(change), body: change.case }));
  const updated = await tx<{ tenant: string; id: string }[]>`
    with x as materialized (
      select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as x (
        tenant text, id uuid, expected int, state text, holder text, epoch int, institution text, unit text,
        supporting text[], class text, category text, area text, urgency text, anonymous boolean, secret boolean, supervisory boolean, hops int, waiting boolean,
        duplicate_of uuid, updated_at timestamptz, complete_at timestamptz, accused_tenant text, accused_unit text, accused_office text, body json,
        due_clock text, due_at timestamptz, due_provisional boolean, watch_at timestamptz, marks text[],
        calendar text, policy text)
    ), updated as (
      update simpul.report r set
        version = r.version + 1, state = x.state, holder = x.holder, epoch = x.epoch, institution = x.institution,
        unit = x.unit, supporting = x.supporting, class = x.class, category = x.category, area = x.area, urgency = x.urgency,
        anonymous = x.anonymous, secret = x.secret, supervisory = x.supervisory, hops = x.hops, waiting = x.waiting, duplicate_of = x.duplicate_of,
        updated_at = x.updated_at, complete_at = x.complete_at, accused_tenant = x.accused_tenant,
        accused_unit = x.accused_unit, accused_office = x.accused_office, due_clock = x.due_clock, due_at = x.due_at,
        due_provisional = x.due_provisional, watch_at = x.watch_at, marks = x.marks, calendar = x.calendar,
        policy = x.policy
      from x
      where r.tenant = x.tenant and r.id = x.id and r.version = x.expected
      returning r.tenant, r.id
    ), kept as (
      insert into simpul.snapshot (tenant, report, body)
      select x.tenant, x.id, x.body from x join updated u on u.tenant = x.tenant and u.id = x.id
      on conflict (tenant, report) do update set body = excluded.body
    )
    select tenant, id from updated`;
  return new Set(updated.map((row) => `${row.tenant}/${row.id}`));
}

/**
 * Everything that changes add, in one statement with a part for each table that gets rows: a part without any costs the
 * database nearly as much as a row. The statement sets its scope itself, for its own transaction, so outside of one it
 * needs neither begin nor commit: one message instead of four, which an intake at full load notices by a tenth of its
 * time on both sides.
 *
 * A row is read behind `scope` and checked by the wall when it is written, hence after the scope is set. Were it ever
 * checked before, the wall would refuse it. What it looks for (`parked`) it may do earlier: there the caller's own
 * transaction has to have the scope.
 */
export function insertAll(sql: Sql | Tx, scope: Scope, changes: readonly Change[]): Fragment {
  const each = (of: (change: Change) => readonly object[]) =>
    changes.flatMap((c) =>
      of(c).map((row) => ({ tenant: c.tenant, report: c.report, at: c.at, ...row })),
    );
  const { tenants, examines, institutions } = settingsOf(scope);
  const parts: Fragment[] = [
    sql`with scope as materialized (select set_config('app.tenants', ${tenants}, true),
      set_config('app.examines', ${examines}, true), set_config('app.institutions', ${institutions}, true))`,
  ];
  const part = (rows: readonly object[], write: (rows: Fragment) => Fragment): void => {
    if (rows.length > 0)
      parts.push(write(sql`json_to_recordset(${JSON.stringify(rows)}::text::json) as x`));
  };

  const fresh = changes.filter((c) => c.expectedVersion === "new");
  part(
    dedupKeys(changes),
    (rows) => sql`, dedup as (
      insert into simpul.dedup (tenant, source, key, digest, report, tracking_id, at)
      select tenant, source, key, digest, report, tracking_id, at
      from scope, ${rows} (
        tenant text, source text, key text, digest text, report uuid, tracking_id text, at timestamptz))`,
  );
  part(
    fresh.map(reportRow),
    (rows) => sql`, report as (
      insert into simpul.report (tenant, id, version, tracking_id, state, holder, epoch, origin, institution, unit,
        supporting, class, category, area, urgency, anonymous, secret, channel, supervisory, hops, waiting, duplicate_of, channel_id, external_id,
        received_at, updated_at, complete_at, accused_tenant, accused_unit, accused_office, due_clock, due_at, due_provisional,
        watch_at, marks, calendar, policy)
      select tenant, id, 1, tracking_id, state, holder, epoch, origin, institution, unit, supporting, class, category, area,
        urgency, anonymous, secret, channel, supervisory, hops, waiting, duplicate_of, channel_id, external_id, received_at, updated_at, complete_at,
        accused_tenant, accused_unit, accused_office, due_clock, due_at, due_provisional, watch_at, marks, calendar, policy
      from scope, ${rows} (
        tenant text, id uuid, tracking_id text, state text, holder text, epoch int, origin text, institution text,
        unit text, supporting text[], class text, category text, area text, urgency text, anonymous boolean,
        secret boolean, channel text, supervisory boolean, hops int, waiting boolean, duplicate_of uuid, channel_id text, external_id text, received_at timestamptz, updated_at timestamptz,
        complete_at timestamptz, accused_tenant text, accused_unit text, accused_office text, due_clock text, due_at timestamptz,
        due_provisional boolean, watch_at timestamptz, marks text[], calendar text, policy text))`,
  );
  part(
    fresh.flatMap(({ tenant, report, events, case: body }) =>
      isIntakeAlone(body, events) ? [] : [{ tenant, report, body }],
    ),
    (rows) => sql`, snapshot as (
      insert into simpul.snapshot (tenant, report, body)
      select tenant, report, body
      from scope, ${rows} (
        tenant text, report uuid, body json))`,
  );
  part(
    each((c) => c.events),
    (rows) => sql`, event as (
      insert into simpul.event (tenant, report, writer, seq, hash, id, type, epoch, at, payload, protected, signature,
        traceparent)
      select tenant, report, writer, seq, hash, id, type, epoch, at, payload, protected, signature, traceparent
      from scope, ${rows} (
        tenant text, report uuid, writer text, seq int, hash text, id uuid, type text, epoch int,
        at timestamptz, payload text, protected text, signature text, traceparent text))`,
  );
  // Looking for what is there costs a quarter of the insert. Of a report that was taken in here there is nothing yet; of one
  // that comes from elsewhere there may be what came with events that had to wait for it.
  const known = changes.every(isTakenInHere)
    ? sql``
    : sql`on conflict (tenant, report, hash) do nothing`;
  part(
    each((c) => onceEach(unerased(c)).map(padded)),
    (rows) => sql`, content as (
      insert into simpul.content (tenant, report, hash, salt, type, name, size, bytes, blob, received_at)
      select tenant, report, hash, salt, type, name, size,
        decode(bytes, 'base64'), blob, at
      from scope, ${rows} (
        tenant text, report uuid, hash text, salt text, type text, name text, size int, bytes text, blob text,
        at timestamptz)
      ${known})`,
  );
  part(
    each(({ expectedVersion, case: { report } }) =>
      expectedVersion === "new" ? [] : (report.erased ?? []).map((hash) => ({ hash })),
    ),
    (rows) => sql`, erased as (
      delete from simpul.content c
      using ${rows} (
        tenant text, report uuid, hash text)
      where c.tenant = x.tenant and c.report = x.report and c.hash = x.hash)`,
  );
  // What was masked or erased is not found a moment longer; the job finds the rest again.
  part(
    each(({ expectedVersion, events }) =>
      expectedVersion !== "new" && events.some(({ type }) => type === "tightened") ? [{}] : [],
    ),
    (rows) => sql`, unfound as (
      delete from simpul.report_words w
      using ${rows} (
        tenant text, report uuid)
      where w.tenant = x.tenant and w.report = x.report)`,
  );
  part(
    each((c) => c.notes ?? []),
    (rows) => sql`, note as (
      insert into simpul.note (tenant, id, report, at, author, text)
      select tenant, id, report, at, author, text
      from scope, ${rows} (
        tenant text, id uuid, report uuid, at timestamptz, author text, text text))`,
  );
  part(
    each((c) => c.outbox),
    (rows) => sql`, outbox as (
      insert into simpul.outbox (tenant, kind, report, to_tenant, writer, seq, task, payload, traceparent, created_at)
      select tenant, kind, report, "toTenant", writer, seq, task, payload, traceparent, at
      from scope, ${rows} (
        tenant text, kind text, report uuid, "toTenant" text, writer text, seq int, task text, payload jsonb,
        traceparent text, at timestamptz))`,
  );
  part(
    each(({ sealedContact: sealed, contactDigests: digests = [] }) =>
      sealed === undefined ? [] : [{ sealed, digests }],
    ),
    (rows) => sql`, contact as (
      insert into vault.contact (tenant, report, sealed, digests, created_at)
      select tenant, report, sealed, digests, at
      from scope, ${rows} (
        tenant text, report uuid, sealed text, digests text[], at timestamptz))`,
  );
  part(
    each((c) => c.unparked ?? []),
    (rows) => sql`, parked as (
      delete from simpul.parked p
      using ${rows} (
        tenant text, report uuid, writer text, seq int)
      where p.tenant = x.tenant and p.report = x.report and p.writer = x.writer and p.seq = x.seq)`,
  );
  part(
    each((c) => c.audit.map((a) => ({ detail: {}, ...a }))),
    (rows) => sql`, audit as (
      insert into simpul.audit (tenant, at, actor, verb, report, outcome, detail)
      select tenant, at, actor, verb, report, outcome, detail
      from scope, ${rows} (
        tenant text, at timestamptz, actor text, verb text, report uuid, outcome text, detail jsonb))`,
  );
  return sql`${parts} select from scope`;
}

/** In one order everywhere: two processes that claim the same keys in two orders would wait for each other. */
function dedupKeys(changes: readonly Change[]) {
  return changes
    .flatMap(({ tenant, report, at, dedup: keys, case: current }) =>
      keys.map((key) => ({ tenant, report, at, ...key, tracking_id: current.report.trackingId })),
    )
    .toSorted(
      (a, b) => order(a.source, b.source) || order(a.key, b.key) || order(a.tenant, b.tenant),
    );
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

const isTakenInHere = ({ tenant, expectedVersion, case: { report }, ...change }: Change): boolean =>
  expectedVersion === "new" &&
  report.origin === tenant &&
  change.events.some(({ writer, seq }) => writer === tenant && seq === 1);

/** What was erased does not come back with an event that was late. */
const unerased = ({ contents, case: { report } }: Change): readonly StoredContent[] =>
  report.erased === undefined
    ? contents
    : contents.filter(({ hash }) => report.erased?.includes(hash) !== true);

/** One file may be enclosed twice. */
const onceEach = (contents: readonly StoredContent[]): readonly StoredContent[] =>
  contents.length < 2
    ? contents
    : [...new Map(contents.toReversed().map((c) => [c.hash, c])).values()];

/** The alphabet that PostgreSQL decodes by itself: translating and padding there cost a twentieth of the statement. */
const padded = (content: StoredContent): StoredContent =>
  content.bytes === undefined
    ? content
    : { ...content, bytes: Buffer.from(content.bytes, "base64url").toString("base64") };

const order = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
