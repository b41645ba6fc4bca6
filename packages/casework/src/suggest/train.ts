import {
  addLessons,
  changedBetween,
  contentsByHash,
  findReadable,
  keepLearnt,
  keepLikeness,
  learningAt,
  learntFrom,
  moveLearning,
  settledChanges,
  stemCounts,
  stemsOf,
  sweepLikeness,
  takeLearning,
  wholeOf,
  withScope,
} from "@simpul/db";
import type { Learnt, Lesson, LessonAbout, LoadedReport, Tx } from "@simpul/db";
import { crossed, duplicateDays } from "@simpul/domain";
import type { Context } from "../context.ts";
import { eachReadable } from "../each-readable.ts";
import {
  endOf,
  factFeatures,
  formsOf,
  letterOf,
  lettersHashes,
  ruleFeature,
  stemsIn,
  teaches,
} from "./features.ts";
import { rarityFrom } from "./rarity.ts";

export interface Trained {
  /** `elsewhere`: another process is at it. `more`: the time was over before all was learnt. */
  readonly outcome: "done" | "elsewhere" | "more";
  /** Copies that were looked at, each time something had happened to them. */
  readonly reports: number;
  /** Of these, what could not be read and taught nothing: it is tried again when something happens to it. */
  readonly unreadable: number;
}

/** Places in the order of arrival a transaction: some hundred reports, a fraction of a second. */
const window = 2000;
/** The rarest stems by which a report is found again. */
const signature = 20;
const settleMs = 2000;

/**
 * Learns from what has happened since: who took which reports and kept them, which stems are rare, which reports have them. Each
 * report teaches what it says now; what it taught before is taken back. Killed in the middle, it goes on where it was, and one
 * that cannot be read stops nothing.
 */
export async function trainSuggestions(ctx: Context, seconds = 20): Promise<Trained> {
  const scope = wholeOf(ctx.here.tenants());
  const began = performance.now();
  const isOver = () => performance.now() - began > seconds * 1000;
  // In a transaction of its own: one that has written would wait for itself.
  const settled = await withScope(ctx.db, scope, async (tx) => {
    const until = performance.now() + settleMs;
    return settledChanges(tx, () => performance.now() > until);
  });
  if (settled.outcome === "unsettled") return { outcome: "more", reports: 0, unreadable: 0 };
  let [reports, unreadable] = [0, 0];
  while ((await withScope(ctx.db, scope, learningAt)) < settled.ord) {
    const learnt = await withScope(ctx.db, scope, (tx) => learnNext(ctx, tx, settled.ord));
    if (learnt === "elsewhere") return { outcome: "elsewhere", reports, unreadable };
    reports += learnt.reports;
    unreadable += learnt.unreadable;
    if (isOver()) return { outcome: "more", reports, unreadable };
  }
  return { outcome: "done", reports, unreadable };
}

/** Forgets which reports were alike that are too old to be the same matter. */
export async function sweepSuggestions(ctx: Context): Promise<number> {
  const before = ctx.caseNow().subtract({ hours: 24 * duplicateDays });
  return withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) =>
    sweepLikeness(tx, before.toString()),
  );
}

async function learnNext(
  ctx: Context,
  tx: Tx,
  last: number,
): Promise<Pick<Trained, "reports" | "unreadable"> | "elsewhere"> {
  const after = await takeLearning(tx);
  if (after === "elsewhere") return after;
  const upTo = Math.min(after + window, last);
  const keys = await changedBetween(tx, after, upTo);
  let unreadable = 0;
  if (keys.length > 0) {
    const before = new Map((await learntFrom(tx, keys)).map((each) => [keyOf(each), each]));
    const found = await findReadable(tx, keys);
    const { lessons, letters, ...taught } = await lessonsIn(ctx, tx, found.copies);
    unreadable = found.unreadable + taught.unreadable;
    const now = new Map(lessons.map((each) => [keyOf(each), each]));
    const gone = keys.filter((key) => before.has(keyOf(key)) && !now.has(keyOf(key)));
    await addLessons(tx, difference([...before.values()], lessons));
    await keepLearnt(tx, lessons, gone);
    await keepLikeness(tx, await likenessOf(ctx, tx, letters), gone);
  }
  await moveLearning(tx, upTo);
  return { reports: keys.length, unreadable };
}

interface Placed {
  readonly loaded: LoadedReport;
  readonly stems: readonly string[];
}

