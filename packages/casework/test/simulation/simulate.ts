import { Findings } from "./findings.ts";
import { World } from "./world.ts";
import type { Manner } from "./world.ts";

/** Lives so many reports, a seed each from the first one on. */
export function simulate(first: number, count: number, manner: Manner): Findings {
  const findings = new Findings();
  for (let seed = first; seed < first + count; seed += 1) new World(seed, manner, findings).live();
  return findings;
}
