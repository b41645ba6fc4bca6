import type { LoadedReport } from "@simpul/db";
import { clocksOf, factsOf, holderOf, hubTenant } from "@simpul/domain";
import type { Clock, Part, Report, State } from "@simpul/domain";
import type { Context } from "./context.ts";
import { termsOf } from "./terms.ts";

/** What every verb answers with, and what lists hold: the report without its words. */
export interface Summary {
  readonly id: string;
  readonly trackingId: string;
  readonly state: State;
  readonly version: number;
  readonly receivedAt: string;
  readonly updatedAt: string;
  readonly holder: string;
  readonly epoch: number;
  readonly origin: string;
  readonly channel: string;
  readonly anonymous: boolean;
  readonly secret: boolean;
  readonly urgency: string;
  readonly supervisory: boolean;
  readonly maladministration: readonly string[];
  readonly place: { readonly area?: string; readonly roadStatus?: string };
  readonly class?: string;
  readonly category?: string;
  readonly occurredOn?: string;
  readonly accused?: {
    readonly tenant?: string;
    readonly unit?: string;
    readonly office?: string;
  };
  readonly institution?: string;
  readonly unit?: string;
  readonly supporting?: readonly string[];
  readonly completeAt?: string;
  readonly hops: number;
  readonly adjudicated: boolean;
  readonly reason?: Extract<Report, { state: "archived" }>["reason"];
  readonly outcome?: Extract<Report, { state: "closed" }>["outcome"];
  readonly duplicateOf?: string;
  readonly splitFrom?: string;
  readonly parts: readonly string[];
  readonly proposedTenant?: string;
  readonly externalId?: string;
  /** Computed from events, policy and calendar; the earliest deadline first. */
  readonly clocks: readonly Clock[];
}

/**
 * Its clocks are those of the newest versions of calendar and policy, the earliest deadline first.
 * @param shows what its reader is shown: whom it accuses, and whom an institution proposed instead, are for those inside
 */
export function summaryOf(
  ctx: Context,
  loaded: Pick<LoadedReport, "id" | "version" | "case" | "updatedAt" | "externalId">,
  shows: ReadonlySet<Part>,
): Summary {
  const { report, turn } = loaded.case;
  const {
    text: _,
    details: __,
    attachments: ___,
    masks: ____,
    erased: _____,
    accused,
    flags,
    trackingId,
    ...facts
  } = factsOf(report);
  const isInside = shows.has("inside");
  // By the number that their application gave, whoever has both finds out who an anonymous reporter is.
  const isNumbered = shows.has("words") && !(flags.anonymous && isInside);
  return {
    ...facts,
    ...(isInside && accused !== undefined ? { accused } : {}),
    id: loaded.id,
    trackingId,
    state: report.state,
    version: loaded.version,
    updatedAt: loaded.updatedAt,
    holder: holderOf(loaded.case, hubTenant),
    epoch: turn.epoch,
    anonymous: flags.anonymous,
    secret: flags.secret,
    ...("unit" in report && report.unit !== undefined
      ? { unit: report.unit, supporting: report.supporting ?? [] }
      : {}),
    ...(report.state === "archived" ? { reason: report.reason } : {}),
    ...(report.state === "archived" && report.duplicateOf !== undefined
      ? { duplicateOf: report.duplicateOf }
      : {}),
    ...(report.state === "closed" ? { outcome: report.outcome } : {}),
    ...(isInside && report.state === "returned" && report.proposedTenant !== undefined
      ? { proposedTenant: report.proposedTenant }
      : {}),
    ...(loaded.externalId === undefined || !isNumbered ? {} : { externalId: loaded.externalId }),
    clocks: clocksOf(loaded.case, termsOf(ctx)),
  };
}
