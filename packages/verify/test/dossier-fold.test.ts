import { allows, fold, holderOf, states } from "../../domain/src/index.ts";
import type { Recorded, ReportEvent, Step, Transition } from "../../domain/src/index.ts";
import fc from "fast-check";
import { expect, test } from "vitest";
import { refold } from "../src/dossier-fold.ts";
import type { Streams } from "../src/streams.ts";

/**
 * The verifier has the rules of a report a second time, of its own. Whatever peers write, well formed and each in its own
 * stream, both must come to the same: also what no honest party would write.
 */
const [hub, city, regency, office] = ["national", "64.71", "64.02", "ombudsman"];
const writers = [hub, city, regency, office] as const;
const id = "01936f2a-0000-7000-8000-000000000001";
const moments = Array.from({ length: 120 }, (_, i) =>
  Temporal.Instant.from("2026-03-02T01:00:00Z")
    .add({ minutes: i })
    .toString({ smallestUnit: "millisecond" }),
);
const at = (i: number): string => moments[i] ?? "";

interface Wish {
  readonly who: number;
  readonly pick: number;
  readonly detail: number;
}

const wish: fc.Arbitrary<Wish> = fc.record({
  who: fc.nat(9),
  pick: fc.nat(9999),
  detail: fc.nat(9999),
});

const types: readonly Transition["type"][] = [
  "held",
  "resumed",
  "archived",
  "deemed",
  "verified",
  "corrected",
  "split",
  "forwarded",
  "recalled",
  "returned",
  "epochOpened",
  "accepted",
  "assigned",
  "declined",
  "asked",
  "extended",
  "responded",
  "answered",
  "closed",
  "reopened",
  "referred",
  "registered",
  "ineligible",
  "concluded",
];
/** Few of many that a state allows, and the way into the last states. */
const seldom = new Set(["forwarded", "referred", "answered", "returned"]);
const words = ["supplied", "replied", "withdrawn", "tightened", "confirmed", "consented"] as const;

/** As the next of its writer: mostly what the state allows, by whoever holds the report; else anything by anybody. */
function written(plan: readonly Wish[]): Recorded[] {
  const [first] = plan;
  const origin = (first?.who ?? 0) % 3 === 0 ? city : hub;
  const intake = {
    type: "received",
    by: "channel",
    trackingId: "7K3M-92QX-4TVB-X",
    channel: "sms",
    flags: { anonymous: false, secret: false },
    place: { area: "64.71.01" },
  } as const satisfies ReportEvent;
  const all: Recorded[] = [
    { writer: origin, seq: 1, hash: `${origin}#1`, epoch: 0, at: at(0), event: intake },
  ];
  for (const [i, { who, pick, detail }] of plan.entries()) {
    const now = fold(all, id, hub);
    if (now === undefined) throw new Error("the intake is there");
    const seq = (of: string) => all.filter(({ writer }) => writer === of).length;
    const holder = holderOf(now, hub);
    const writer = who < 7 ? holder : (writers[detail % 4] ?? hub);
    const allowed = types.filter((type) => allows(now.report.state, type));
    const isWord = pick % 7 === 0;
    const some =
      pick % 5 === 0
        ? types
        : [...allowed, ...allowed.filter((one) => seldom.has(one)), "closed" as const];
    const type = isWord
      ? (words[detail % words.length] ?? "replied")
      : (some[(detail >> 2) % some.length] ?? "asked");
    const opened = {
      epoch: now.turn.epoch + 1,
      holder: type === "referred" ? office : (writers[(detail >> 3) % 3] ?? hub),
      // Now and then before the holder's last event: what it wrote behind counts for nothing.
      cut: { seq: Math.max(0, seq(now.turn.holder) - (pick % 11 === 0 ? 1 : 0)), hash: "x" },
    };
    const withdrawal = all.findLast(({ event }) => event.type === "withdrawn");
    const because = { tenant: hub, seq: 1, hash: withdrawal?.hash ?? "never written" };
    const accused = [
      {},
      { tenant: city },
      { tenant: city, unit: "dpu" },
      { tenant: city, unit: "dpu", office: "head" },
      { tenant: office },
    ][(detail >> 2) % 5];
    const opens =
      type === "forwarded" ||
      type === "recalled" ||
      type === "referred" ||
      type === "epochOpened" ||
      (type === "reopened" && pick % 3 === 0)
        ? { opens: opened }
        : {};
    const said: Record<string, unknown> = {
      type,
      by: "institution",
      ...opens,
      ...(type === "verified" || type === "corrected"
        ? {
            ...(detail % 9 === 0
              ? {}
              : { class: detail % 3 === 0 ? "whistleblowing" : "complaint", category: "road" }),
            ...(detail % 3 === 0 ? { accused } : {}),
            complete: detail % 2 === 0,
          }
        : {}),
      ...(type === "forwarded" ? { rules: [], adjudicated: detail % 2 === 0 } : {}),
      ...(type === "assigned"
        ? { unit: detail % 2 === 0 ? "dpu" : "dlh", supporting: detail % 3 === 0 ? ["dpu"] : [] }
        : {}),
      ...(type === "deemed" ||
      (pick % 2 === 0 && (type === "closed" || type === "archived")) ||
      type === "referred"
        ? { due: at(detail % 8 === 0 ? i + 9 : i) }
        : {}),
      ...(type === "archived"
        ? { reason: ["spam", "duplicate", "withdrawn"][detail % 3], because }
        : {}),
      ...(type === "closed"
        ? {
            outcome: detail % 3 === 0 ? "unconfirmed" : "confirmed",
            ...(detail % 2 === 0 ? { because } : {}),
          }
        : {}),
      ...(type === "resumed" ? { because } : {}),
      ...(type === "responded" ? { kind: "initial" } : {}),
      ...(type === "answered" ? { kind: "done" } : {}),
      ...(type === "split" ? { parts: ["part-2"] } : {}),
      ...(type === "registered" ? { number: "1" } : {}),
      ...(type === "consented" ? { granted: true } : {}),
      ...(type === "tightened" ? { flags: { anonymous: true, secret: detail % 2 === 0 } } : {}),
    };
    const number = seq(writer) + 1;
    const epoch =
      "opens" in opens ? opened.epoch : Math.max(0, now.turn.epoch - (pick % 13 === 0 ? 1 : 0));
    all.push({
      writer,
      seq: number,
      hash: `${writer}#${number}`,
      epoch,
      at: at(i + 1),
      // Proof: each type with the fields that its shape has.
      event: said as unknown as ReportEvent,
    });
  }
  return all;
}

