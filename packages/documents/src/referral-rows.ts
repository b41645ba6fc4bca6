import type { Referred, Surroundings } from "@simpul/casework";
import { consentOf } from "@simpul/domain";
import { csvOf } from "./csv.ts";
import { handoffOf } from "./dossier/parties.ts";

/** One referred case for the office's own system: flat, codes as in PRODUCT, instants RFC 3339 UTC, empty where unknown. */
export interface ReferralRow {
  readonly trackingId: string;
  readonly id: string;
  readonly referredAt: string;
  readonly due: string;
  readonly office: string;
  readonly officeName: string;
  readonly registerNumber: string;
  readonly class: string;
  readonly category: string;
  readonly supervisory: boolean;
  readonly maladministration: string;
  readonly area: string;
  readonly occurredOn: string;
  readonly institution: string;
  readonly receivedAt: string;
  readonly completeAt: string;
  readonly secret: boolean;
  readonly anonymous: boolean;
  readonly consent: string;
}

export async function referralRow(
  referred: Referred,
  ctx: Surroundings["ctx"],
): Promise<ReferralRow> {
  const { current, report: id, referral } = referred;
  const { report } = current;
  const { office, officeName, due } = await handoffOf(referred, { ctx });
  return {
    trackingId: report.trackingId,
    id,
    referredAt: referral.at,
    due,
    office,
    officeName,
    registerNumber: report.referral?.number ?? "",
    class: report.class ?? "",
    category: report.category ?? "",
    supervisory: report.supervisory,
    maladministration: report.maladministration.join(" "),
    area: report.place.area ?? "",
    occurredOn: report.occurredOn ?? "",
    institution: report.institution ?? "",
    receivedAt: report.receivedAt,
    completeAt: report.completeAt ?? "",
    secret: report.flags.secret,
    anonymous: report.flags.anonymous,
    consent: consentOf(current),
  };
}

export const referralCsv = (row: ReferralRow): string =>
  csvOf(Object.keys(row), [Object.values(row).map(String)]);
