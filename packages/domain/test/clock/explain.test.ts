import { describe, expect, test } from "vitest";
import { clocksOf, explainClocks } from "../../src/index.ts";
import type { ClockDay, ClockName, ExplainedClock } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { Life, city, hub } from "../report/life.ts";
import { assigned, came, national, played, wib } from "./story.ts";

/** Whoever is told a deadline can count it after: each day behind day 0 has its number, or why it has none. */

const explained = (life: Life, name: ClockName): ExplainedClock => {
  const found = explainClocks(life.current, national).find((clock) => clock.name === name);
  if (found === undefined) throw new Error(`no ${name} when ${life.state}`);
  return found;
};
const counted = (days: readonly ClockDay[]): readonly number[] =>
  days.flatMap((day) => ("counted" in day ? [day.counted] : []));

const asked = played(assigned(wib("03-02 10:00")), [wib("03-03 10:00"), city, say.ask]);
const stories: Readonly<Record<string, Life>> = {
  received: came(wib("03-02 10:00")),
  verified: played(came(wib("03-02 10:00")), [wib("03-03 10:00"), hub, say.verify]),
  assigned: assigned(wib("03-16 10:00")),
  "asked and not answered": asked,
  "asked and answered": played(asked, [wib("03-05 10:00"), hub, say.reply]),
  answered: new Life(hub, {}, wib("03-02 10:00")).given(...say.toAnswered),
  returned: new Life(hub, {}, wib("03-02 10:00")).given(...say.toForwarded, [city, say.notOurs]),
};

describe.each(Object.entries(stories))("a report that is %s", (_, life) => {
  test("has its very clocks explained, in their order", () => {
    const clocks = clocksOf(life.current, national);
    expect(explainClocks(life.current, national)).toMatchObject(clocks);
    expect(clocks.length).toBeGreaterThan(0);
  });

  test("is counted day by day, without a gap, to its last day", () => {
    for (const clock of explainClocks(life.current, national)) {
      const { days, by, bound } = clock;
      const amount = bound?.amount ?? by.amount;
      expect(counted(days)).toEqual(Array.from({ length: amount }, (__, index) => index + 1));
      let day = Temporal.PlainDate.from(bound?.since ?? clock.from);
      for (const each of days) {
        day = day.add({ days: 1 });
        expect(each.date).toBe(day.toString());
      }
      expect(days.at(-1)?.date).toBe(clock.cappedFrom ?? clock.date);
      expect(by.legalBasis).not.toBe("");
    }
  });
});

test("a day that does not count says why: the weekend, or the holiday and its decree", () => {
  const { days } = explained(assigned(wib("03-16 10:00")), "initialResponse");
  const of = (date: string): ClockDay | undefined => days.find((day) => day.date === date);
  expect(of("2026-03-17")).toEqual({ date: "2026-03-17", counted: 1 });
  expect(of("2026-03-21")).toMatchObject({ dayOff: { name: expect.any(String) as string } });
  expect(of("2026-03-19")).toMatchObject({
    dayOff: { kind: "national", decree: expect.stringContaining("SKB") as string },
  });
});

test("a question takes its days out, and says since when", () => {
  const clock = explained(played(asked, [wib("03-05 10:00"), hub, say.reply]), "initialResponse");
  expect(clock.days.filter((day) => "paused" in day).map(({ date }) => date)).toEqual([
    "2026-03-04",
    "2026-03-05",
  ]);
  expect(clock.pauses).toHaveLength(1);
  expect(clock.mostPaused).toBe(national.policy.mostPausedDays);
});

test("a step that its class cuts short is told to its own end", () => {
  // Two of the class's fourteen days were left when the unit began.
  const late = played(assigned(wib("03-02 10:00"), wib("03-25 10:00")), [
    wib("03-25 11:00"),
    city,
    say.initial,
  ]);
  const { cappedFrom, date, days } = explained(late, "followUp");
  expect(cappedFrom).toBeDefined();
  expect(date).toBe(explained(late, "settlement").date);
  expect(days.map((day) => day.date)).toContain(date);
  expect(days.at(-1)?.date).toBe(cappedFrom);
});
