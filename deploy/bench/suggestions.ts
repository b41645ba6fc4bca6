import { readReport, suggestRouting, suggestUnits } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { keepUnits, wholeOf, withScope } from "@simpul/db";
import { keepWritten } from "@simpul/testkit";
import type { Written } from "@simpul/testkit";
import { percentile, rounded, share } from "./figures.ts";
import { measureDuplicates } from "./suggestions-duplicates.ts";
import { city, hub, key, openBenchDeployment, regencies, trained } from "./suggestions-stage.ts";
import { writeReports } from "./suggestions-corpus.ts";
import type { Chance } from "./suggestions-corpus.ts";

interface Scored {
  readonly accuracy: number;
  readonly top3: number;
}

interface Guessed extends Scored {
  /** How far the shown confidence is from how often it was right, over ten steps of it, weighted. */
  readonly calibrationError: number;
  /** Milliseconds of a question. */
  readonly p50: number;
  readonly p95: number;
}

export interface Suggestions {
  /** Generated, not real: phrases of complaints with misleading places, typos, mistaken categories and absent hints. */
  readonly corpus: "generated";
  readonly learnt: number;
  readonly asked: number;
  readonly learntPerSecond: number;
  readonly routing: Guessed;
  readonly routingByRules: Scored;
  readonly routingByCategory: Scored;
  readonly units: Guessed;
  readonly unitsByCategory: Scored;
  readonly duplicates: {
    readonly pairs: number;
    readonly recall5: number;
    /** Of what is shown. */
    readonly precision: number;
    readonly p50: number;
    readonly p95: number;
  };
  /** The five most alike by letters alone, over all texts of the same regency. */
  readonly duplicatesByTrigrams: { readonly recall5: number; readonly precision: number };
}

/** Weights were chosen on the corpora of the seeds 11 and 12. */
const heldOut = 101;

/** What is suggested for reports that nothing was learnt from, beside what a rule or a count alone would say, in one run. */
export async function measureSuggestions(adminUrl: string, count: number): Promise<Suggestions> {
  const deployment = await openBenchDeployment(adminUrl);
  const { ctx } = deployment;
  deployment.clock.set(Temporal.Now.instant().toString());
  try {
    const chance = seeded(heldOut);
    const known = Math.floor(count * 0.8);
    const reports = writeReports(count, regencies, chance);
    const [past, fresh] = [reports.slice(0, known), reports.slice(known)];
    const here = writeReports(count, [city], chance);
    const [pastHere, freshHere] = [here.slice(0, known), here.slice(known)];
    await keepWritten(ctx, hub, past, "accepted");
    await keepWritten(ctx, city, pastHere, "assigned");
    await withScope(ctx.db, wholeOf([city]), (tx) =>
      keepUnits(
        tx,
        city,
        [...new Set(here.map(({ unit }) => unit))].map((code) => ({
          code,
          name: code,
          parent: null,
          kind: "office",
        })),
      ),
    );
    const began = performance.now();
    const { reports: learnt } = await trained(ctx);
    const learntPerSecond = rounded((learnt * 1000) / (performance.now() - began));

    const freshIds = await keepWritten(ctx, hub, fresh, "verified");
    const routing = await guess(
      fresh,
      freshIds,
      (each) => each.owner,
      async (id) => {
        const said = await suggestRouting(ctx, key(hub), id);
        if (said.outcome === "failed") throw new Error(said.code);
        return said.value.candidates.map(({ tenant, confidence }) => ({
          name: tenant,
          confidence,
        }));
      },
    );
    const freshHereIds = await keepWritten(ctx, city, freshHere, "accepted");
    const units = await guess(
      freshHere,
      freshHereIds,
      (each) => each.unit,
      async (id) => {
        const said = await suggestUnits(ctx, key(city), id);
        if (said.outcome === "failed") throw new Error(said.code);
        return said.value.candidates.map(({ unit, confidence }) => ({ name: unit, confidence }));
      },
    );
    const ownerOf = (each: Written) =>
      each.owner === each.area.slice(0, 5)
        ? "R"
        : each.owner === each.area.slice(0, 2)
          ? "P"
          : each.owner;
    return {
      corpus: "generated",
      learnt,
      asked: fresh.length + freshHere.length,
      learntPerSecond,
      routing,
      routingByRules: await byRules(ctx, fresh, freshIds),
      routingByCategory: byCategory(past, fresh, ownerOf),
      units,
      unitsByCategory: byCategory(pastHere, freshHere, (each) => each.unit),
      ...(await measureDuplicates(ctx, chance, fresh)),
    };
  } finally {
    await deployment.close();
  }
}

async function guess(
  asked: readonly Written[],
  ids: readonly string[],
  truth: (report: Written) => string,
  ask: (id: string) => Promise<{ name: string; confidence: number }[]>,
): Promise<Guessed> {
  const times: number[] = [];
  let [first, third] = [0, 0];
  const bins = Array.from({ length: 10 }, () => ({ said: 0, right: 0, count: 0 }));
  for (const [at, id] of ids.entries()) {
    const began = performance.now();
    const said = await ask(id);
    times.push(performance.now() - began);
    const report = asked[at];
    const place = report === undefined ? -1 : said.findIndex(({ name }) => name === truth(report));
    if (place === 0) first += 1;
    if (place >= 0 && place < 3) third += 1;
    const [best] = said;
    const bin = bins[Math.min(9, Math.floor((best?.confidence ?? 0) * 10))];
    if (best === undefined || bin === undefined) continue;
    bin.said += best.confidence;
    bin.right += place === 0 ? 1 : 0;
    bin.count += 1;
  }
  const off = bins.reduce((sum, { said, right }) => sum + Math.abs(said - right), 0);
  return {
    accuracy: share(first, ids.length),
    top3: share(third, ids.length),
    calibrationError: share(off, ids.length),
    p50: rounded(percentile(times, 0.5)),
    p95: rounded(percentile(times, 0.95)),
  };
}

async function byRules(
  ctx: Context,
  asked: readonly Written[],
  ids: readonly string[],
): Promise<Scored> {
  let right = 0;
  for (const [at, id] of ids.entries()) {
    const read = await readReport(ctx, key(hub), id);
    if (read.outcome === "failed") throw new Error(read.code);
    const { routing } = read.value;
    if (routing?.outcome === "suggested" && routing.tenant === asked[at]?.owner) right += 1;
  }
  const accuracy = share(right, ids.length);
  return { accuracy, top3: accuracy };
}

/** What ended most often where, category by category. */
function byCategory(
  past: readonly Written[],
  asked: readonly Written[],
  truth: (report: Written) => string,
): Scored {
  const counts = new Map<string, Map<string, number>>();
  for (const report of past) {
    const ends = counts.get(report.category) ?? new Map<string, number>();
    ends.set(truth(report), (ends.get(truth(report)) ?? 0) + 1);
    counts.set(report.category, ends);
  }
  const placeOf = (report: Written) =>
    [...(counts.get(report.category) ?? [])]
      .toSorted(([, a], [, b]) => b - a)
      .findIndex(([end]) => end === truth(report));
  const places = asked.map(placeOf);
  return {
    accuracy: share(places.filter((place) => place === 0).length, asked.length),
    top3: share(places.filter((place) => place >= 0 && place < 3).length, asked.length),
  };
}

/** Mulberry32. */
function seeded(seed: number): Chance {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
