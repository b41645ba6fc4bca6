import { describe, expect, test } from "vitest";
import { nationalPolicy, ruleFor } from "../../src/index.ts";
import type { ClockRule } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { city, hub } from "../report/life.ts";
import {
  assigned,
  came,
  clockOf,
  complaint,
  jayapura,
  played,
  shown,
  termsWith,
  wib,
  wit,
} from "./story.ts";

const rule = (given: Partial<ClockRule> & Pick<ClockRule, "clock" | "amount">): ClockRule => ({
  id: "own",
  unit: "workingDays",
  warnAt: [],
  legalBasis: "a decree of the test",
  validFrom: "2026-01-01",
  ...given,
});

describe("the national ladder", () => {
  test("has the amounts of PRODUCT, each with its warnings and its legal basis", () => {
    const ladder = nationalPolicy.rules.map(
      ({ id, amount, unit, warnAt }) => `${id} ${amount} ${unit}, warned at ${warnAt.join(" ")}`,
    );
    expect(ladder).toEqual(
      expect.arrayContaining([
        "verification 3 workingDays, warned at 2 3",
        "completion 30 calendarDays, warned at 15 24",
        "routing 3 workingDays, warned at 2 3",
        "institution 3 workingDays, warned at 2 3",
        "initialResponse 5 workingDays, warned at 3 4",
        "followUp 5 workingDays, warned at 3 4",
        "settlement-information 5 workingDays, warned at 3 4",
        "settlement-complaint 14 workingDays, warned at 7 12",
        "settlement-aspiration 14 workingDays, warned at 7 12",
        "settlement-supervisory 60 workingDays, warned at 30 48",
        "settlement-whistleblowing 60 workingDays, warned at 30 48",
        "reporterWindow 10 workingDays, warned at 5 8",
        "ombudsman 60 workingDays, warned at 40 50 57",
      ]),
    );
    for (const { legalBasis } of nationalPolicy.rules) expect(legalBasis).toMatch(/\w/);
    expect(new Set(nationalPolicy.rules.map(({ id }) => id)).size).toBe(
      nationalPolicy.rules.length,
    );
  });
});

describe("a tenant's own rule", () => {
  const response = (amount: number, at = wib("03-02 10:00")) =>
    clockOf(
      assigned(at),
      "initialResponse",
      termsWith(rule({ clock: "initialResponse", amount, tenant: city })),
    );

  test("is taken inside the national bounds, and the clock names it", () => {
    expect(response(2)).toMatchObject({ date: "2026-03-04", rule: "own" });
  });

  test("is kept within them: no longer than the nation allows, and a day at least", () => {
    expect(response(9).date).toBe("2026-03-09");
    expect(response(0).date).toBe("2026-03-03");
  });

  test("holds from its first date on, in the zone of who owes the act", () => {
    const terms = termsWith(
      rule({ clock: "verification", amount: 1, tenant: jayapura, validFrom: "2026-03-03" }),
    );
    const taken = (at: string) => shown(clockOf(came(at, jayapura), "verification", terms));
    expect(taken(wit("03-02 23:59"))).toBe("verification 03-02 → 03-05 WIT 91.71");
    expect(taken(wit("03-03 00:00"))).toBe("verification 03-03 → 03-04 WIT 91.71");
  });

  test("promises no less than the nation for that very class, and no other unit", () => {
    const own = (given: Partial<ClockRule>) =>
      ruleFor(
        {
          ...nationalPolicy,
          rules: [
            ...nationalPolicy.rules,
            rule({ clock: "settlement", amount: 60, tenant: city, ...given }),
          ],
        },
        {
          clock: "settlement",
          tenant: city,
          from: "2026-03-02",
          class: "information",
          supervisory: false,
        },
      );
    expect(own({})).toMatchObject({ id: "own", amount: 5 });
    expect(own({ amount: 24, unit: "hours" })).toMatchObject({
      id: "settlement-information",
      amount: 5,
    });
    const followUp = rule({ clock: "followUp", amount: 3, tenant: city });
    expect(
      ruleFor(
        { ...nationalPolicy, rules: [...nationalPolicy.rules, followUp] },
        { clock: "followUp", tenant: city, from: "2026-03-02", supervisory: false },
      ),
    ).toMatchObject({ amount: 3, boundFromAssignment: 10 });
  });

  test("binds nobody else", () => {
    const terms = termsWith(rule({ clock: "verification", amount: 1, tenant: city }));
    expect(clockOf(came(wib("03-02 10:00")), "verification", terms).date).toBe("2026-03-05");
    expect(clockOf(came(wib("03-02 10:00"), city), "verification", terms).date).toBe("2026-03-03");
  });
});

