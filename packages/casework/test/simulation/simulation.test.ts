import { describe, expect, test } from "vitest";
import type { Findings } from "./findings.ts";
import { simulate } from "./simulate.ts";

/** `SIMULATE_SEED=n` begins elsewhere; a finding names the seed of its shortest life. */
const first = Number(process.env["SIMULATE_SEED"] ?? 1);
const count = 100;

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

  // Whoever acts first writes what the deadline asked for (`settleDue`).
  test("a watch that comes hours late gives nobody another day", () => {
    expect(told(simulate(first, count, { watching: "late", strict: new Set() }))).toEqual([]);
  });
});
