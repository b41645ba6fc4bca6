import type { Canary, Part } from "./canaries.ts";
import type { StoryName } from "./canary-lives.ts";
import type { Code } from "./canary-stage.ts";
import type { Place } from "./haystacks.ts";

/** Who a report is for. What stands nowhere here is nobody's. */
interface Circle {
  /** Tenants with a copy. */
  readonly keeps: readonly Code[];
  /** Took it in and is accused: it keeps what its reporter wrote, shows it to nobody, and learns nothing more. */
  readonly tookIn?: Code;
  readonly staff: readonly string[];
  readonly isPublic: boolean;
}

const admins = ["nationalAdmin@national", "nationalAdmin@national/2"];
const desk = [...admins, "nationalVerifier@national", "nationalMonitor@national"];
const unit = ["tenantAdmin@64.71", "liaison@64.71", "unitHead@64.71"];
const office = ["ombudsmanOfficer@ombudsman"];
const handled: Circle = {
  keeps: ["national", "64.71"],
  staff: [...desk, ...unit],
  isPublic: true,
};

const circles: Readonly<Record<StoryName, Circle>> = {
  open: handled,
  secret: { ...handled, isPublic: false },
  tightened: { ...handled, isPublic: false },
  anonymous: handled,
  unit: {
    keeps: ["national", "64.71"],
    staff: [...admins, "inspectorate@64.71"],
    isPublic: false,
  },
  whole: {
    keeps: ["national", "64.02"],
    staff: [...admins, "inspectorate@64.02"],
    isPublic: false,
  },
  own: {
    keeps: ["national", "ombudsman"],
    tookIn: "64.71",
    staff: [...admins, ...office],
    isPublic: false,
  },
  operator: { keeps: ["national", "ombudsman"], staff: [...admins, ...office], isPublic: false },
  referred: {
    keeps: ["national", "64.71", "ombudsman"],
    staff: [...desk, ...unit, ...office],
    isPublic: true,
  },
};

const siteOf = (code: Code): string =>
  code === "national" ? "hub" : code === "ombudsman" ? "ombudsman" : "kaltim";

const ofReporters: readonly Part[] = ["words", "fileName", "file"];
const toReporters: readonly Part[] = ["words", "question", "published", "fileName", "file"];
const ofModels = ["simpul.learnt.features", "simpul.lesson.feature", "simpul.likeness.stem"];
const inside: readonly Part[] = [...toReporters, "inside"];
const identity: readonly Part[] = ["name", "phone", "email"];

/** The hub took them in, and one of its admins is enough; for the whistleblower's a second one allows the first. */
const ofOne: readonly string[] = ["open", "secret", "tightened", "referred"];
const ofTwo: readonly string[] = ["unit"];
/** What this application took in itself, it reads as its reporter does. */
const ofApp: readonly string[] = ["secret", "referred"];

const ofLists: readonly Part[] = ["words", "published"];

/** Who is to find a report at their desk. */
export const findersOf = (of: StoryName): readonly string[] => circles[of].staff;

/** What was searched for and is not what a report tells: nobody finds anything by it. */
export const findsNothing = "nothing";

/** @param door what named a report, by its number or its id */
function mayName(circle: Circle, of: string, who: string, door: string): boolean {
  if (door === findsNothing) return false;
  if (door === "report.findByContact") return ofOne.includes(of) && admins.includes(who);
  // Who watches opens a case, which is written down, and does not search what it says.
  if (door === "report.list by words" && who.startsWith("nationalMonitor")) return false;
  return circle.staff.includes(who);
}

/** What is written and not said yet: its author's, and whose word it waits for. */
function mayStandUnsaid({ of, part, by }: Canary, { who = "", what = "" }: Place): boolean {
  if (part === "draft") return what === "drafts.get" && who === by;
  const reviewers = of === "secret" ? ["tenantAdmin@64.71", "unitHead@64.71"] : [];
  return what === "reviews.list" && [by, ...reviewers].includes(who);
}

