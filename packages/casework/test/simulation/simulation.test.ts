import { describe, expect, test } from "vitest";
import type { Findings } from "./findings.ts";
import { simulate } from "./simulate.ts";

/** `SIMULATE_SEED=n` begins elsewhere; a finding names the seed of its shortest life. */
const first = Number(process.env["SIMULATE_SEED"] ?? 1);
const count = 100;

/**
 * Where a watch that comes late lets people act before a deadline has done its work. Each is against PRODUCT ("The life of a
 * report": deemed "when the verification deadline passes without a hold (after that there is no hold)"; "words count by the
 * time their receiver stamped").
 */
const knownOfLateWatch = [
  /^held after the verification deadline$/,
  / after the verification deadline, which deemed nothing$/,
  / by words after (the question had lapsed|the window)$/,
];

const told = ({ found }: Findings): string[] =>
  [...found].map(([what, { seed, detail }]) => `${what} (SIMULATE_SEED=${seed})\n  ${detail}`);

describe(`reports of the seeds ${first} to ${first + count - 1}, over two years among a hub, three nodes and the Ombudsman`, () => {
  const agreed = simulate(first, count, { watching: "prompt", strict: new Set() });

  test("every deadline is the oracle's, is told and acted upon once, and all sides end alike", () => {
    expect(told(agreed)).toEqual([]);
  });

  // Lives that never came to a lapse, a pause or the amendment would agree with any code.
  test("the lives are worth it", () => {
    const atLeast = (figure: string, least: number) =>
      expect(agreed.figures.get(figure) ?? 0, figure).toBeGreaterThanOrEqual(least);
    atLeast("reports", count);
    atLeast("deadlines", 5000);
    atLeast("warnings", 500);
    atLeast("paused", 200);
    atLeast("provisional", 50);
    atLeast("deemed", 10);
    atLeast("referred", 10);
    atLeast("advised", 5);
    atLeast("lapsed windows", 5);
    atLeast("lapsed questions", 1);
    atLeast("moved by the amendment", 5);
    atLeast("not moved by the amendment", 5);
  });

  test("a watch that comes hours late changes nothing but what is known", () => {
    const late = simulate(first, count, { watching: "late", strict: new Set() });
    for (const what of late.found.keys())
      if (knownOfLateWatch.some((known) => known.test(what))) late.found.delete(what);
    expect(told(late)).toEqual([]);
  });
});
