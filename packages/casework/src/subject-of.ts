import type { ReportSubject } from "@simpul/access";
import type { LoadedReport } from "@simpul/db";
import { isAccusedWhole } from "@simpul/domain";

/** A report as the policy's rules look at it. */
export function subjectOf(
  loaded: Pick<LoadedReport, "tenant" | "id" | "channelId" | "case">,
): ReportSubject {
  const { report } = loaded.case;
  const { accused } = report;
  const isWhole = accused !== undefined && isAccusedWhole(accused);
  return {
    tenant: loaded.tenant,
    unit: "unit" in report ? report.unit : undefined,
    class: report.class,
    id: loaded.id,
    institution: report.institution,
    supporting: "supporting" in report ? report.supporting : undefined,
    accusedTenant: isWhole ? accused.tenant : undefined,
    // A unit that is named without its institution is one of whoever reads: better a no too many.
    accusedUnit:
      isWhole || accused?.unit === undefined
        ? undefined
        : `${accused.tenant ?? loaded.tenant}/${accused.unit}`,
    channelId: loaded.channelId,
  };
}
