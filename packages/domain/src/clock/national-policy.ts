import type { ClockPolicy, ClockRule } from "./policy.ts";

const practice = "SP4N-LAPOR! (PermenPANRB 62/2018, KepmenPANRB 680/2020)";
const publicLaw = "PP 96/2012, UU 25/2009";
const ombudsman = "UU 37/2008 jo. Peraturan Ombudsman 26/2017, 48/2020";

const always = { validFrom: "2018-01-01" } as const;

/** Half, four fifths: what is left is the last day itself. */
function step(
  clock: ClockRule["clock"],
  amount: number,
  given: Partial<ClockRule> = {},
): ClockRule {
  return {
    id: clock,
    clock,
    amount,
    unit: "workingDays",
    warnAt: [...new Set([Math.ceil(amount * 0.5), Math.ceil(amount * 0.8)])],
    legalBasis: practice,
    ...always,
    ...given,
  };
}

/** The ladder of PRODUCT, as reported today; an installation replaces it by a signed version of its own. */
export const nationalPolicy: ClockPolicy = {
  version: "national-1",
  rules: [
    step("verification", 3),
    step("completion", 30, { unit: "calendarDays" }),
    step("routing", 3),
    step("institution", 3),
    step("initialResponse", 5, { legalBasis: publicLaw }),
    step("followUp", 5, { boundFromAssignment: 10, legalBasis: publicLaw }),
    step("settlement", 5, { id: "settlement-information", classes: ["information"] }),
    step("settlement", 14, { id: "settlement-complaint", classes: ["complaint"] }),
    step("settlement", 14, { id: "settlement-aspiration", classes: ["aspiration"] }),
    step("settlement", 60, {
      id: "settlement-supervisory",
      classes: ["complaint"],
      supervisory: true,
    }),
    step("settlement", 60, { id: "settlement-whistleblowing", classes: ["whistleblowing"] }),
    step("reporterWindow", 10),
    step("ombudsman", 60, {
      classes: ["complaint", "whistleblowing"],
      warnAt: [40, 50, 57],
      legalBasis: ombudsman,
    }),
    // Of what is not handed over the reporter is told where to go; nobody is reminded of that before.
    step("advice", 60, {
      classes: ["aspiration", "information"],
      warnAt: [],
      legalBasis: `${ombudsman}; UU 14/2008`,
    }),
    step("registration", 14, { legalBasis: ombudsman }),
  ],
  bounds: [
    { clock: "verification", least: 1, most: 3 },
    { clock: "institution", least: 1, most: 3 },
    { clock: "routing", least: 1, most: 3 },
    { clock: "initialResponse", least: 1, most: 5 },
    { clock: "followUp", least: 1, most: 5 },
    { clock: "settlement", least: 1, most: 60 },
    { clock: "reporterWindow", least: 10, most: 10 },
    { clock: "ombudsman", least: 60, most: 60 },
    { clock: "advice", least: 60, most: 60 },
  ],
  mostPausedDays: 10,
};