async function lessonsIn(
  ctx: Context,
  tx: Tx,
  copies: readonly LoadedReport[],
): Promise<{ lessons: Learnt[]; letters: Placed[]; unreadable: number }> {
  const teaching = eachReadable(copies, (loaded) => {
    const { report } = loaded.case;
    return teaches(report) ? [{ loaded, hashes: lettersHashes(report) }] : [];
  });
  const contents = new Map(
    (
      await contentsByHash(
        tx,
        teaching.made.flatMap(({ hashes }) => hashes),
      )
    ).map((content) => [`${content.tenant}/${content.report}/${content.hash}`, content]),
  );
  const read = eachReadable(teaching.made, ({ loaded }) => {
    const letter = letterOf(loaded.case.report, (hash) =>
      contents.get(`${loaded.tenant}/${loaded.id}/${hash}`),
    );
    return [{ loaded, letter, forms: formsOf(letter) }];
  });
  const stemOf = await stemsOf(
    tx,
    read.made.flatMap(({ forms }) => forms),
  );
  const taught = eachReadable(read.made, ({ loaded, letter }) => {
    const { tenant, id, case: current } = loaded;
    const stems = [...stemsIn(letter, stemOf).keys()];
    const lesson: Learnt = {
      tenant,
      report: id,
      ...endOf(ctx, tenant, current.report),
      features: [
        ruleFeature(ctx, current.report),
        ...factFeatures(ctx, current.report),
        ...stems.map((stem) => `w:${stem}`),
      ],
    };
    return [{ lesson, placed: { loaded, stems } }];
  });
  return {
    lessons: taught.made.map(({ lesson }) => lesson),
    letters: taught.made.map(({ placed }) => placed),
    unreadable: teaching.unreadable + read.unreadable + taught.unreadable,
  };
}

/** Where institutions differ is from regency to regency, not within one. */
const isWide = (feature: string): boolean =>
  !feature.startsWith("a:") || feature.split(".").length <= 2;

/** Each stem once more for what it is now, once less for what it was: counts as if only the newest had been learnt. */
function difference(before: readonly Learnt[], now: readonly Learnt[]): Lesson[] {
  const counts = new Map<string, Lesson>();
  const count = (
    tenant: string,
    about: LessonAbout,
    feature: string,
    label: string,
    by: number,
  ) => {
    const key = JSON.stringify([tenant, about, feature, label]);
    const reports = (counts.get(key)?.reports ?? 0) + by;
    counts.set(key, { tenant, about, feature, label, reports });
  };
  const learn = ({ tenant, owner, unit, features }: Learnt, by: number): void => {
    const words = crossed(features).filter((feature) => /^[wxc]:/.test(feature));
    for (const feature of ["", ...words]) count(tenant, "word", feature, "", by);
    if (owner !== undefined)
      for (const feature of ["", ...crossed(features.filter(isWide))])
        count(tenant, "owner", feature, owner, by);
    // Which institution the rules name says nothing within one.
    if (unit !== undefined)
      for (const feature of ["", ...crossed(features.filter((each) => !each.startsWith("r:")))])
        count(tenant, "unit", feature, unit, by);
  };
  for (const each of before) learn(each, -1);
  for (const each of now) learn(each, 1);
  return [...counts.values()];
}

async function likenessOf(ctx: Context, tx: Tx, letters: readonly Placed[]) {
  const oldest = ctx
    .caseNow()
    .subtract({ hours: 24 * duplicateDays })
    .toString();
  const young = letters.filter(({ loaded }) => loaded.case.report.receivedAt > oldest);
  const wanted = young.flatMap(({ loaded: { tenant }, stems }) =>
    stems.map((stem) => ({ tenant, feature: `w:${stem}` })),
  );
  const unique = new Map(wanted.map((each) => [`${each.tenant} ${each.feature}`, each]));
  const ofTenant = Map.groupBy(await stemCounts(tx, [...unique.values()]), ({ tenant }) => tenant);
  const rarities = new Map([...ofTenant].map(([tenant, counts]) => [tenant, rarityFrom(counts)]));
  return young.map(({ loaded: { tenant, id, case: current }, stems }) => {
    const rarity = rarities.get(tenant) ?? (() => 1);
    const { area } = current.report.place;
    return {
      tenant,
      report: id,
      stems: rarest(stems, rarity, signature),
      place: area?.split(".").slice(0, 2).join(".") ?? "",
      receivedAt: current.report.receivedAt,
    };
  });
}

/** Equal ones by name, so that the same text always has the same. */
export function rarest(
  stems: readonly string[],
  rarity: (stem: string) => number,
  most: number,
): string[] {
  return stems.toSorted((a, b) => rarity(b) - rarity(a) || (a < b ? -1 : 1)).slice(0, most);
}

const keyOf = ({ tenant, report }: { tenant: string; report: string }) => `${tenant}/${report}`;
