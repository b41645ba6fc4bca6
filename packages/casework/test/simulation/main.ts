import { readings } from "./oracle.ts";
import { simulate } from "./simulate.ts";

/**
 * `npm run simulate`. SIMULATE_SEED: the first seed; SIMULATE_REPORTS: how many from there; SIMULATE_WATCH=late: the watch
 * comes up to six hours late; SIMULATE_STRICT=cap: readings beyond the code's; SIMULATE_DETAIL=1: whole lives.
 */
const { env } = process;
const first = Number(env["SIMULATE_SEED"] ?? 1);
const count = Number(env["SIMULATE_REPORTS"] ?? 1000);
const watching = env["SIMULATE_WATCH"] === "late" ? "late" : "prompt";
const strict = new Set(readings.filter((each) => env["SIMULATE_STRICT"]?.includes(each)));

const begun = performance.now();
const { found, figures } = simulate(first, count, { watching, strict });
const seconds = ((performance.now() - begun) / 1000).toFixed(1);
for (const [figure, value] of [...figures].toSorted()) console.log(`${figure}: ${value}`);
for (const [what, { count: times, seed, detail }] of found) {
  console.log(`${times} × ${what} (SIMULATE_SEED=${seed} SIMULATE_REPORTS=1)`);
  if (env["SIMULATE_DETAIL"] !== undefined) console.log(`  ${detail}`);
}
console.log(`seeds ${first} to ${first + count - 1}, watch ${watching}, ${seconds} s:`);
console.log(`${found.size} kinds of disagreement between oracle and code`);
process.exitCode = found.size > 0 ? 1 : 0;