function streamsOf(all: readonly Recorded[]): Streams {
  return Map.groupBy(
    all.map(({ writer, seq, hash, epoch, at: time, event: { type, ...data } }) => ({
      writer,
      hash,
      kid: "",
      where: "",
      event: {
        source: "",
        subject: id,
        stream: writer,
        seq,
        time,
        epoch,
        prev: null,
        seen: {},
        directory: 1,
        calendar: null,
        type: `id.simpul.report.${type}.v1`,
        data: { ...data },
      },
    })),
    ({ writer }) => writer,
  );
}

const plans = fc.array(wish, { minLength: 10, maxLength: 60, size: "max" });

test("what each event did, and where the report stands, is what every party folds", () => {
  const reached = new Set<string>();
  let late = 0;
  fc.assert(
    fc.property(plans, (plan) => {
      const all = written(plan);
      const steps: Step[] = [];
      const truth = fold(all, id, hub, (one) => steps.push(one));
      const found = refold(streamsOf(all), hub);
      if (truth === undefined || found === undefined) throw new Error("the intake is there");
      const told = new Map(found.told.map((one) => [one.hash, `${one.counted} ${one.state}`]));
      for (const { recorded, counted, report } of steps)
        expect(`${recorded.hash} ${recorded.event.type} ${told.get(recorded.hash)}`).toBe(
          `${recorded.hash} ${recorded.event.type} ${counted} ${report.state}`,
        );
      const { report } = truth;
      expect(found).toMatchObject({ state: report.state, holder: holderOf(truth, hub) });
      for (const name of [
        "class",
        "category",
        "accused",
        "completeAt",
        "institution",
        "origin",
      ] as const)
        expect(found.facts[name]).toEqual(report[name]);
      expect([found.facts["secret"], found.completeBy]).toEqual([
        report.flags.secret,
        truth.timing.completeBy,
      ]);
      reached.add(report.state);
      for (const { report: then } of steps) reached.add(then.state);
      if (
        steps.some(
          ({ recorded, counted }) =>
            counted === "contribution" && recorded.event.type === "answered",
        )
      )
        late += 1;
    }),
    { numRuns: 1000 },
  );
  expect([...reached].toSorted()).toEqual(states.toSorted());
  expect(late).toBeGreaterThan(5);
}, 30_000);
