import { describe, expect, test } from "vitest";
import {
  identityAskState,
  identityUntil,
  mayKnowReporter,
  mayTellTenant,
  unsealState,
} from "../../src/index.ts";
import type { Identified, IdentityAsker } from "../../src/index.ts";

const [hub, city, other] = ["national", "64.71", "64.02"] as const;
const plain: Identified = {
  origin: hub,
  flags: { anonymous: false, secret: false },
  class: "complaint",
  institution: city,
};
const anonymous: Identified = { ...plain, flags: { anonymous: true, secret: false } };
const whistle: Identified = { ...plain, class: "whistleblowing" };

const asker = (tenant: string, given: Partial<IdentityAsker> = {}): IdentityAsker => ({
  tenant,
  examines: false,
  units: [],
  ...given,
});
const examiner = (tenant: string, units: readonly string[] = []) =>
  asker(tenant, { examines: true, units });
const asked = (report: Identified, who: IdentityAsker, holder: string = city) =>
  mayKnowReporter(report, holder, who, hub);
const yes = (persons: 1 | 2) => ({ outcome: "yes", persons });
const no = (because: string) => ({ outcome: "no", because });

describe("a reporter who is not anonymous", () => {
  test("is known, for a reason, to whoever handles the report", () => {
    expect(asked(plain, asker(city))).toEqual(yes(1));
    expect(asked(plain, asker(hub))).toEqual(yes(1));
    expect(asked({ ...plain, origin: other }, asker(other), other)).toEqual(yes(1));
  });

  test("is not known to another institution, not even to the one that took the report in and handed it on", () => {
    expect(asked(plain, asker(other))).toEqual(no("notHandling"));
    expect(asked({ ...plain, origin: other }, examiner(other))).toEqual(no("notHandling"));
  });

  test("is not withheld because the report is secret", () => {
    expect(asked({ ...plain, flags: { anonymous: false, secret: true } }, asker(city))).toEqual(
      yes(1),
    );
  });
});

describe("an anonymous reporter", () => {
  test("is known where the report was taken in, to its examiners, two of them", () => {
    expect(asked(anonymous, examiner(hub))).toEqual(yes(2));
    expect(asked({ ...anonymous, origin: other }, examiner(other))).toEqual(yes(2));
    expect(asked(anonymous, asker(hub))).toEqual(no("examinersOnly"));
  });

  test("is known to nobody else, whoever handles the report", () => {
    expect(asked(anonymous, examiner(city))).toEqual(no("originOnly"));
    expect(asked({ ...anonymous, origin: other }, examiner(hub))).toEqual(no("originOnly"));
  });
});

describe("whistleblowing", () => {
  test("takes two examiners, of a party that handles it", () => {
    for (const tenant of [city, hub]) {
      expect(asked(whistle, examiner(tenant))).toEqual(yes(2));
      expect(asked(whistle, asker(tenant))).toEqual(no("examinersOnly"));
    }
    expect(asked(whistle, examiner(other))).toEqual(no("notHandling"));
  });
});

describe("the accused", () => {
  test.each([anonymous, whistle].map((report) => [report] as const))(
    "institution is never told of a reporter who is to be protected: %o",
    (report) => {
      for (const tenant of [city, hub])
        expect(asked({ ...report, accused: { tenant } }, examiner(tenant))).toEqual(no("accused"));
    },
  );

  test("unit is never told, its institution's other officers are", () => {
    const about: Identified = { ...whistle, accused: { tenant: city, unit: "dpu" } };
    expect(asked(about, examiner(city, ["dpu", "inspektorat"]))).toEqual(no("accused"));
    expect(asked(about, examiner(city, ["inspektorat"]))).toEqual(yes(2));
    // The same name elsewhere is another unit.
    expect(asked(about, examiner(hub, ["dpu"]))).toEqual(yes(2));
    const nameless: Identified = { ...whistle, accused: { unit: "dpu" } };
    expect(asked(nameless, examiner(city, ["dpu"]))).toEqual(no("accused"));
    expect(asked(nameless, examiner(city, ["dishub"]))).toEqual(yes(2));
  });

  test("office answers who complains of it by name and in the open", () => {
    const open: Identified = { ...plain, accused: { tenant: city, unit: "dpu" } };
    expect(asked(open, asker(city, { units: ["dpu"] }))).toEqual(yes(1));
  });

  test("head, inspectorate or operator of the node stands for the whole institution", () => {
    for (const office of ["head", "inspectorate", "operator"] as const)
      expect(
        asked({ ...whistle, accused: { tenant: city, unit: "x", office } }, examiner(city)),
      ).toEqual(no("accused"));
  });
});

