import type { Actor } from "@simpul/access";
import { contentsOf, eventsOf, lessonsOf, withScope } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import {
  bouncesBeforeAdjudication,
  crossed,
  ownerLabel,
  route,
  tenantOfLabel,
  withheldFrom,
} from "@simpul/domain";
import type { Report } from "@simpul/domain";
import type { Context } from "../context.ts";
import { readWords } from "../enclose.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { recordedOf } from "../recorded.ts";
import { scopeOf } from "../scope-of.ts";
import { factFeatures, ruleFeature } from "./features.ts";
import { consider } from "./open.ts";
import { reasonsOf, rememberedOf } from "./reasons.ts";
import type { SuggestionReason } from "./reasons.ts";

export interface SuggestedTenant {
  readonly tenant: string;
  /** How sure that is, 0..1: of reports like this one the share that ended there. */
  readonly confidence: number;
  /** `rule`: a rule says so. `proposed`: who gave it back says so. `past`: past dispositions do. */
  readonly source: "rule" | "proposed" | "past";
  readonly reasons: readonly SuggestionReason[];
}

/** One "not ours". */
export interface Hop {
  readonly at: string;
  readonly tenant: string;
  readonly reason?: string;
  readonly basis?: string;
  readonly proposedTenant?: string;
}

export interface RoutingAdvice {
  /** At most five; the likeliest first. A person decides. */
  readonly candidates: readonly SuggestedTenant[];
  /** The first one first. */
  readonly hops: readonly Hop[];
  /** The next forward is the hub's final word, and has to say why. */
  readonly adjudicates: boolean;
}

/** As many reports that followed a rule as a rule is worth where nothing was learnt of it. */
const worthOfRule = 4;
/** Who gave a report back is hardly its owner: of ten times they were taken for it, one. */
const likelyAgain = 0.1;
const mostTenants = 5;
const least = 0.02;

/**
 * Who should get a report: what the rules say, what an institution that gave it back proposed, and where reports like it ended.
 * Nobody is suggested who is accused, who does not accept, or from whom the report is withheld. For who may forward it.
 */
export async function suggestRouting(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<RoutingAdvice>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const considered = await consider(ctx, tx, actor, typed, "forward");
    if (considered.outcome === "failed") return considered;
    const { loaded, stems } = considered.value;
    const { report } = loaded.case;
    const hops = await hopsOf(tx, loaded);
    const rule = ruleFeature(ctx, report);
    const features = [
      rule,
      ...factFeatures(ctx, report),
      ...[...stems.keys()].map((stem) => `w:${stem}`),
    ];
    const lessons = await lessonsOf(tx, loaded.tenant, "owner", crossed(features));
    const said = claimsOf(ctx, report);
    const told = [...said.keys()].flatMap((tenant) => {
      const label = ownerLabel(tenant, report.place);
      return ["", rule].map((feature) => ({ feature, label, reports: worthOfRule / said.size }));
    });
    const returners = new Set(hops.map(({ tenant }) => tenant));
    const found = new Map<string, SuggestedTenant>();
    for (const remembered of rememberedOf(features, lessons, told)) {
      const tenant = tenantOfLabel(remembered.label, report.place);
      if (tenant === undefined) continue;
      const claim = said.get(tenant);
      const known = found.get(tenant);
      found.set(tenant, {
        tenant,
        confidence: remembered.confidence + (known?.confidence ?? 0),
        source: claim === undefined ? "past" : "rule",
        reasons: known?.reasons ?? [
          ...(claim ?? []),
          ...(returners.has(tenant) ? [{ kind: "returned" as const }] : []),
          ...reasonsOf(remembered, stems),
        ],
      });
    }
    const fit = withoutTheirShare([...found.values()], (tenant) =>
      isFit(ctx, report, tenant) ? (returners.has(tenant) ? likelyAgain : 1) : 0,
    );
    const proposals = hops.flatMap(({ tenant: by, proposedTenant: tenant }) =>
      tenant !== undefined && isFit(ctx, report, tenant) ? [{ tenant, by }] : [],
    );
    const candidates = withProposals(fit, proposals)
      .filter(({ confidence, source }) => confidence >= least || source !== "past")
      .toSorted((a, b) => b.confidence - a.confidence || (a.tenant < b.tenant ? -1 : 1))
      .slice(0, mostTenants)
      .map((each) => ({ ...each, confidence: Math.round(each.confidence * 1000) / 1000 }));
    return done({ candidates, hops, adjudicates: report.hops >= bouncesBeforeAdjudication });
  });
}

