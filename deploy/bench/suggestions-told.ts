import type { Suggestions } from "./suggestions.ts";

/** What was measured, in sentences. */
export function tellSuggestions(told: Suggestions, say: (line: string) => void): void {
  const percent = (share: number): string => `${Math.round(share * 1000) / 10} %`;
  say(
    `suggestions: ${told.corpus} corpus (phrases mixed with misleading places, typos, mistaken categories, absent hints), of a seed that nothing was tuned on;`,
  );
  say(
    `   learnt from ${told.learnt} reports at ${told.learntPerSecond}/s, asked of ${told.asked} held out`,
  );
  for (const [what, mine, others] of [
    ["institution", told.routing, { rules: told.routingByRules, category: told.routingByCategory }],
    ["unit", told.units, { category: told.unitsByCategory }],
  ] as const) {
    say(
      `   ${what}: first right ${percent(mine.accuracy)}, among three ${percent(mine.top3)}, confidence off by ${percent(mine.calibrationError)}, p50 ${mine.p50} ms, p95 ${mine.p95} ms`,
    );
    for (const [name, other] of Object.entries(others))
      say(`      by ${name} alone: ${percent(other.accuracy)}, ${percent(other.top3)}`);
  }
  const { duplicates, duplicatesByTrigrams } = told;
  say(
    `   duplicates of ${duplicates.pairs} pairs: among five ${percent(duplicates.recall5)}, shown ones right ${percent(duplicates.precision)}, p50 ${duplicates.p50} ms, p95 ${duplicates.p95} ms`,
  );
  say(
    `      by trigrams alone: ${percent(duplicatesByTrigrams.recall5)}, ${percent(duplicatesByTrigrams.precision)}`,
  );
}
