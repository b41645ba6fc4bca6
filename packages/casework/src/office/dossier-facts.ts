import type { Actor } from "@simpul/access";
import { consentOf, dateIn, eligibilityOf, ombudsmanTenant } from "@simpul/domain";
import type { Eligibility } from "@simpul/domain";
import type { Context } from "../context.ts";
import { readReferred } from "../dossier.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { termsOf } from "../terms.ts";
import { officeNameOf } from "./cases.ts";

/** What the office has to know of a case beside the report itself; the same as its dossier says. */
export interface DossierFacts {
  /** RFC 3339, UTC. */
  readonly referredAt: string;
  /** The deadline that had passed. */
  readonly due: string;
  readonly office: string;
  readonly officeName: string;
  readonly number?: string;
  readonly outcome?: "ineligible" | "concluded";
  readonly consent: "given" | "refused" | "open";
  /** Shown to the office, never decided here. */
  readonly eligibility: Eligibility;
  /** Events that lie here, and of whom. */
  readonly events: readonly { readonly writer: string; readonly count: number }[];
  /** Documents and files that lie here, of those that events name. */
  readonly held: number;
}

/** Refused as `readReferred` refuses: `wrongState` where the report was never referred. */
export async function readDossierFacts(
  ctx: Context,
  actor: Actor & { tenant: string },
  report: string,
): Promise<Result<DossierFacts>> {
  const read = await readReferred(ctx, actor, report, "no");
  if (read.outcome === "failed") return read;
  const { current, referral, steps, contents } = read.value;
  const { office, due } = referral.event;
  const { number, outcome } = current.report.referral ?? {};
  const writers = Map.groupBy(steps, ({ recorded }) => recorded.writer);
  return done({
    referredAt: referral.at,
    due,
    office,
    officeName: await officeNameOf(ctx, office),
    ...(number === undefined ? {} : { number }),
    ...(outcome === undefined ? {} : { outcome }),
    consent: consentOf(current),
    eligibility: eligibilityOf(current, dateIn(termsOf(ctx).zoneOf(ombudsmanTenant), referral.at)),
    events: [...writers].map(([writer, theirs]) => ({ writer, count: theirs.length })),
    held: contents.size,
  });
}
