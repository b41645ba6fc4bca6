import fc from "fast-check";
import { beforeEach, describe, expect, test } from "vitest";
import { PendingActs, timeToTakeBack } from "../src/acting/pending.ts";
import type { Pending, Said } from "../src/acting/pending.ts";

let sent: Pending[];
let kept: readonly Pending[];
let answers: (Said | (() => Said))[];
let timers: { at: number; run: () => void }[];
let clock: number;
let acts: PendingActs;

const done = (version: number): Said => ({ outcome: "done", version, report: { version } });

beforeEach(() => {
  [sent, kept, answers, timers, clock] = [[], [], [], [], 0];
  acts = new PendingActs({
    send: async (one) => {
      sent.push(one);
      const next = answers.shift() ?? { outcome: "offline" };
      return typeof next === "function" ? next() : next;
    },
    keep: (all) => {
      kept = all;
    },
    after: (ms, run) => {
      const timer = { at: clock + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter((each) => each !== timer);
      };
    },
    now: () => clock,
    readAnew: async () => {},
  });
});

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
async function wait(ms: number): Promise<void> {
  clock += ms;
  const due = timers.filter(({ at }) => at <= clock);
  timers = timers.filter(({ at }) => at > clock);
  for (const { run } of due) run();
  await settle();
}
const asked = (key: string, more: Partial<Pending> = {}) => ({
  key,
  verb: "verify" as const,
  report: "r1",
  ifVersion: 1,
  input: { note: `words of ${key}` },
  said: "Diverifikasi",
  called: "7K3M",
  ...more,
});
const statuses = () => acts.all().map(({ key, status }) => `${key} ${status}`);

describe("somebody else at the same tab", () => {
  test("does nothing of what was left undone: it waits for who asked for it", async () => {
    acts.ask(asked("a"));
    acts.ask(asked("b", { report: "r2" }));
    acts.sendNow("b");
    await settle();
    expect(statuses()).toEqual(["a waiting", "b offline"]);
    const left = kept;
    const before = sent.length;
    acts.vacate();
    expect([acts.all(), kept]).toEqual([[], left]);
    acts.retry();
    await wait(timeToTakeBack);
    expect(sent).toHaveLength(before);
    answers = [done(2), done(2)];
    acts.adopt(left);
    await settle();
    expect(sent.slice(before).map(({ key }) => key)).toEqual(["a", "b"]);
  });
});

