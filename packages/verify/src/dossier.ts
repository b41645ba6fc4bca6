import { createHash } from "node:crypto";
import { checkChronology } from "./dossier-chronology.ts";
import { checkClocks, isSame } from "./dossier-clocks.ts";
import { dateOf } from "./dossier-days.ts";
import { refold } from "./dossier-fold.ts";
import { officeOf } from "./dossier-office.ts";
import { readReference } from "./dossier-reference.ts";
import { dossierShape, type Dossier } from "./dossier-shape.ts";
import type { Told } from "./dossier-states.ts";
import { treeOf, type Tree } from "./dossier-tree.ts";
import { readJson } from "./json.ts";
import type { Manifest } from "./manifest.ts";
import { isRefuted, refuted, type Refuted } from "./refuted.ts";
import { misfit } from "./shape.ts";
import type { Streams } from "./streams.ts";

const file = "dossier.json";
/** The hub's own tenant, and the Ombudsman's (PROTOCOL, "The model"). */
const hub = "national";
const ombudsman = "ombudsman";

/**
 * A dossier against the streams, contents, directory, calendar and policy beside it: facts, states, chronology, words,
 * attachments, office, and both deadlines counted again day by day.
 */
export function checkDossier(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
  streams: Streams,
  directories: readonly number[],
): "checked" | Refuted {
  if (manifest.kind !== "dossier") return "checked";
  for (const name of ["clocks.json", file, "dossier.pdf"])
    if (!files.has(name)) return refuted("fileMissing", name, "a dossier has it");
  const dossier = readDossier(files.get(file) ?? new Uint8Array());
  if (isRefuted(dossier)) return dossier;
  const reference = readReference(files.get("clocks.json") ?? new Uint8Array(), manifest.root);
  if (isRefuted(reference)) return reference;
  const now = refold(streams, hub);
  if (now === undefined) return refuted("dossierStateWrong", "streams", "no intake begins it");
  // Those of the newest that an event names or, where that never came, of the first behind it.
  const named = Math.max(...now.told.map(({ event }) => event.directory));
  const tree = treeOf(files, directories.find((version) => version >= named) ?? 0);
  const { institution, origin } = now.facts;
  const zones = {
    hub: tree.zoneOf(hub),
    institution: tree.zoneOf(typeof institution === "string" ? institution : hub),
  };
  const by = { hub, tenant: manifest.tenant, origin: String(origin) };
  const told = checkChronology(dossier, now.told, files, zones, by);
  if (told !== undefined) return told;
  const referral = now.told.find(({ hash }) => hash === dossier.referral.event);
  if (referral?.type !== "referred" || referral.counted !== "transition")
    return refuted("dossierReferralWrong", file, "no event of the hub referred it");
  const { seen } = referral.event;
  // As the hub had it when it referred.
  const before = refold(streams, hub, ({ event }, writer) =>
    writer === referral.writer
      ? event.seq < referral.event.seq
      : event.seq <= (seen[writer]?.seq ?? 0),
  );
  if (before === undefined)
    return refuted("dossierReferralWrong", file, "it was referred before it was received");
  const faults = [
    reportFault(dossier, manifest, now.facts, now.told),
    referralFault(dossier, referral, before.facts),
    partiesFault(dossier, streams, tree, now),
    consentFault(dossier, now.told, now.facts, tree),
  ];
  const fault = faults.find((one) => one !== undefined);
  if (fault !== undefined) return fault;
  for (const kind of ["calendar", "policy"] as const) {
    const { version, body } = reference[kind];
    if (!isSame(dossier.computedBy[kind], { version, name: body.version }))
      return refuted(
        "dossierReferenceOther",
        file,
        `it names another ${kind} than clocks.json has`,
      );
  }
  const counted = referral.event.calendar;
  if (counted !== null && counted !== reference.calendar.body.version)
    return refuted("dossierReferenceOther", file, `it was referred by the calendar ${counted}`);
  const { completeAt, class: kind, category, supervisory } = before.facts;
  const known = {
    completeAt: String(completeAt),
    completeBy: before.completeBy ?? "",
    hub,
    institutions: [hub, String(before.facts["institution"])],
    ...(typeof kind === "string" ? { class: kind } : {}),
    ...(typeof category === "string" ? { category } : {}),
    supervisory: supervisory === true,
    pauses: before.pauses,
    zoneOf: tree.zoneOf,
    chainOf: tree.chainOf,
  };
  const miscounted = checkClocks(dossier.clocks, reference, known);
  if (miscounted !== undefined) return miscounted;
  const due = dossier.clocks.find(({ name }) => name === "ombudsman")?.deadline;
  return due === dossier.referral.due
    ? checkPages(files)
    : refuted("dossierReferenceOther", file, `by this calendar and policy it was due at ${due}`);
}

function readDossier(bytes: Uint8Array): Dossier | Refuted {
  const read = readJson(bytes);
  if (read.outcome === "noJson") return refuted("attachedMalformed", file, read.detail);
  const fault = misfit(read.value, dossierShape, "closed");
  // Proof: the shape has just looked at every member.
  return fault === "fits" ? (read.value as Dossier) : refuted("attachedMalformed", file, fault);
}

