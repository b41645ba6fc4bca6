import { abilityFor, actorName, reportSubject, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  insertAudit,
  reportTracked,
  searchAudit,
  subjectsOf,
  trackingIdsOf,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { AuditRow, Tx } from "@simpul/db";
import { z } from "zod";
import { reportAsked } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";

/** An act as an auditor sees it: who, when, what, and which report by its ids; never a word of it. */
export interface AuditedAct {
  readonly id: string;
  /** RFC 3339, UTC, microseconds. */
  readonly at: string;
  readonly actor: string;
  readonly verb: string;
  readonly report: string | null;
  /** What people call the report; null where there is none, or it is not here. */
  readonly trackingId: string | null;
  readonly outcome: string;
  readonly detail: Readonly<Record<string, string | number | boolean>>;
}

const instant = z.iso.datetime({ offset: false });
const word = z.string().min(1).max(200);

/** Without a report, at most a year: it is looked through in order of time. */
const mostDays = 366;
const presetDays = 92;

/**
 * From inclusive, to exclusive; the 92 days before `to` unless given, and all time about one report, which is an id or a
 * tracking id in any spelling.
 */
export const auditFilter = z.strictObject({
  from: instant.optional(),
  to: instant.optional(),
  actor: word.optional(),
  verb: word.optional(),
  report: z.string().min(1).max(64).optional(),
  outcome: word.optional(),
});
export type AuditFilter = z.infer<typeof auditFilter>;

export const auditCursor = z.strictObject({
  at: z.iso.datetime({ precision: 6 }),
  id: z.string().regex(/^\d{1,18}$/),
});
export type AuditCursor = z.infer<typeof auditCursor>;

export interface AuditPage {
  readonly items: readonly AuditedAct[];
  readonly nextCursor: AuditCursor | null;
}

/** @property opens reports among the rows that who searches may read by another role of theirs */
export interface AuditFound extends AuditPage {
  readonly opens: readonly string[];
}

/**
 * What was done at the actor's own desk, newest first. Refused: `forbidden` without the ability, `invalid` for a range over a
 * year without a report, `mistypedTrackingId`. Of whistleblowing about the institution itself there is none. Its first page is audited as `searchAudit`.
 * @param limit rows a page
 */
export async function searchAudits(
  ctx: Context,
  actor: Actor & { tenant: string },
  filter: AuditFilter,
  cursor: AuditCursor | undefined,
  limit: number,
): Promise<Result<AuditFound>> {
  const page = await reading(ctx, actor, "read", filter, async (tx, range) => {
    if (cursor === undefined)
      await insertAudit(tx, actor.tenant, now(ctx), {
        actor: actorName(actor),
        verb: "searchAudit",
        outcome: "done",
      });
    return pageOf(ctx, tx, actor.tenant, filter, range, cursor, limit);
  });
  if (page.outcome === "failed") return page;
  return done({ ...page.value, opens: await openedBy(ctx, actor, page.value.items) });
}

/** By both locks: what an auditor's rows name is no way to read it. */
async function openedBy(
  ctx: Context,
  actor: Actor & { tenant: string },
  acts: readonly AuditedAct[],
): Promise<string[]> {
  const reports = [...new Set(acts.flatMap(({ report }) => report ?? []))];
  if (reports.length === 0) return [];
  const ability = abilityFor(actor, ctx.hub);
  const subjects = await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
    subjectsOf(tx, actor.tenant, reports),
  );
  return subjects
    .filter((subject) => ability.can("read", reportSubject(subject)))
    .map(({ id }) => id);
}

/** Rows of one file; the next one goes on behind its last. */
const mostExported = 10_000;

/**
 * The same, to be taken away. Refused as searching is, and `forbidden` to who may only read. Audited as `exportAudit` in the
 * transaction that reads.
 */
export async function exportAudits(
  ctx: Context,
  actor: Actor & { tenant: string },
  filter: AuditFilter,
  cursor: AuditCursor | undefined,
  kind: "csv" | "json",
): Promise<Result<AuditPage>> {
  return reading(ctx, actor, "export", filter, async (tx, range) => {
    const page = await pageOf(ctx, tx, actor.tenant, filter, range, cursor, mostExported);
    await insertAudit(tx, actor.tenant, now(ctx), {
      actor: actorName(actor),
      verb: "exportAudit",
      outcome: "done",
      detail: { kind, rows: page.items.length },
    });
    return page;
  });
}

