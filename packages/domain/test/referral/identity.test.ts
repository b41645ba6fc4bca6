import { describe, expect, test } from "vitest";
import { consentOf, eligibilityOf, mayHandOverIdentity } from "../../src/index.ts";
import * as say from "../report/life.ts";
import { atTick, city, hub, office, regency, taken } from "../report/life.ts";
import type { Act, Life } from "../report/life.ts";

const referred = (...before: readonly Act[]): Life =>
  taken().given(...say.toForwarded, ...before, [hub, say.refer]);
const may = (life: Life) => mayHandOverIdentity(life.current);

describe("the identity", () => {
  test("does not go with the handoff: it waits for the reporter's consent", () => {
    const life = referred();
    expect([life.state, consentOf(life.current), may(life)]).toEqual(["referred", "open", false]);
    life.given([hub, say.consent]);
    expect([consentOf(life.current), may(life)]).toEqual(["given", true]);
  });

  test("goes with a consent of before the handoff, and to nobody before it", () => {
    const life = taken().given(...say.toForwarded, [hub, say.consent]);
    expect([consentOf(life.current), may(life)]).toEqual(["given", false]);
    expect(may(life.given([hub, say.refer]))).toBe(true);
  });

  test("may be consented to from the moment the file is known: the hub's delay silences nobody", () => {
    const due = atTick(0);
    const life = taken({ class: "complaint" }).given(
      [hub, say.deem(due)],
      [hub, say.consent],
      [hub, say.refer],
    );
    expect(may(life)).toBe(true);
  });

  test("of an anonymous reporter goes as well if they consent, and only then", () => {
    const life = taken({ anonymous: true }).given(...say.toForwarded, [hub, say.refer]);
    expect(may(life)).toBe(false);
    expect(may(life.given([hub, say.consent]))).toBe(true);
    // The consent is to the office alone.
    expect(life.current.report.flags.anonymous).toBe(true);
  });

  test("stays once the office has no case any more", () => {
    expect(may(referred([hub, say.consent]).given([office, say.ineligible]))).toBe(false);
    expect(may(referred([hub, say.consent]).given([office, say.conclude]))).toBe(false);
    const between = referred([hub, say.consent]);
    between.write(office, { type: "ineligible", by: "institution" });
    expect([between.state, may(between)]).toEqual(["referred", false]);
  });
});

describe("of several words about it", () => {
  test("the last counts, and may be taken back any time", () => {
    const life = referred([hub, say.consent], [hub, say.refuseConsent]);
    expect([consentOf(life.current), may(life)]).toEqual(["refused", false]);
    expect(may(life.given([hub, say.consent]))).toBe(true);
    expect(may(life.given([hub, say.refuseConsent]))).toBe(false);
  });

  test("the last by the time of its receiver, in whatever order they arrive", () => {
    const life = taken({}, city).given([city, say.notOurs], [hub, say.verify]);
    life.at("2026-06-20T03:00:00.000Z").given([hub, say.refuseConsent]);
    life.at("2026-06-19T03:00:00.000Z").given([city, say.consent]);
    expect(consentOf(life.current)).toBe("refused");
    life.at("2026-06-21T03:00:00.000Z").given([city, say.consent]);
    expect(consentOf(life.current)).toBe("given");
  });

  test("of two at once the refusal counts", () => {
    for (const [first, second] of [
      [say.consent, say.refuseConsent],
      [say.refuseConsent, say.consent],
    ] as const) {
      const life = taken({}, city).given([city, say.notOurs], [hub, say.verify]);
      life.at("2026-06-20T03:00:00.000Z").given([hub, first], [city, second]);
      expect(consentOf(life.current)).toBe("refused");
    }
  });

  test("only those are heard that the tenant of origin or the hub wrote down", () => {
    const life = taken({}, city).given(
      [city, say.notOurs],
      [hub, say.verify],
      [hub, say.forwardTo(regency)],
      [hub, say.refer],
    );
    for (const stranger of [regency, office]) {
      expect(life.when(stranger, say.consent)).toBe("originOnly");
      life.write(stranger, { type: "consented", by: "reporter", granted: true });
    }
    expect(consentOf(life.current)).toBe("open");
    expect(may(life.given([city, say.consent]))).toBe(true);
  });
});

describe("the checklist of the Ombudsman's law", () => {
  const today = "2026-06-26";
  const about = (occurredOn: string | undefined, ...acts: readonly Act[]) =>
    eligibilityOf(
      taken(occurredOn === undefined ? {} : { occurredOn }).given(...acts).current,
      today,
    );

  test.each([
    ["2024-06-26", "yes"],
    ["2024-06-25", "no"],
    ["2026-06-26", "yes"],
    [undefined, "unknown"],
  ])("an event of %s is at most two years old: %s", (occurredOn, answer) => {
    expect(about(occurredOn).withinTwoYears).toBe(answer);
  });

  test("an event of a leap day is two years old on 28 February, and older on 1 March", () => {
    const { current } = taken({ occurredOn: "2024-02-29" });
    expect(eligibilityOf(current, "2026-02-28").withinTwoYears).toBe("yes");
    expect(eligibilityOf(current, "2026-03-01").withinTwoYears).toBe("no");
  });

  test("an institution had it first, or none did", () => {
    expect(about(today).reportedFirst).toBe("no");
    expect(about(today, ...say.toForwarded).reportedFirst).toBe("yes");
    expect(about(today, ...say.toForwarded, [city, say.notOurs]).reportedFirst).toBe("yes");
  });

  test("whether a court has it nobody here knows, and the identity follows the consent", () => {
    expect(about(today, ...say.toReferred)).toMatchObject({
      notBeforeCourt: "unknown",
      identity: "no",
    });
    expect(about(today, ...say.toReferred, [hub, say.consent]).identity).toBe("yes");
  });
});
