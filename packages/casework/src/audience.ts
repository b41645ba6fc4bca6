import { countsAt, partsOf } from "@simpul/access";
import type { Actor, ReportPart, Staff } from "@simpul/access";
import type { LoadedReport } from "@simpul/db";
import { accuses, circumspect, ombudsmanTenant, shown } from "@simpul/domain";
import type { Audience, Part, Report } from "@simpul/domain";
import type { Context } from "./context.ts";
import { subjectOf } from "./subject-of.ts";

/** Which row of the visibility table an actor reads a report by; what they may read at all is the policy's. */
function audienceOf(actor: Actor, report: Report): Audience {
  switch (actor.kind) {
    case "staff":
      return audienceOfStaff(actor, report);
    case "machine":
      return actor.scopes.some((scope) => scope === "reports:read" || scope === "reports:act")
        ? "application"
        : "submitter";
    case "channel":
      return "submitter";
    case "reporter":
      return "reporter";
    case "peer":
      return "peer";
    case "public":
      return "public";
    case "clock":
    case "system":
      return "trace";
  }
}

function audienceOfStaff({ tenant, roles }: Staff, report: Report): Audience {
  if (tenant === ombudsmanTenant) return "ombudsman";
  // The policy shows it to nobody else.
  if (report.class === "whistleblowing") return "examiner";
  const here = roles.filter((held) => countsAt(tenant, held));
  if (here.every(({ role }) => role === "provincialOverseer")) return "overseer";
  if (here.every(({ role }) => role === "nationalMonitor" || role === "provincialOverseer"))
    return "monitor";
  const unit = "unit" in report ? report.unit : undefined;
  const isBeside =
    unit !== undefined &&
    here.every(
      (held) =>
        (held.role === "liaison" || held.role === "unitHead") &&
        held.unit !== unit &&
        held.units?.includes(unit) !== true,
    );
  return isBeside ? "supporting" : "staff";
}

/** What the policy calls the parts of the table. */
const named: Readonly<Record<Exclude<Part, "identity">, ReportPart>> = {
  existence: "facts",
  facts: "facts",
  history: "history",
  answers: "history",
  words: "words",
  files: "words",
  inside: "inside",
  notes: "inside",
};

/** The parts of a report that an actor is shown: what the policy lets them read and the report's flags leave of it. */
export function partsShown(
  ctx: Context,
  actor: Actor,
  loaded: Pick<LoadedReport, "tenant" | "id" | "channelId" | "case">,
): ReadonlySet<Part> {
  const { report } = loaded.case;
  const may = partsOf(actor, ctx.hub, subjectOf(loaded));
  // Somebody has to examine what accuses the hub.
  const isAccused = loaded.tenant !== ctx.hub && accuses(report, loaded.tenant);
  const flags = circumspect(report, { accused: isAccused });
  return new Set(
    [...shown(audienceOf(actor, report), flags)].filter(
      (part) => part !== "identity" && may.has(named[part]),
    ),
  );
}
