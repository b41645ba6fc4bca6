import type { Say } from "@simpul/words";
import { isKey } from "@simpul/words";
import type { Opened } from "../api-types.ts";
import type { Names } from "../names.tsx";
import type { StepDetail } from "./entries.ts";
import type { When } from "./when.ts";

type Entry = Opened["report"]["history"][number];

interface Speaking {
  readonly t: Say;
  readonly names: Names;
  readonly when: When;
  readonly report: Opened["report"];
}

/** A code in a vocabulary; one from another version of the software stands for itself. */
export function wordOf(t: Say, prefix: string, code: string | undefined): string {
  const key = `${prefix}.${code ?? ""}`;
  // Proof: asked just before whether it is one; the vocabularies have no parameters.
  return isKey(key) ? t(key as "class.complaint") : (code ?? "");
}

/** What happened, in a sentence. */
export function stepWords(
  { t, names, when, report }: Speaking,
  entry: Entry,
  detail: StepDetail | undefined,
): string {
  const { type, actor } = entry;
  const writer = names.tenant(actor.tenant);
  const holder = names.tenant(detail?.holder ?? report.institution ?? report.holder);
  switch (type) {
    case "received":
      return t("history.received", { channel: wordOf(t, "channel", report.channel) });
    case "archived":
      return t("history.archived", {
        reason: wordOf(t, "archiveReason", detail?.reason ?? report.reason),
      });
    case "split":
      return t("history.split", { count: detail?.parts?.length ?? report.parts.length });
    case "forwarded":
      return t("history.forwarded", { institution: holder });
    case "recalled":
      return t("history.recalled", { institution: names.tenant(report.institution ?? "") });
    case "epochOpened":
      return t("history.epochOpened", { institution: holder });
    case "returned":
      return t("history.returned", { institution: writer });
    case "accepted":
      return t("history.accepted", { institution: writer });
    case "assigned":
      return t("history.assigned", { unit: unitOf(names, detail?.unit ?? report.unit, writer) });
    case "declined":
      return t("history.declined", { unit: unitOf(names, undefined, writer) });
    case "responded":
      return detail?.kind === "plan"
        ? t("history.responded.plan", {
            date: detail.date === undefined ? "" : when.day(detail.date),
          })
        : detail?.kind === "initial"
          ? t("history.responded.initial")
          : t("history.responded.interim");
    case "answered":
      return detail?.kind === "refused"
        ? t("history.answered.refused")
        : t("history.answered.done");
    case "closed":
      return (detail?.outcome ?? report.outcome) === "confirmed"
        ? t("history.closed.confirmed")
        : t("history.closed.unconfirmed");
    case "registered":
      return t("history.registered", { number: detail?.number ?? entry.text ?? "" });
    case "rated":
      return t("history.rated", { score: detail?.score ?? "–" });
    case "consented":
      return detail?.granted === false
        ? t("reportPage.line.withdrawnConsent")
        : t("history.consented");
    case "held":
    case "resumed":
    case "deemed":
    case "verified":
    case "corrected":
    case "asked":
    case "extended":
    case "reopened":
    case "referred":
    case "ineligible":
    case "concluded":
    case "supplied":
    case "replied":
    case "confirmed":
    case "objected":
    case "withdrawn":
    case "tightened":
    case "advised":
      return t(`history.${type}`);
  }
}

const unitOf = (names: Names, unit: string | undefined, otherwise: string): string =>
  unit === undefined ? otherwise : names.unit(unit);

/** What else the step says, each in a few words. */
export function detailWords(
  { t, names }: Pick<Speaking, "t" | "names">,
  detail: StepDetail,
): string[] {
  const { supporting = [], rules = [], files } = detail;
  return [
    ...(supporting.length === 0
      ? []
      : [t("reportPage.line.supporting", { units: supporting.map(names.unit).join(", ") })]),
    ...(rules.length === 0 ? [] : [t("reportPage.line.rules", { rules: rules.join(", ") })]),
    ...(detail.adjudicated === true ? [t("reportPage.line.adjudicated")] : []),
    ...(detail.complete === false ? [t("reportPage.line.incomplete")] : []),
    ...(detail.proposedTenant === undefined
      ? []
      : [t("reportPage.line.proposedTenant", { tenant: names.tenant(detail.proposedTenant) })]),
    ...(detail.proposedUnit === undefined
      ? []
      : [t("reportPage.line.proposedTenant", { tenant: names.unit(detail.proposedUnit) })]),
    ...(detail.anonymous === true ? [t("reportPage.line.tightened.anonymous")] : []),
    ...(detail.secret === true ? [t("reportPage.line.tightened.secret")] : []),
    ...(detail.masked === undefined
      ? []
      : [t("reportPage.line.tightened.masked", { count: detail.masked })]),
    ...(detail.erased === undefined
      ? []
      : [t("reportPage.line.tightened.erased", { count: detail.erased })]),
    ...(files === undefined ? [] : [t("reportPage.line.files", { count: files.length })]),
  ];
}
