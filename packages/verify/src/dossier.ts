import { createHash } from "node:crypto";
import { factsOf, inOrder, type Placed } from "./dossier-case.ts";
import { checkChronology } from "./dossier-chronology.ts";
import { checkClocks, isSame } from "./dossier-clocks.ts";
import { dateOf } from "./dossier-days.ts";
import { treeOf, type Tree } from "./dossier-tree.ts";
import { readReference } from "./dossier-reference.ts";
import { dossierShape, type Dossier } from "./dossier-shape.ts";
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
 * A dossier against the streams, contents, directory, calendar and policy beside it: facts, chronology, words, attachments,
 * office, and both deadlines counted again day by day. What nothing signed can tell: the name of the office, who holds the
 * report, and of an event in its writer's turn whether the state allowed it.
 */
export function checkDossier(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
  streams: Streams,
): "checked" | Refuted {
  if (manifest.kind !== "dossier") return "checked";
  for (const name of ["clocks.json", file, "dossier.pdf"])
    if (!files.has(name)) return refuted("fileMissing", name, "a dossier has it");
  const dossier = readDossier(files.get(file) ?? new Uint8Array());
  if (isRefuted(dossier)) return dossier;
  const reference = readReference(files.get("clocks.json") ?? new Uint8Array(), manifest.root);
  if (isRefuted(reference)) return reference;
  const tree = treeOf(files, manifest);
  const all = inOrder(streams, hub);
  const claimed = new Map(dossier.chronology.map(({ event, counted }) => [event, counted]));
  const counts = ({ hash }: Placed) => claimed.get(hash) === "transition";
  const now = factsOf(all, hub, counts);
  const institution = now.facts["institution"];
  const zones = {
    hub: tree.zoneOf(hub),
    institution: tree.zoneOf(typeof institution === "string" ? institution : hub),
  };
  const by = { hub, tenant: manifest.tenant, origin: String(now.facts["origin"]) };
  const told = checkChronology(dossier, all, files, zones, by);
  if (told !== undefined) return told;
  const referral = all.find(({ hash }) => hash === dossier.referral.event);
  if (referral === undefined || referral.type !== "referred" || !counts(referral))
    return refuted("dossierReferralWrong", file, "no event of the hub referred it");
  const seen = referral.event.seen;
  const before = factsOf(
    all.filter(({ writer, event }) =>
      writer === referral.writer
        ? event.seq < referral.event.seq
        : event.seq <= (seen[writer]?.seq ?? 0),
    ),
    hub,
    counts,
  );
  const faults = [
    reportFault(dossier, manifest, now.facts),
    referralFault(dossier, referral, before.facts),
    partiesFault(dossier, streams, tree, now.facts),
    consentFault(dossier, all, now.facts, tree),
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
  return checkClocks(dossier.clocks, reference, known) ?? checkPages(files);
}

function readDossier(bytes: Uint8Array): Dossier | Refuted {
  const read = readJson(bytes);
  if (read.outcome === "noJson") return refuted("attachedMalformed", file, read.detail);
  const fault = misfit(read.value, dossierShape, "closed");
  // Proof: the shape has just looked at every member.
  return fault === "fits" ? (read.value as Dossier) : refuted("attachedMalformed", file, fault);
}

function reportFault({ report, madeAt, by }: Dossier, manifest: Manifest, facts: CaseFactsRecord) {
  if (madeAt !== manifest.madeAt || by !== manifest.by)
    return refuted("dossierReportWrong", file, "not the moment or the maker of the manifest");
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

/** 34 offices for 38 provinces: the ones split off in 2022 are served by the offices of the old ones. */
const servedBy: Readonly<Record<string, string>> = {
  "93": "91",
  "94": "91",
  "95": "91",
  "96": "92",
};
const isProvince = /^(?:1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-6])(?:\.|$)/;

function referralFault(
  { referral }: Dossier,
  { event }: Placed,
  { place, institution }: CaseFactsRecord,
) {
  const { at, due, office, chosenBy } = referral;
  const wrong = (detail: string) => refuted("dossierReferralWrong", file, detail);
  if (at !== event.time || due !== event.data["due"] || office !== event.data["office"])
    return wrong("not the moment, deadline or office of the event");
  const { area } =
    typeof place === "object" && place !== null && "area" in place ? place : { area: undefined };
  const chosen = [["place", area] as const, ["institution", institution] as const].find(
    ([, code]) => typeof code === "string" && isProvince.test(code),
  );
  const code = typeof chosen?.[1] === "string" ? chosen[1] : undefined;
  const province = code?.slice(0, 2) ?? "";
  const wanted = code === undefined ? "pusat" : (servedBy[province] ?? province);
  return office === wanted && chosenBy.by === (chosen?.[0] ?? "none") && chosenBy.code === code
    ? undefined
    : wrong(`the office is ${wanted}`);
}

function partiesFault({ parties }: Dossier, streams: Streams, tree: Tree, facts: CaseFactsRecord) {
  const wrong = (detail: string) => refuted("dossierPartyWrong", file, detail);
  const missing = [...streams.keys()].find(
    (writer) => !parties.some(({ tenant }) => tenant === writer),
  );
  if (missing !== undefined) return wrong(`${missing} wrote and is not named`);
  const holders = parties.filter(({ roles }) => roles.includes("holder"));
  if (holders.length !== 1) return wrong("not one holder");
  for (const { tenant, name, zone, roles, events, head } of parties) {
    const stream = streams.get(tenant) ?? [];
    if (name !== tree.nameOf(tenant) || zone !== tree.zoneOf(tenant))
      return wrong(`${tenant} is another in the directory`);
    if (events !== stream.length || head !== stream.at(-1)?.hash)
      return wrong(`the stream of ${tenant} ends elsewhere`);
    const expected = [
      ...(tenant === hub ? ["hub"] : []),
      ...(tenant === facts["origin"] ? ["origin"] : []),
      ...(roles.includes("holder") ? ["holder"] : []),
      ...(tenant === facts["institution"] ? ["respondent"] : []),
      ...(tenant === ombudsman ? ["office"] : []),
    ];
    if (!isSame(roles, expected)) return wrong(`the roles of ${tenant}`);
  }
  return new Set(parties.map(({ tenant }) => tenant)).size === parties.length
    ? undefined
    : wrong("a party stands twice");
}

function consentFault(
  dossier: Dossier,
  all: readonly Placed[],
  facts: CaseFactsRecord,
  tree: Tree,
) {
  const { consent, eligibility, madeAt } = dossier;
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
  const today = dateOf(madeAt, tree.zoneOf(ombudsman)) ?? "";
  const since = `${Number(today.slice(0, 4)) - 2}${today.slice(4)}`.replace(/-02-29$/, "-02-28");
  const isOpen = all.every(
    ({ type }) => type !== "concluded" && type !== "ineligible" && type !== "closed",
  );
  const expected = {
    reportedFirst: institution === undefined ? "no" : "yes",
    withinTwoYears: typeof occurredOn !== "string" ? "unknown" : occurredOn >= since ? "yes" : "no",
    notBeforeCourt: "unknown",
    identity: wanted === "given" && (isOpen || eligibility.identity === "yes") ? "yes" : "no",
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
