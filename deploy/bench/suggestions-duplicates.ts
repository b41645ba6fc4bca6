import { suggestDuplicates } from "@simpul/casework";
import type { Context } from "@simpul/casework";
import { keepWritten } from "@simpul/testkit";
import type { Written } from "@simpul/testkit";
import { percentile, rounded, share } from "./figures.ts";
import { hub, key, regencies, trained } from "./suggestions-stage.ts";
import { writePairs } from "./suggestions-corpus.ts";
import type { Chance } from "./suggestions-corpus.ts";

const regencyOf = ({ area }: Written): string => area.slice(0, 5);

const pairs = 300;
/** From which pg_trgm takes two texts for alike. */
const trigramsFrom = 0.3;

/** Pairs that tell of one matter: whether the second finds the first, beside what letters alone find. */
export async function measureDuplicates(ctx: Context, chance: Chance, others: readonly Written[]) {
  const told = writePairs(pairs, regencies, chance);
  const firsts = told.map(([one]) => one);
  const seconds = told.map(([, other]) => other);
  const firstIds = await keepWritten(ctx, hub, firsts, "verified");
  const secondIds = await keepWritten(ctx, hub, seconds, "verified");
  await trained(ctx);
  const times: number[] = [];
  const texts = [...others, ...firsts, ...seconds].map((each) => ({
    each,
    trigrams: trigramsOf(each.text),
  }));
  const mine = { found: 0, shown: 0 };
  const theirs = { found: 0, shown: 0 };
  for (const [at, id] of secondIds.entries()) {
    const began = performance.now();
    const said = await suggestDuplicates(ctx, key(hub), id);
    times.push(performance.now() - began);
    if (said.outcome === "failed") throw new Error(said.code);
    mine.shown += said.value.candidates.length;
    if (said.value.candidates.some(({ report }) => report === firstIds[at])) mine.found += 1;
    const second = seconds[at];
    if (second === undefined) continue;
    const own = trigramsOf(second.text);
    const like = texts
      .filter(({ each }) => each !== second && regencyOf(each) === regencyOf(second))
      .map(({ each, trigrams }) => ({ each, score: likeness(trigrams, own) }))
      .filter(({ score }) => score >= trigramsFrom)
      .toSorted((a, b) => b.score - a.score)
      .slice(0, 5);
    theirs.shown += like.length;
    if (like.some(({ each }) => each === firsts[at])) theirs.found += 1;
  }
  const scored = ({ found, shown }: typeof mine) => ({
    recall5: share(found, pairs),
    precision: share(found, shown),
  });
  return {
    duplicates: {
      pairs,
      ...scored(mine),
      p50: rounded(percentile(times, 0.5)),
      p95: rounded(percentile(times, 0.95)),
    },
    duplicatesByTrigrams: scored(theirs),
  };
}

/** As pg_trgm counts them; of the baseline's own. */
function trigramsOf(text: string): Set<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{Nd}]+/gu) ?? [];
  return new Set(
    words.flatMap((word) => {
      const padded = `  ${word} `;
      return Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3));
    }),
  );
}

function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const each of one) if (other.has(each)) shared += 1;
  return shared / (one.size + other.size - shared);
}