describe("an act on its way", () => {
  test("takes effect by itself within five seconds, and not before it can be taken back", async () => {
    answers = [done(2)];
    acts.ask(asked("a"));
    await wait(timeToTakeBack - 1);
    expect(sent).toEqual([]);
    expect(kept).toHaveLength(1);
    await wait(1);
    expect(clock).toBeLessThan(5000);
    expect(sent.map(({ key }) => key)).toEqual(["a"]);
    expect(acts.all()).toEqual([]);
    expect(kept).toEqual([]);
  });

  test("is taken back without anybody having seen it; the last one unless it is named", async () => {
    acts.ask(asked("a"));
    acts.ask(asked("b", { report: "r2" }));
    expect(acts.takeBack()?.key).toBe("b");
    expect(acts.takeBack("a")?.key).toBe("a");
    expect(acts.takeBack()).toBeUndefined();
    await wait(timeToTakeBack);
    expect(sent).toEqual([]);
  });

  test("is sent at once when another follows on its report, which counts on what it made of it", async () => {
    answers = [done(2), done(3)];
    acts.ask(asked("a"));
    acts.ask(asked("b", { verb: "forward" }));
    await settle();
    expect(sent.map(({ key }) => key)).toEqual(["a"]);
    await wait(timeToTakeBack);
    expect(sent.map(({ key, ifVersion }) => [key, ifVersion])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  test("comes back with what was typed when it is refused, and is done all the same when a person insists", async () => {
    answers = [{ outcome: "refused", code: "versionChanged" }, done(6)];
    acts.ask(asked("a"));
    await wait(timeToTakeBack);
    expect(acts.all()).toMatchObject([
      { status: "refused", code: "versionChanged", input: { note: "words of a" } },
    ]);
    expect(kept).toHaveLength(1);
    acts.insist("a", 5);
    await settle();
    expect(sent.at(-1)).toMatchObject({ key: "a", ifVersion: 5 });
    expect(acts.all()).toEqual([]);
  });

  test("waits for the network, and for a sign-in, and is then sent under its one key", async () => {
    answers = [{ outcome: "offline" }, { outcome: "refused", code: "unauthenticated" }, done(2)];
    acts.ask(asked("a"));
    await wait(timeToTakeBack);
    expect(statuses()).toEqual(["a offline"]);
    acts.retry();
    await settle();
    expect(statuses()).toEqual(["a offline"]);
    acts.retry();
    await settle();
    expect(acts.all()).toEqual([]);
    expect(new Set(sent.map(({ key }) => key))).toEqual(new Set(["a"]));
  });

  test("over which the server fails again and again is a person's to decide on, and is not sent for ever", async () => {
    answers = [{ outcome: "fault" }, { outcome: "offline" }, { outcome: "fault" }];
    acts.ask(asked("a"));
    await wait(timeToTakeBack);
    for (let n = 0; n < 2; n += 1) {
      acts.retry();
      await settle();
    }
    expect(statuses()).toEqual(["a offline"]);
    // A browser that was closed meanwhile counts on.
    const left = kept;
    acts.vacate();
    answers = [{ outcome: "fault" }];
    acts.adopt(left);
    await settle();
    expect(acts.all()).toMatchObject([
      { status: "refused", code: "internal", input: { note: "words of a" } },
    ]);
    const before = sent.length;
    acts.retry();
    await settle();
    expect(sent).toHaveLength(before);
    // Once more, or away.
    answers = [{ outcome: "fault" }];
    acts.insist("a", 2);
    await settle();
    expect(statuses()).toEqual(["a offline"]);
    answers = [{ outcome: "refused", code: "invalid" }];
    acts.retry();
    await settle();
    expect(statuses()).toEqual(["a refused"]);
    acts.drop("a");
    expect([acts.all(), kept]).toEqual([[], []]);
  });

  test("does not wait when the page goes", async () => {
    answers = [done(2)];
    acts.ask(asked("a"));
    acts.leave();
    expect(sent.map(({ key }) => key)).toEqual(["a"]);
    // Whoever comes next asks whether it arrived.
    expect(kept).toMatchObject([{ key: "a", status: "sending" }]);
    await settle();
    expect(kept).toEqual([]);
  });

  test("behind another on its report is sent too when the page was only hidden", async () => {
    let answer = (_: Said): void => {};
    const slow = new PendingActs({
      send: (one) => {
        sent.push(one);
        return new Promise((resolve) => {
          answer = resolve;
        });
      },
      keep: () => {},
      after: () => () => {},
      now: () => clock,
      readAnew: async () => {},
    });
    slow.ask(asked("a"));
    slow.ask(asked("b"));
    await settle();
    slow.leave();
    answer(done(2));
    await settle();
    expect(sent.map(({ key, ifVersion }) => [key, ifVersion])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
  });

  test("that an earlier page left is sent, and one that needs a decision waits for it", async () => {
    answers = [done(2)];
    const left = { ...asked("a"), askedAt: 0 };
    acts.adopt([
      { ...left, status: "sending" },
      { ...left, key: "b", report: "r2", status: "refused", code: "wrongState" },
    ]);
    await settle();
    expect(sent.map(({ key }) => key)).toEqual(["a"]);
    expect(statuses()).toEqual(["b refused"]);
  });

  test("is kept or done, whatever happens: no words are ever lost", async () => {
    const step = fc.constantFrom("ask", "retry", "leave", "wait", "back", "drop");
    const said = fc.constantFrom<Said>(
      { outcome: "offline" },
      { outcome: "refused", code: "versionChanged" },
      { outcome: "refused", code: "busy" },
      { outcome: "fault" },
      done(2),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(step, said), { maxLength: 25 }), async (steps) => {
        const delivered = new Set<string>();
        const given: string[] = [];
        const away = new Set<string>();
        let keptNow: readonly Pending[] = [];
        const runs: (() => void)[] = [];
        let answer: Said = { outcome: "offline" };
        const all = new PendingActs({
          send: async ({ key }) => {
            const now = answer;
            await Promise.resolve();
            if (now.outcome === "done") delivered.add(key);
            return now;
          },
          keep: (each) => {
            keptNow = each;
          },
          after: (_, run) => {
            runs.push(run);
            return () => {};
          },
          now: () => 0,
          readAnew: async () => {},
        });
        for (const [what, next] of steps) {
          answer = next;
          const key = String(given.length);
          if (what === "ask") {
            given.push(key);
            all.ask(asked(key, { report: `r${given.length % 2}` }));
          } else if (what === "retry") all.retry();
          else if (what === "leave") all.leave();
          else if (what === "wait") for (const run of runs.splice(0)) run();
          else if (what === "back") away.add(all.takeBack()?.key ?? "");
          else {
            const refused = all.all().find(({ status }) => status === "refused");
            if (refused !== undefined) away.add((all.drop(refused.key), refused.key));
          }
          for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
          const left = new Set(keptNow.map((each) => each.key));
          for (const each of given)
            expect(delivered.has(each) || away.has(each) || left.has(each)).toBe(true);
        }
      }),
      { numRuns: 60 },
    );
  });
});
