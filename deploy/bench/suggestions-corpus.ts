import type { Written } from "@simpul/testkit";
import {
  authorities,
  closings,
  misleading,
  openings,
  particulars,
  streets,
  topics,
} from "./complaints.ts";
import type { Topic } from "./complaints.ts";

export type Chance = () => number;

const typos = 0.06;
const withHint = 0.55;
const withMisleading = 0.35;
const mistakenCategory = 0.12;
/** Many do not know whose road it is, and some who say so are wrong. */
const knowsRoad = 0.45;
const wrongRoad = 0.15;
const asksRoad: ReadonlySet<string> = new Set(["road", "bridge", "street-light"]);
/** What is told of the place: the village, the district, or no more than the city. */
const toVillage = 0.45;
const toDistrict = 0.35;
const wrongDistrict = 0.06;
/** Ended somewhere for reasons that are not in the report. */
const erratic = 0.04;

/**
 * Reports mixed from phrases of complaints, with places that mislead, typos, categories that are mistaken, hints that are often
 * left out, and an owner that is drawn before the words are: none of it is separable by a rule.
 */
export function writeReports(
  count: number,
  regencies: readonly string[],
  chance: Chance,
): Written[] {
  return Array.from({ length: count }, () => writeReport(regencies, chance));
}

function writeReport(regencies: readonly string[], chance: Chance): Written {
  const topic = pick(topics, chance);
  const regency = pick(regencies, chance);
  const end = pickShare(endsAt(topic, regency), chance);
  const unit = pickShare(topic.units, chance);
  const street = streetOf(chance);
  const strange = chance() < erratic ? pickShare(pick(topics, chance).ends, chance) : end;
  const parts = [
    pick(openings, chance),
    pick(topic.says, chance),
    chance() < 0.6 ? pick(topic.says, chance) : "",
    chance() < withHint ? pick(end.hints, chance) : "",
    chance() < withHint ? pick(unit.hints, chance) : "",
    `${pick(["di jalan", "jl", "jln", "gang", "di"], chance)} ${street}`,
    chance() < withMisleading ? pick(misleading, chance) : "",
    chance() < 0.4 ? pick(particulars, chance) : "",
    pick(closings, chance),
  ];
  return {
    text: misspelt(shuffledWithin(parts, chance).join(", "), chance),
    ...categoryAndRoad(topic, end.owner, chance),
    area: areaTold(regency, street, chance),
    owner: ownerAt(strange.owner, regency),
    unit: unit.unit,
    daysAgo: Math.floor(chance() * 85),
  };
}

/** An authority of its own has a part of some matters in one city: what is usual elsewhere says nothing of that. */
const endsAt = (topic: Topic, regency: string): Topic["ends"] => [
  ...topic.ends,
  ...authorities.flatMap((each) =>
    each.regency === regency && each.categories.includes(topic.category) ? [each] : [],
  ),
];

/** A street's own village: most streets have names of other streets, and a number. */
function streetOf(chance: Chance): string {
  const name = pick(streets, chance);
  return chance() < 0.7 ? `${name} ${1 + Math.floor(chance() * 9)}` : name;
}

function areaTold(regency: string, street: string, chance: Chance): string {
  const number = [...street].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 9973, 7);
  const lies = number % 6;
  const district = chance() < wrongDistrict ? Math.floor(chance() * 6) : lies;
  const depth = chance();
  const code = `${regency}.0${district + 1}`;
  if (depth < toVillage) return `${code}.100${1 + (Math.floor(number / 6) % 7)}`;
  return depth < toVillage + toDistrict ? code : regency;
}

function categoryAndRoad(
  topic: Topic,
  owner: string,
  chance: Chance,
): Pick<Written, "category" | "roadStatus"> {
  const category = chance() < mistakenCategory ? pick(topic.mistaken, chance) : topic.category;
  if (!asksRoad.has(category) || chance() >= knowsRoad) return { category };
  const real = owner === "kempu" ? "national" : owner === "P" ? "province" : "regency";
  const roadStatus =
    chance() < wrongRoad ? pick(["national", "province", "regency"] as const, chance) : real;
  return { category, roadStatus };
}

const ownerAt = (owner: string, regency: string): string =>
  owner === "R" ? regency : owner === "P" ? regency.slice(0, 2) : owner;

/**
 * Two people tell of one matter within some days: most name the street, many what is there, each in words of their own, and each
 * tells the place and the category as well as they know.
 */
export function writePairs(
  count: number,
  regencies: readonly string[],
  chance: Chance,
): [Written, Written][] {
  return Array.from({ length: count }, () => {
    const topic = pick(topics, chance);
    const first = writeReport(regencies, chance);
    const shared = {
      street: streetOf(chance),
      detail: pick(particulars, chance),
      also: pick(particulars, chance),
    };
    return [tellOf(first, topic, shared, chance), tellOf(first, topic, shared, chance)];
  });
}

function tellOf(
  report: Written,
  topic: Topic,
  { street, detail, also }: { street: string; detail: string; also: string },
  chance: Chance,
): Written {
  const parts = [
    pick(openings, chance),
    pick(topic.says, chance),
    chance() < 0.5 ? pick(topic.says, chance) : "",
    chance() < 0.9 ? `${pick(["di jalan", "jl", "jln", "sekitar jalan"], chance)} ${street}` : "",
    chance() < 0.8 ? detail : "",
    chance() < 0.5 ? also : "",
    chance() < withMisleading ? pick(misleading, chance) : "",
    pick(closings, chance),
  ];
  return {
    ...report,
    text: misspelt(shuffledWithin(parts, chance).join(", "), chance),
    ...categoryAndRoad(topic, "R", chance),
    area: areaTold(report.area.slice(0, 5), street, chance),
    daysAgo: Math.max(0, report.daysAgo - Math.floor(chance() * 10)),
  };
}

const pick = <T>(from: readonly T[], chance: Chance): T => {
  const one = from[Math.floor(chance() * from.length)];
  if (one === undefined) throw new Error("nothing to pick from");
  return one;
};

function pickShare<T extends { readonly share: number }>(from: readonly T[], chance: Chance): T {
  let left = chance() * from.reduce((all, { share }) => all + share, 0);
  return from.find(({ share }) => (left -= share) < 0) ?? pick(from, chance);
}

/** The matter stays in the middle; what is around it comes in any order. */
function shuffledWithin(parts: readonly string[], chance: Chance): string[] {
  const said = parts.filter((part) => part.trim() !== "");
  if (said.length > 4 && chance() < 0.5) {
    const [one, two] = [1 + Math.floor(chance() * (said.length - 2)), 1];
    [said[one], said[two]] = [said[two] ?? "", said[one] ?? ""];
  }
  return said;
}

/** A letter left out, doubled, or two exchanged. */
function misspelt(text: string, chance: Chance): string {
  return text
    .split(" ")
    .map((word) => {
      if (word.length < 4 || chance() >= typos) return word;
      const at = 1 + Math.floor(chance() * (word.length - 2));
      const how = chance();
      if (how < 0.4) return word.slice(0, at) + word.slice(at + 1);
      if (how < 0.7) return word.slice(0, at) + word.charAt(at) + word.slice(at);
      return word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
    })
    .join(" ");
}