/** What is taken from those who cannot or will hardly have it goes to the others: shares of what is left. */
function withoutTheirShare(
  found: readonly SuggestedTenant[],
  keeps: (tenant: string) => number,
): SuggestedTenant[] {
  const sum = (of: (each: SuggestedTenant) => number) =>
    found.reduce((all, each) => all + of(each), 0);
  const partly = (each: SuggestedTenant) => keeps(each.tenant) < 1;
  const had = sum((each) => (partly(each) ? each.confidence : 0));
  const has = sum((each) => (partly(each) ? each.confidence * keeps(each.tenant) : 0));
  const others = had >= 1 ? 1 : (1 - has) / (1 - had);
  return found
    .filter(({ tenant }) => keeps(tenant) > 0)
    .map((each) => ({
      ...each,
      confidence: each.confidence * (partly(each) ? keeps(each.tenant) : others),
    }));
}

function isFit(ctx: Context, report: Report, tenant: string): boolean {
  const tenants = ctx.reference.tenants();
  const isAccepting = tenants.some(({ code, accepts }) => code === tenant && accepts);
  return isAccepting && tenant !== ctx.hub && !withheldFrom(report, tenant, tenants);
}

/** What the rules say of its owner before anything is learnt. */
function claimsOf(ctx: Context, report: Report): Map<string, readonly SuggestionReason[]> {
  const { rules, tenants, categories } = ctx.reference;
  const said = route(report, rules(), tenants(), categories());
  const owners = said.outcome === "suggested" ? [said.tenant] : said.candidates;
  const reasons = said.reasons.map((reason) => ({ kind: "rule" as const, ...reason }));
  return new Map(owners.map((owner) => [owner, reasons]));
}

/** Who was proposed has half of it, whatever the past says; where several were, the same part each. */
function withProposals(
  found: readonly SuggestedTenant[],
  proposals: readonly { readonly tenant: string; readonly by: string }[],
): SuggestedTenant[] {
  if (proposals.length === 0) return [...found];
  const byTenant = Map.groupBy(proposals, ({ tenant }) => tenant);
  const known = new Map(found.map((each) => [each.tenant, each]));
  const left = found.map((each) => ({ ...each, confidence: each.confidence / 2 }));
  const proposed = [...byTenant].map(([tenant, some]): SuggestedTenant => {
    const { source = "proposed", reasons = [], confidence = 0 } = known.get(tenant) ?? {};
    return {
      tenant,
      confidence: confidence / 2 + 0.5 / byTenant.size,
      source: source === "past" ? "proposed" : source,
      reasons: [...some.map(({ by }) => ({ kind: "proposed" as const, by })), ...reasons],
    };
  });
  return [...left.filter(({ tenant }) => !byTenant.has(tenant)), ...proposed];
}

async function hopsOf(tx: Tx, { tenant, id, case: { report } }: LoadedReport): Promise<Hop[]> {
  if (report.hops === 0 && report.state !== "returned") return [];
  const contents = await contentsOf(tx, tenant, id);
  const events = await eventsOf(tx, [{ tenant, report: id }]);
  return events
    .flatMap(recordedOf)
    .flatMap(({ event, writer, at }): Hop[] => {
      if (event.type !== "returned") return [];
      const hash = event.content?.hash;
      const isErased = hash === undefined || report.erased?.includes(hash) === true;
      const bytes = isErased ? undefined : contents.find((each) => each.hash === hash)?.bytes;
      const words = bytes === undefined ? undefined : readWords(bytes);
      const { reason, basis } = words ?? {};
      return [
        {
          at,
          tenant: writer,
          ...(typeof reason === "string" ? { reason } : {}),
          ...(typeof basis === "string" ? { basis } : {}),
          ...(event.proposedTenant === undefined ? {} : { proposedTenant: event.proposedTenant }),
        },
      ];
    })
    .toSorted((a, b) => (a.at < b.at ? -1 : 1));
}