describe("a crisis override", () => {
  const crisis = rule({
    id: "flood",
    clock: "institution",
    amount: 20,
    validFrom: "2026-03-02",
    validUntil: "2026-03-06",
  });
  const forwarded = (at: string, ...rules: ClockRule[]) =>
    clockOf(
      played(
        came(at),
        [at, hub, { ...complaint, supervisory: true } as typeof complaint],
        [at, hub, say.forwardTo(city)],
      ),
      "institution",
      termsWith(...rules),
    );

  test("outweighs the nation and the tenant, beyond the bounds, and ends by itself", () => {
    const own = rule({ clock: "institution", amount: 1, tenant: city });
    expect(forwarded(wib("02-27 10:00"), crisis, own)).toMatchObject({
      date: "2026-03-02",
      rule: "own",
    });
    // 3 to 17 March are eleven, 25 to 31 five, 1, 2, 6 and 7 April.
    expect(forwarded(wib("03-02 10:00"), crisis, own)).toMatchObject({
      date: "2026-04-07",
      rule: "flood",
    });
    expect(forwarded(wib("03-06 10:00"), crisis).rule).toBe("flood");
    expect(forwarded(wib("03-09 10:00"), crisis)).toMatchObject({
      date: "2026-03-12",
      rule: "institution",
    });
  });
});

describe("of the rules that fit", () => {
  const owed = {
    clock: "settlement",
    tenant: city,
    from: "2026-03-02",
    supervisory: false,
  } as const;
  const chosen = (rules: readonly ClockRule[], supervisory = false) =>
    ruleFor(
      { ...nationalPolicy, rules },
      { ...owed, class: "complaint", category: "flood", supervisory },
    )?.id;

  test("the most particular counts, in whatever order they stand", () => {
    const general = rule({ id: "general", clock: "settlement", amount: 20 });
    const ofClass = rule({ id: "class", clock: "settlement", amount: 14, classes: ["complaint"] });
    const examined = { ...ofClass, id: "supervisory", supervisory: true };
    const ofCategory = { ...ofClass, id: "category", categories: ["flood"] };
    for (const rules of [
      [general, ofClass, examined],
      [examined, ofClass, general],
    ]) {
      expect(chosen(rules)).toBe("class");
      expect(chosen(rules, true)).toBe("supervisory");
      expect(chosen([...rules, ofCategory], true)).toBe("category");
    }
  });

  test("the latest valid one, of those equally particular; what is not valid yet does not count", () => {
    const old = rule({ id: "old", clock: "settlement", amount: 20, validFrom: "2020-01-01" });
    const now = rule({ id: "now", clock: "settlement", amount: 14, validFrom: "2026-03-02" });
    const later = rule({ id: "later", clock: "settlement", amount: 10, validFrom: "2026-03-03" });
    expect(chosen([old, now, later])).toBe("now");
    expect(chosen([later, now, old])).toBe("now");
  });

  test("none: such a clock does not run", () => {
    expect(chosen([rule({ clock: "routing", amount: 3 })])).toBeUndefined();
    expect(
      chosen([rule({ clock: "settlement", amount: 3, classes: ["information"] })]),
    ).toBeUndefined();
  });
});

describe("a rule in hours", () => {
  const hours = rule({ clock: "verification", amount: 72, unit: "hours" });

  test("runs on the clock, through nights and days off", () => {
    const clock = clockOf(came(wib("03-20 22:30:15")), "verification", termsWith(hours));
    expect(clock).toMatchObject({
      deadline: wib("03-23 22:30:15"),
      date: "2026-03-23",
      from: "2026-03-20",
      provisional: false,
    });
  });

  test("needs no decree", () => {
    const clock = clockOf(came(wib("12-31 12:00")), "verification", termsWith(hours));
    expect(clock).toMatchObject({ date: "2027-01-03", provisional: false });
  });
});

test("a clock names the calendar and the policy that it was computed with", () => {
  const at = wib("03-02 10:00");
  expect(clockOf(played(came(at), [at, hub, complaint]), "settlement")).toMatchObject({
    calendar: "skb-2026",
    policy: "national-1",
    rule: "settlement-complaint",
  });
});
