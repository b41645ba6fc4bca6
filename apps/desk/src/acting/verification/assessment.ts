import {
  accusedOffices,
  classes,
  maladministrationTypes,
  roadStatuses,
  urgencies,
} from "@simpul/domain";
import type { Report, VerbInput } from "../../api-types.ts";

/** What a verifier says of a report, as its fields have it: text everywhere, empty where nothing is said. */
export interface Typed {
  readonly category: string;
  readonly class: string;
  readonly title: string;
  readonly area: string;
  readonly address: string;
  /** "-1.2379, 116.8529" */
  readonly point: string;
  readonly roadStatus: string;
  readonly urgency: string;
  readonly supervisory: "" | "yes";
  readonly maladministration: readonly string[];
  readonly accusedTenant: string;
  readonly accusedUnit: string;
  readonly accusedOffice: string;
}

export type Assessed = Pick<
  Report,
  | "class"
  | "category"
  | "title"
  | "text"
  | "place"
  | "urgency"
  | "supervisory"
  | "maladministration"
  | "accused"
>;

/** A title is a line: what does not fit is the verifier's to say. */
const longestTitle = 90;

/** As the report has it. */
export function startOf(report: Assessed): Typed {
  const { place, accused } = report;
  return {
    category: report.category ?? "",
    class: report.class ?? "",
    title: report.title ?? "",
    area: place.area ?? "",
    address: place.address ?? "",
    point:
      place.latitude === undefined || place.longitude === undefined
        ? ""
        : `${place.latitude}, ${place.longitude}`,
    roadStatus: place.roadStatus ?? "",
    urgency: report.urgency,
    supervisory: report.supervisory ? "yes" : "",
    maladministration: report.maladministration,
    accusedTenant: accused?.tenant ?? "",
    accusedUnit: accused?.unit ?? "",
    accusedOffice: accused?.office ?? "",
  };
}

/** What a verifier would begin with where the reporter said nothing of it. @param category the likeliest */
export function begunFor(report: Assessed, category = ""): Typed {
  const typed = startOf(report);
  return {
    ...typed,
    category: typed.category === "" ? category : typed.category,
    class: typed.class === "" ? "complaint" : typed.class,
    title: typed.title === "" ? firstLineOf(report.text ?? "") : typed.title,
  };
}

/** The first sentence, cut between words. */
export function firstLineOf(text: string): string {
  const [first = ""] = text.trim().split(/(?<=[.!?])\s|\n/u);
  const line = first.replace(/[.!?\s]+$/u, "");
  if (line.length <= longestTitle) return line;
  const cut = line.slice(0, longestTitle + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf(" "), 40)).trimEnd();
}

export type Lacking = "category" | "class" | "point" | "title" | "accusedTenant";

/** What has to be said, or said otherwise, before it can be sent. */
export function lackingOf(typed: Typed): Lacking[] {
  return [
    ...(typed.category === "" ? ["category" as const] : []),
    ...(oneOf(classes, typed.class) === undefined ? ["class" as const] : []),
    ...(typed.title.length > 500 ? ["title" as const] : []),
    ...(typed.point.trim() !== "" && pointOf(typed.point) === undefined ? ["point" as const] : []),
    // Whose head or inspectorate it is decides who examines.
    ...(typed.accusedOffice !== "" && typed.accusedTenant === "" ? ["accusedTenant" as const] : []),
  ];
}

/** Degrees, latitude first, as maps give them to be copied; undefined if it is none. */
export function pointOf(typed: string): { latitude: number; longitude: number } | undefined {
  const read = /^\s*\(?(-?\d{1,2}(?:\.\d+)?)\s*[,;\s]\s*(-?\d{1,3}(?:\.\d+)?)\)?\s*$/.exec(typed);
  if (read === null) return undefined;
  const [latitude, longitude] = [Number(read[1]), Number(read[2])];
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
    ? { latitude, longitude }
    : undefined;
}

type VerifyInput = VerbInput<"verify">;

/** Everything that was said, for a report that nobody has assessed: its words are the verifier's from now on. */
export function assessmentOf(typed: Typed): VerifyInput {
  const { area, address } = typed;
  const title = typed.title.trim();
  const place = present({
    area: orNothing(area),
    address: orNothing(address.trim()),
    ...pointOf(typed.point),
    roadStatus: oneOf(roadStatuses, typed.roadStatus),
  });
  const accused = accusedOf(typed);
  return {
    category: typed.category,
    // Proof: `lackingOf` asked whether it is one.
    class: typed.class as VerifyInput["class"],
    ...present({
      title: orNothing(title),
      place: Object.keys(place).length === 0 ? undefined : place,
      urgency: oneOf(urgencies, typed.urgency),
      accused,
    }),
    supervisory: typed.supervisory === "yes",
    maladministration: maladministrationTypes.filter((each) =>
      typed.maladministration.includes(each),
    ),
  };
}

/**
 * Of it what is other than the report says, for whoever corrects. Title, address and point are one document: whoever changes
 * one of them says all of them again.
 */
export function correctionOf(typed: Typed, report: Assessed): VerbInput<"correct"> {
  const before = startOf(report);
  const all = assessmentOf(typed);
  const isOther = (field: keyof Typed): boolean =>
    JSON.stringify(typed[field]) !== JSON.stringify(before[field]);
  const title = typed.title.trim();
  const saysWords = isOther("title") || isOther("address") || isOther("point");
  const { area, roadStatus, ...where } = all.place ?? {};
  const place = {
    ...(isOther("area") && area !== undefined ? { area } : {}),
    ...(isOther("roadStatus") && roadStatus !== undefined ? { roadStatus } : {}),
    ...(saysWords ? where : {}),
  };
  const accuses = isOther("accusedTenant") || isOther("accusedUnit") || isOther("accusedOffice");
  return {
    ...(isOther("category") ? { category: all.category } : {}),
    ...(isOther("class") ? { class: all.class } : {}),
    ...(saysWords && title !== "" ? { title } : {}),
    ...(Object.keys(place).length === 0 ? {} : { place }),
    ...present({
      urgency: isOther("urgency") ? all.urgency : undefined,
      supervisory: isOther("supervisory") ? all.supervisory : undefined,
      maladministration: isOther("maladministration") ? all.maladministration : undefined,
      accused: accuses ? all.accused : undefined,
    }),
  };
}

function accusedOf({
  accusedTenant,
  accusedUnit,
  accusedOffice,
}: Typed): VerifyInput["accused"] | undefined {
  const accused = present({
    tenant: orNothing(accusedTenant),
    unit: orNothing(accusedUnit.trim()),
    office: oneOf(accusedOffices, accusedOffice),
  });
  return Object.keys(accused).length === 0 ? undefined : accused;
}

const orNothing = (text: string): string | undefined => (text === "" ? undefined : text);

const oneOf = <T extends string>(known: readonly T[], text: string): T | undefined =>
  known.find((each) => each === text);

/** Drops what is undefined. */
const present = <T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  // Proof: only entries whose value is not undefined are kept.
  Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