function reportFault(
  { report, asOf, by }: Dossier,
  manifest: Manifest,
  facts: CaseFactsRecord,
  told: readonly Told[],
) {
  const last = told
    .map(({ event }) => event.time)
    .toSorted()
    .at(-1);
  if (asOf !== last || by !== manifest.by)
    return refuted("dossierReportWrong", file, "not the last moment, or not the maker");
  if (report["state"] !== facts["state"])
    return refuted("dossierStateWrong", file, `the report is ${String(facts["state"])}`);
  const said = { ...facts, id: manifest.report };
  const name = [...new Set([...Object.keys(said), ...Object.keys(report)])].find(
    // Proof: a name of one of the two.
    (one) => !isSame((said as Record<string, unknown>)[one], report[one]),
  );
  return name === undefined
    ? undefined
    : refuted("dossierReportWrong", file, `${name} is another by the events`);
}

type CaseFactsRecord = Readonly<Record<string, unknown>>;

function referralFault({ referral }: Dossier, { event }: Told, facts: CaseFactsRecord) {
  const { at, due, office } = referral;
  const wrong = (detail: string) => refuted("dossierReferralWrong", file, detail);
  if (at !== event.time || due !== event.data["due"] || office !== event.data["office"])
    return wrong("not the moment, deadline or office of the event");
  const wanted = officeOf(facts);
  return isSame({ ...wanted, event: referral.event, at, due }, referral)
    ? undefined
    : wrong(`the office is ${wanted.officeName}`);
}

function partiesFault(
  { parties }: Dossier,
  streams: Streams,
  tree: Tree,
  { facts, holder }: { readonly facts: CaseFactsRecord; readonly holder: string },
) {
  const wrong = (detail: string) => refuted("dossierPartyWrong", file, detail);
  const missing = [...streams.keys()].find(
    (writer) => !parties.some(({ tenant }) => tenant === writer),
  );
  if (missing !== undefined) return wrong(`${missing} wrote and is not named`);
  for (const { tenant, name, zone, roles, events, head } of parties) {
    const stream = streams.get(tenant) ?? [];
    if (name !== tree.nameOf(tenant) || zone !== tree.zoneOf(tenant))
      return wrong(`${tenant} is another in the directory`);
    if (events !== stream.length || head !== stream.at(-1)?.hash)
      return wrong(`the stream of ${tenant} ends elsewhere`);
    const expected = [
      ...(tenant === hub ? ["hub"] : []),
      ...(tenant === facts["origin"] ? ["origin"] : []),
      ...(tenant === holder ? ["holder"] : []),
      ...(tenant === facts["institution"] ? ["respondent"] : []),
      ...(tenant === ombudsman ? ["office"] : []),
    ];
    if (!isSame(roles, expected)) return wrong(`the roles of ${tenant}`);
  }
  const codes = new Set(parties.map(({ tenant }) => tenant));
  if (codes.size !== parties.length) return wrong("a party stands twice");
  return codes.has(holder) ? undefined : wrong(`the holder is ${holder}`);
}

function consentFault(dossier: Dossier, all: readonly Told[], facts: CaseFactsRecord, tree: Tree) {
  const { consent, eligibility, referral } = dossier;
  const said = all
    .filter(
      ({ type, writer }) => type === "consented" && (writer === hub || writer === facts["origin"]),
    )
    .map(({ event }) => ({ at: event.time, granted: event.data["granted"] === true }))
    // Of two at once the refusal.
    .toSorted((a, b) =>
      a.at === b.at ? Number(b.granted) - Number(a.granted) : a.at < b.at ? -1 : 1,
    );
  const last = said.at(-1);
  const wanted = last === undefined ? "open" : last.granted ? "given" : "refused";
  if (consent !== wanted)
    return refuted("dossierConsentWrong", file, `by the reporter's last word it is ${wanted}`);
  const { occurredOn, institution } = facts;
  const today = dateOf(referral.at, tree.zoneOf(ombudsman)) ?? "";
  const since = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`.replace(/-02-29$/, "-02-28");
  // While the office has the case and has not turned it down.
  const isOffices =
    facts["state"] === "referred" &&
    !all.some(({ type, counted }) => type === "ineligible" && counted === "transition");
  const expected = {
    reportedFirst: institution === undefined ? "no" : "yes",
    withinTwoYears: typeof occurredOn !== "string" ? "unknown" : occurredOn >= since ? "yes" : "no",
    notBeforeCourt: "unknown",
    identity: wanted === "given" && isOffices ? "yes" : "no",
  };
  return isSame(eligibility, expected)
    ? undefined
    : refuted("dossierEligibilityWrong", file, "not what events and dates say");
}

/** The pages name the digest of what was checked, in their own metadata. */
function checkPages(files: ReadonlyMap<string, Uint8Array>): "checked" | Refuted {
  const digest = createHash("sha256")
    .update(files.get(file) ?? "")
    .digest("hex");
  const pages = Buffer.from(files.get("dossier.pdf") ?? new Uint8Array());
  return pages.subarray(0, 5).toString("latin1") === "%PDF-" &&
    pages.includes(`dossier.json sha256:${digest}`)
    ? "checked"
    : refuted("dossierPagesOther", "dossier.pdf", "the pages of another dossier.json");
}
