import { abilityFor, actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { insertAudit, listReports, withScope } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { centralOffice, consentOf, ombudsmanTenant } from "@simpul/domain";
import { z } from "zod";
import { partsShown } from "../audience.ts";
import type { Context } from "../context.ts";
import { deskClocks } from "../desk/desk-clocks.ts";
import type { DeskClock } from "../desk/desk-clocks.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";
import { summaryOf } from "../summary.ts";
import type { Summary } from "../summary.ts";

/** How far the office is with a case: `new` is not in its register yet; `returned` was not eligible. */
const caseStandings = ["new", "registered", "concluded", "returned"] as const;
type CaseStanding = (typeof caseStandings)[number];

/** A report that was referred to the Ombudsman, as its office's list has it. */
export interface OfficeCase extends Omit<Summary, "clocks"> {
  /** As a desk shows them, the earliest deadline first. */
  readonly clocks: readonly DeskClock[];
  readonly standing: CaseStanding;
  /** RFC 3339, UTC. */
  readonly referredAt: string;
  /** By its province's code; `pusat` is the seat. */
  readonly office: string;
  readonly officeName: string;
  /** In the office's own register. */
  readonly number?: string;
  /** Of the reporter, to handing over who they are. */
  readonly consent: "given" | "refused" | "open";
}

export const caseFilter = z.strictObject({
  standings: z.array(z.enum(caseStandings)).max(4).optional(),
  /** Code of the office's province, or `pusat`. */
  office: z.string().min(1).max(20).optional(),
});
export type CaseFilter = z.infer<typeof caseFilter>;

export const caseCursor = z.strictObject({
  receivedAt: z.iso.datetime({ precision: 3 }),
  id: z.uuid(),
});
export type CaseCursor = z.infer<typeof caseCursor>;

export interface CasePage {
  readonly items: readonly OfficeCase[];
  readonly nextCursor: CaseCursor | null;
}

type OfficeActor = Actor & { readonly tenant: string };

/**
 * What was referred to the office, the newest report first. A page may hold fewer than asked for, and none, with more behind
 * it. Refused: `notFound` at any other desk.
 * @param limit rows a page
 */
export async function officeCases(
  ctx: Context,
  actor: OfficeActor,
  filter: CaseFilter,
  cursor: CaseCursor | undefined,
  limit: number,
): Promise<Result<CasePage>> {
  if (actor.tenant !== ombudsmanTenant) return failed("notFound");
  return done(
    await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
      pageOf(ctx, tx, actor, filter, cursor, limit),
    ),
  );
}

/** Rows of one file; the next one goes on behind its last. */
const mostExported = 5000;

/** The same, to be taken away. Audited as `exportCases` in the transaction that reads. Refused as the list is. */
export async function exportCases(
  ctx: Context,
  actor: OfficeActor,
  filter: CaseFilter,
  cursor: CaseCursor | undefined,
  kind: "csv" | "json",
): Promise<Result<CasePage>> {
  if (actor.tenant !== ombudsmanTenant) return failed("notFound");
  if (!abilityFor(actor, ctx.hub).can("export", "Report")) return failed("forbidden");
  return done(
    await withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
      const page = await pageOf(ctx, tx, actor, filter, cursor, mostExported);
      await insertAudit(tx, actor.tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
        actor: actorName(actor),
        verb: "exportCases",
        outcome: "done",
        detail: { kind, rows: page.items.length },
      });
      return page;
    }),
  );
}

/** Rows that are looked at for one page of those that fit: an answer does not wait for all that do not. */
const mostLookedAt = 4;

async function pageOf(
  ctx: Context,
  tx: Tx,
  actor: OfficeActor,
  filter: CaseFilter,
  cursor: CaseCursor | undefined,
  limit: number,
): Promise<CasePage> {
  const names = new Map<string, string>();
  const items: OfficeCase[] = [];
  let after = cursor;
  for (let turn = 0; turn < mostLookedAt; turn += 1) {
    const rows = await listReports(tx, abilityFor(actor, ctx.hub), {
      tenant: actor.tenant,
      limit: limit + 1,
      ...(after === undefined ? {} : { after }),
    });
    for (const loaded of rows.slice(0, limit)) {
      if (items.length === limit) return { items, nextCursor: after ?? null };
      const one = await caseOf(ctx, actor, loaded, names);
      if (one !== undefined && fits(one, filter)) items.push(one);
      after = { receivedAt: loaded.case.report.receivedAt, id: loaded.id };
    }
    if (rows.length <= limit) return { items, nextCursor: null };
    if (items.length === limit) break;
  }
  return { items, nextCursor: after ?? null };
}

const fits = ({ standing, office }: OfficeCase, { standings, office: asked }: CaseFilter) =>
  (standings === undefined || standings.includes(standing)) &&
  (asked === undefined || asked === office);

async function caseOf(
  ctx: Context,
  actor: OfficeActor,
  loaded: LoadedReport,
  names: Map<string, string>,
): Promise<OfficeCase | undefined> {
  const { report } = loaded.case;
  const { referral } = report;
  if (referral === undefined) return undefined;
  const { at, office, number, outcome } = referral;
  const officeName = names.get(office) ?? (await officeNameOf(ctx, office));
  names.set(office, officeName);
  const summary = summaryOf(ctx, loaded, partsShown(ctx, actor, loaded));
  return {
    ...summary,
    clocks: deskClocks(ctx, loaded.case, summary.clocks),
    standing: standingOf(number, outcome),
    referredAt: at,
    office,
    officeName,
    ...(number === undefined ? {} : { number }),
    consent: consentOf(loaded.case),
  };
}

function standingOf(
  number: string | undefined,
  outcome: "concluded" | "ineligible" | undefined,
): CaseStanding {
  if (outcome === "ineligible") return "returned";
  if (outcome === "concluded") return "concluded";
  return number === undefined ? "new" : "registered";
}

/** As the office calls itself; its provinces are named in Indonesian everywhere. */
export async function officeNameOf(ctx: Context, office: string): Promise<string> {
  const area = office === centralOffice ? undefined : await ctx.reference.area(office);
  return area === undefined
    ? "Ombudsman Republik Indonesia"
    : `Ombudsman Republik Indonesia Perwakilan ${area.name}`;
}
