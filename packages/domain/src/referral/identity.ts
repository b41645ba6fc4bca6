import { isContribution } from "../report/event.ts";
import type { Case } from "../report/fold.ts";
import { hears } from "../report/rule.ts";
import { hubTenant } from "../tenant/tenant.ts";

/**
 * The handoff is automatic, the identity is not: it goes to the office that has the case, and only while the reporter's
 * last word about it is a recorded consent (PRODUCT, "Ombudsman handoff").
 */
export function mayHandOverIdentity(current: Case): boolean {
  const { report } = current;
  return (
    report.state === "referred" &&
    report.referral.outcome === undefined &&
    consentOf(current) === "given"
  );
}

/** The last word counts, by the time its receiver stamped; of two at once the refusal. */
export function consentOf({ report, contributions }: Case): "given" | "refused" | "open" {
  const words = contributions
    .flatMap(({ event, ref, at }) =>
      isContribution(event) && event.type === "consented" && hears(report, ref.tenant, hubTenant)
        ? [{ at, granted: event.granted }]
        : [],
    )
    .toSorted((a, b) =>
      a.at === b.at ? Number(b.granted) - Number(a.granted) : a.at < b.at ? -1 : 1,
    );
  const last = words.at(-1);
  return last === undefined ? "open" : last.granted ? "given" : "refused";
}