describe("a request for the second person's word", () => {
  const askedAt = "2026-03-02T01:00:00.000Z";
  const decidedAt = "2026-03-02T20:00:00.000Z";

  test("waits for a day", () => {
    expect(unsealState({ askedAt }, "2026-03-03T00:59:59.999Z")).toBe("asked");
    expect(unsealState({ askedAt }, "2026-03-03T01:00:00.000Z")).toBe("expired");
  });

  test("once allowed holds an hour from then", () => {
    const allowed = { askedAt, decision: "allowed", decidedAt } as const;
    expect(unsealState(allowed, decidedAt)).toBe("allowed");
    expect(unsealState(allowed, "2026-03-02T20:59:59.999Z")).toBe("allowed");
    expect(unsealState(allowed, "2026-03-02T21:00:00.000Z")).toBe("expired");
  });

  test("that was refused stays so", () => {
    const refused = { askedAt, decision: "refused", decidedAt } as const;
    expect(unsealState(refused, "2026-03-09T21:00:00.000Z")).toBe("refused");
  });
});

describe("another tenant that asks the tenant of origin", () => {
  const tells = (report: Identified, who: string, holder: string = city) =>
    mayTellTenant(report, holder, who, hub);

  test("is told of what it handles, and of nothing else", () => {
    expect(tells(plain, city)).toBe("yes");
    expect(tells({ ...plain, origin: other }, hub)).toBe("yes");
    expect(tells(plain, other)).toBe("notHandling");
    expect(tells(plain, hub)).toBe("notHandling");
  });

  test("is told nothing of whom two persons would have to open, for it sees only one", () => {
    expect(tells(anonymous, city)).toBe("originOnly");
    expect(tells(whistle, city)).toBe("examinersOnly");
  });

  test("is told nothing where any of its people is accused, whichever unit asks", () => {
    for (const accused of [{ tenant: city }, { tenant: city, unit: "dpu" }, { unit: "dpu" }])
      expect(tells({ ...plain, accused }, city)).toBe("accused");
    expect(tells({ ...plain, accused: { tenant: other, unit: "dpu" } }, city)).toBe("yes");
  });
});

describe("an ask", () => {
  const expiresAt = "2026-03-05T01:00:00.000Z";
  const at = (now: string, given: object = {}) => identityAskState({ expiresAt, ...given }, now);
  const given = { outcome: "given" } as const;

  test("waits until it is answered or its time is over, to the very moment", () => {
    expect(at("2026-03-05T00:59:59.999Z")).toBe("waiting");
    expect(at(expiresAt)).toBe("expired");
    expect(at(expiresAt, { outcome: "refused" })).toBe("refused");
  });

  test("that was given may be looked at until then, and for an hour once it was", () => {
    const openedAt = "2026-03-03T01:00:00.000Z";
    expect(at("2026-03-05T00:59:59.999Z", given)).toBe("given");
    expect(at("2026-03-03T01:59:59.999Z", { ...given, openedAt })).toBe("given");
    expect(at("2026-03-03T02:00:00.000Z", { ...given, openedAt })).toBe("expired");
    expect(identityUntil({ ...given, expiresAt, openedAt })).toBe("2026-03-03T02:00:00.000Z");
    const late = "2026-03-05T00:30:00.000Z";
    expect(identityUntil({ ...given, expiresAt, openedAt: late })).toBe(expiresAt);
  });
});