interface Range {
  readonly from: string;
  readonly to: string;
}

async function reading(
  ctx: Context,
  actor: Actor & { tenant: string },
  action: "read" | "export",
  filter: AuditFilter,
  work: (tx: Tx, range: Range) => Promise<AuditPage>,
): Promise<Result<AuditPage>> {
  if (!abilityFor(actor, ctx.hub).can(action, tenantSubject("Audit", actor.tenant)))
    return failed("forbidden");
  const asked = filter.report === undefined ? undefined : reportAsked(filter.report);
  if (asked?.outcome === "failed")
    return failed(asked.code === "notFound" ? "invalid" : asked.code, "/report");
  const range = rangeOf(ctx, filter);
  if (range === "tooLong") return failed("invalid", "/from");
  // Which reports accuse the tenant itself is asked of all of them; no row of one is answered.
  const { tenants } = scopeOf(ctx, actor);
  return done(await withScope(ctx.db, wholeOf(tenants), (tx) => work(tx, range)));
}

function rangeOf(ctx: Context, { from, to, report }: AuditFilter): Range | "tooLong" {
  // Clocks of the cases may be ahead of ours, in a demo.
  const end = Temporal.Instant.from(to ?? ctx.caseNow().add({ hours: 24 }));
  const preset =
    report === undefined ? end.subtract({ hours: 24 * presetDays }) : "1970-01-01T00:00Z";
  const begin = Temporal.Instant.from(from ?? preset);
  return report === undefined && begin.until(end).total("hours") > 24 * mostDays
    ? "tooLong"
    : { from: begin.toString(), to: end.toString() };
}

async function pageOf(
  ctx: Context,
  tx: Tx,
  tenant: string,
  filter: AuditFilter,
  range: Range,
  cursor: AuditCursor | undefined,
  limit: number,
): Promise<AuditPage> {
  const { from: _from, to: _to, report: typed, ...where } = filter;
  const report = typed === undefined ? undefined : await idOf(tx, tenant, canonicalReportId(typed));
  if (report === "none") return { items: [], nextCursor: null };
  const rows = await searchAudit(tx, {
    tenant,
    ...range,
    ...given({ ...where, report }),
    // The hub examines what accuses it.
    ...(tenant === ctx.hub ? {} : { accused: "hidden" }),
    ...(cursor === undefined ? {} : { after: cursor }),
    limit: limit + 1,
  });
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const named = await trackingIdsOf(tx, tenant, [
    ...new Set(items.flatMap(({ report: about }) => about ?? [])),
  ]);
  return {
    items: items.map((row) => actOf(row, named)),
    nextCursor: rows.length > limit && last !== undefined ? { at: last.at, id: last.id } : null,
  };
}

type Where = Pick<AuditFilter, "actor" | "verb" | "report" | "outcome">;

const given = ({ actor, verb, report, outcome }: Where) => ({
  ...(actor === undefined ? {} : { actor }),
  ...(verb === undefined ? {} : { verb }),
  ...(report === undefined ? {} : { report }),
  ...(outcome === undefined ? {} : { outcome }),
});

/** @param asked an id, or a tracking id as it is written */
const idOf = async (tx: Tx, tenant: string, asked: string): Promise<string> =>
  asked.length > 20 ? asked : ((await reportTracked(tx, tenant, asked)) ?? "none");

function actOf(
  { id, at, actor, verb, report, outcome, detail }: AuditRow,
  named: ReadonlyMap<string, string>,
): AuditedAct {
  // Proof: details are written from `AuditEntry["detail"]` alone.
  return {
    id,
    at,
    actor,
    verb,
    report,
    trackingId: report === null ? null : (named.get(report) ?? null),
    outcome,
    detail: JSON.parse(detail) as AuditedAct["detail"],
  };
}

const now = (ctx: Context): string => ctx.now().toString({ fractionalSecondDigits: 3 });
