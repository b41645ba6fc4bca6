import { loadavg } from "node:os";
import { parseArgs } from "node:util";
import { measureB1 } from "./b1.ts";
import { measureB3 } from "./b3.ts";
import { measureB5 } from "./b5.ts";
import { measureB6 } from "./b6.ts";
import { measureDesks } from "./desks.ts";
import { describeMachine } from "./machine.ts";
import { setStage } from "./stage.ts";
import { measureSuggestions } from "./suggestions.ts";
import { tellSuggestions } from "./suggestions-told.ts";

/** `npm run bench [-- B1 B3] [-- --json]`: ratios against a baseline of the same run, on the same PostgreSQL. */
const known = ["B1", "B3", "B5", "B6", "suggestions", "desks"] as const;
/** What is run unless something is named: within five minutes. B5 and B6 take three or more by themselves. */
const usual = ["B1", "B3"] as const;
const { values, positionals } = parseArgs({
  // npm hands a second `--` through; everything behind it would otherwise be a name.
  args: process.argv.slice(2).filter((arg) => arg !== "--"),
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    /** Seconds of each measure. */
    seconds: { type: "string", default: "6" },
    rounds: { type: "string", default: "5" },
    /** Open reports of B5 (two million unless given) and B6 (one million). */
    reports: { type: "string" },
  },
});
const wrong = positionals.filter((name) => !known.some((each) => each === name));
if (wrong.length > 0) {
  process.stderr.write(`unknown bench ${wrong.join(", ")}; known: ${known.join(", ")}\n`);
  process.exit(2);
}
const wanted = new Set(positionals.length === 0 ? usual : positionals);
const say = (line: string): void => {
  if (!values.json) process.stdout.write(`${line}\n`);
};

const seconds = Number(values.seconds);
/** The door and its signatures are compiled by then: measured, the rate still rises for the first 30 000 intakes. */
const warmUp = 8;
const results: Record<string, object> = {};
const stage = await setStage();
try {
  const machine = await describeMachine(stage.adminUrl);
  results["machine"] = machine;
  say(`${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB, Node ${machine.node}`);
  say(`PostgreSQL ${machine.postgres}, ${machine.durability}`);
  // B3 runs at half of B1's rate, so it needs one round of it even alone.
  const rounds = wanted.has("B1") ? Number(values.rounds) : 1;
  const b1 =
    wanted.has("B1") || wanted.has("B3")
      ? await measureB1(stage, { rounds, seconds, warmUpSeconds: warmUp })
      : undefined;
  if (b1 !== undefined && wanted.has("B1")) {
    results["B1"] = b1;
    say(
      `B1 ${b1.ratio} = ${b1.intakesPerSecond} intakes/s ÷ ${b1.insertsPerSecond} inserts/s (goal ≥ 0.35)`,
    );
    say(`   p50 ${b1.p50} ms, p99 ${b1.p99} ms (goal < 50); ${b1.intakes} acknowledged, all there`);
    for (const round of b1.rounds) say(`   ${round.ratio} = ${round.intakes} ÷ ${round.inserts}`);
  }
  if (b1 !== undefined && wanted.has("B3")) {
    const half = Math.max(1, Math.floor(b1.intakesPerSecond / 2));
    const b3 = await measureB3(stage, {
      seconds: seconds * 3,
      forwardsPerSecond: 10,
      intakesPerSecond: half,
    });
    results["B3"] = b3;
    say(
      `B3 p50 ${b3.p50} ms, p99 ${b3.p99} ms (goal < 500), slowest ${b3.slowest} ms; ${b3.forwards} forwards`,
    );
    say(`   under ${b3.intakesPerSecond} intakes/s, whose p99 was ${b3.intakeP99} ms`);
  }
  if (wanted.has("B5")) {
    const b5 = await measureB5({
      adminUrl: stage.adminUrl,
      reports: Number(values.reports ?? 2_000_000),
      tenants: 650,
      times: 30,
    });
    results["B5"] = b5;
    say(`B5 ${b5.ratio} = the same SQL raw ÷ a desk's list (goal ≥ 0.6) at ${b5.reports} reports`);
    say(`   without making rows of what was read ${b5.listing}; load ${loadavg()[0]?.toFixed(1)}`);
    say(`   p95 ${b5.p95} ms (goal < 100), first rows by HTTP p95 ${b5.httpP95} ms (goal < 200)`);
    for (const { desk, asked, rows, p50, p95, rawP50, rawP95, shaping } of b5.pages)
      say(
        `   ${desk} ${asked}: ${rows} rows, p50 ${p50}, p95 ${p95}; raw ${rawP50}, ${rawP95}; rows ${shaping}`,
      );
  }
  if (wanted.has("B6")) {
    const b6 = await measureB6({
      adminUrl: stage.adminUrl,
      reports: Number(values.reports ?? 1_000_000),
      tenants: 650,
      intakesPerSecond: 20,
      quietSeconds: seconds,
    });
    results["B6"] = b6;
    say(
      `B6 ${b6.seconds} s for ${b6.reports} open reports (goal < 60 for 1000000), ${b6.perSecond}/s; ${b6.moved} moved`,
    );
    say(
      `   ${b6.intakes} intakes meanwhile, none refused, p99 ${b6.intakeP99} ms; before it ${b6.quietP99} ms`,
    );
  }
  if (wanted.has("suggestions")) {
    const told = await measureSuggestions(stage.adminUrl, 3000);
    results["suggestions"] = told;
    tellSuggestions(told, say);
  }
  if (wanted.has("desks")) {
    const live = await measureDesks(stage, {
      desks: 200,
      seconds,
      actsPerSecond: 10,
      intakesPerSecond: 100,
    });
    results["desks"] = live;
    say(
      `desks ${live.moreMiB} MiB more for ${live.desks} streams on one process (goal < 300): ${live.beforeMiB} to ${live.mostMiB}`,
    );
    say(
      `   ${live.missed} of ${live.heard + live.missed} hints missed (goal 0), ${live.cut} streams cut; p50 ${live.p50} ms, p99 ${live.p99} ms`,
    );
    say(`   under ${live.intakesPerSecond} intakes/s, whose p99 was ${live.intakeP99} ms`);
  }
} finally {
  await stage.close();
}
if (values.json) process.stdout.write(`${JSON.stringify(results)}\n`);
