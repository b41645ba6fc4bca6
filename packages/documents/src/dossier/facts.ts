import type { Referred, Surroundings } from "@simpul/casework";
import { consentOf, dateIn, eligibilityOf, factsOf, ombudsmanTenant } from "@simpul/domain";
import type { Terms } from "@simpul/domain";
import { attachmentsOf, chronologyOf } from "./chronology.ts";
import { clockTables } from "./clock-days.ts";
import type { Dossier, ReportFacts, Version } from "./dossier.ts";
import { handoffOf, partiesOf } from "./parties.ts";

const dispositions = new Set([
  "forwarded",
  "recalled",
  "returned",
  "assigned",
  "declined",
  "referred",
]);
const answers = new Set(["responded", "answered", "concluded"]);

/** @param terms of the very versions of calendar and policy that `around` has signed */
export async function dossierOf(
  referred: Referred,
  terms: Terms,
  around: Surroundings,
): Promise<Dossier> {
  const { ctx, by } = around;
  const { current, referral, steps } = referred;
  const { institution } = current.report;
  const chronology = chronologyOf(referred, terms.hub, {
    hub: terms.zoneOf(terms.hub),
    institution: terms.zoneOf(institution ?? terms.hub),
  });
  const eventsOf = (types: ReadonlySet<string>) =>
    chronology.filter(({ type }) => types.has(type)).map(({ event }) => event);
  return {
    format: "simpul-dossier/1",
    asOf:
      steps
        .map(({ recorded }) => recorded.at)
        .toSorted()
        .at(-1) ?? referral.at,
    by,
    report: reportFacts(referred),
    referral: await handoffOf(referred, around),
    parties: partiesOf(referred, terms, ctx),
    consent: consentOf(current),
    eligibility: eligibilityOf(current, dateIn(terms.zoneOf(ombudsmanTenant), referral.at)),
    chronology,
    dispositions: eventsOf(dispositions),
    answers: eventsOf(answers),
    attachments: attachmentsOf(referred),
    computedBy: {
      calendar: versionOf(ctx.reference.calendar()),
      policy: versionOf(ctx.reference.clockPolicy()),
    },
    clocks: clockTables(referred, terms, around),
  };
}

/** The words are in the chronology, with the event that brought them. */
function reportFacts({ current, report: id }: Referred): ReportFacts {
  const { flags, place, ...facts } = factsOf(current.report);
  return {
    id,
    state: current.report.state,
    trackingId: facts.trackingId,
    origin: facts.origin,
    channel: facts.channel,
    receivedAt: facts.receivedAt,
    ...(facts.completeAt === undefined ? {} : { completeAt: facts.completeAt }),
    anonymous: flags.anonymous,
    secret: flags.secret,
    ...(facts.class === undefined ? {} : { class: facts.class }),
    ...(facts.category === undefined ? {} : { category: facts.category }),
    supervisory: facts.supervisory,
    maladministration: facts.maladministration,
    urgency: facts.urgency,
    ...(facts.occurredOn === undefined ? {} : { occurredOn: facts.occurredOn }),
    place,
    ...(facts.accused === undefined ? {} : { accused: facts.accused }),
    ...(facts.institution === undefined ? {} : { institution: facts.institution }),
  };
}

function versionOf({ version, body }: { version: number; body: unknown }): Version {
  const named = typeof body === "object" && body !== null && "version" in body ? body.version : "";
  return { version, name: String(named) };
}