/** @returns whether this canary may stand there */
export function mayStand(canary: Canary, place: Place): boolean {
  const { of, part } = canary;
  const circle = circles[of as StoryName] as Circle | undefined;
  if (circle === undefined) return isHanded(canary, place);
  const { keeps, tookIn, staff, isPublic } = circle;
  const { kind, site, who = "", what = "", tenant = "" } = place;
  // Proof: compared with codes and names only.
  const has = (code: string): boolean => keeps.includes(code as Code);
  const kept = (code: string): boolean =>
    has(code) || (code === tookIn && ofReporters.includes(part));
  switch (kind) {
    case "log":
    case "trace":
    case "figures":
      return false;
    case "database":
      if (part === "note") return what === "simpul.note.text" && tenant === canary.by;
      if (part === "draft") return what === "simpul.draft.said" && canary.by.endsWith(`@${tenant}`);
      if (part === "review")
        return what === "simpul.answer_review.said" && canary.by.endsWith(`@${tenant}`);
      if (what === "simpul.report_words.words") return ofLists.includes(part) && kept(tenant);
      // A model that tells of secrets leaks them.
      if (ofModels.includes(what)) return isPublic && ofLists.includes(part) && has(tenant);
      if (part === "fileName")
        return ["simpul.content.name", "simpul.attachment.name"].includes(what) && kept(tenant);
      return what === "simpul.content.bytes" && inside.includes(part) && kept(tenant);
    case "disk":
      return part === "file" && what === "content" && keeps.some((code) => siteOf(code) === site);
    case "wire":
      return (
        (inside.includes(part) || part === "erased") &&
        (keeps.some((code) => siteOf(code) === who) ||
          (tookIn !== undefined && siteOf(tookIn) === who && ofReporters.includes(part)))
      );
    case "answer": {
      const isReading = ["readReport", "readAttachment"].includes(what);
      if (!isReading) return false;
      if (who === "nobody") return isPublic && part === "published";
      if (who === `reporter of ${of}` || (who === "app" && ofApp.includes(of)))
        return toReporters.includes(part);
      return has(who) && (inside.includes(part) || (part === "note" && canary.by === who));
    }
    case "page":
      if (who === `reporter of ${of}`) return toReporters.includes(part);
      return isPublic && part === "published";
    case "desk": {
      if (part === "draft" || part === "review") return mayStandUnsaid(canary, place);
      const [door = "", isNamed] = what.split(" names");
      if (isNamed !== undefined) return part === "words" && mayName(circle, of, who, door);
      if (what.startsWith("report.list") || what === "suggest.duplicates")
        return (
          isPublic &&
          ofLists.includes(part) &&
          staff.includes(who) &&
          !who.startsWith("nationalMonitor")
        );
      if (what === "suggest.routing") return staff.includes(who) && inside.includes(part);
      if (what === "identity.unseal")
        return (
          identity.includes(part) &&
          ((ofOne.includes(of) && admins.includes(who)) ||
            (ofTwo.includes(of) && who === admins[0]))
        );
      // The answer of the hub to the institution that it was forwarded to.
      if (what === "identity.openAnswer")
        return identity.includes(part) && of === "secret" && who === "tenantAdmin@64.71";
      const isTheirs = part === "note" && who.includes(`@${canary.by}`);
      return what === "report.open" && staff.includes(who) && (inside.includes(part) || isTheirs);
    }
    case "mail":
      return part === "email" && who === `${canary.core}@contoh.example`;
    case "export":
      return inside.includes(part) && has(who);
    case "dossier":
      return inside.includes(part) && part !== "fileName" && has("ombudsman") && has(who);
  }
}

/** Secrets and what was refused: told once where they were made, and otherwise nowhere. */
function isHanded({ of }: Canary, { kind, who = "", what = "" }: Place): boolean {
  if (of === "code") return kind === "mail" && who === "its reporter";
  return of === "enrolment" && kind === "wire" && what.endsWith("/federation/v1/enrol");
}
