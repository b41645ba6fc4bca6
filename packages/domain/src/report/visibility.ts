import type { Facts } from "./state.ts";

/**
 * The one place that decides who is shown what of a report (docs/adr/0029). A row of the table for each audience and what
 * each flag takes away from it; every serializer asks here, and a test enumerates them all. Who somebody is (roles, units,
 * tenants) is the policy's (packages/access): where both speak, both must say yes.
 */
export const parts = [
  /** That there is such a report: its number, its state, the dates of its steps. */
  "existence",
  /** Class, category, place, institution, deadlines. */
  "facts",
  /** Its steps, with the institutions that took them. */
  "history",
  /** What offices publish: the title as the verifier wrote it, and answers. */
  "answers",
  /** What the reporter wrote, and the questions put to them. */
  "words",
  "files",
  /** What offices say to each other: reasons, dispositions, the units, the accused. */
  "inside",
  /** Internal notes of one desk. */
  "notes",
  /** Who the reporter is: by unsealing alone, which has a rule of its own; no serializer has it. */
  "identity",
] as const;
export type Part = (typeof parts)[number];

export const audiences = [
  /** Anybody who knows the number. */
  "public",
  "reporter",
  /** The application that took it in, for its reporter. */
  "submitter",
  /** A tenant's own system, by a key that reads or acts. */
  "application",
  /** Who handles it at a desk: verifier, institution's admin, the accountable unit. */
  "staff",
  /** A unit beside the accountable one. */
  "supporting",
  /** Who mentors the institutions below. */
  "overseer",
  /** Hub staff who watch other tenants' cases. */
  "monitor",
  /** Who may examine whistleblowing. */
  "examiner",
  /** The Ombudsman's office, once it was referred. */
  "ombudsman",
  /** Another tenant that is a party, through its node. */
  "peer",
  /** The party that took it in, after it went on. */
  "origin",
  /** Who follows the changes of a tenant: the changes endpoint, webhooks. */
  "subscriber",
  /** Counts that name nobody. */
  "statistic",
  /** What tells staff that something is due: digests, mails. */
  "notification",
  /** Logs, traces, metrics, error messages. */
  "trace",
] as const;
export type Audience = (typeof audiences)[number];

/** What a report says of itself, and how this audience stands to it. */
export interface Circumspect {
  readonly anonymous: boolean;
  readonly secret: boolean;
  /** Whistleblowing: for who examines. */
  readonly restricted: boolean;
  /** The audience belongs to whom it accuses. */
  readonly accused: boolean;
  /** This copy is another's, and the hub has not been heard for a day: what was tightened meanwhile is not known here. */
  readonly outOfTouch: boolean;
}

const everythingInside = [
  "existence",
  "facts",
  "history",
  "answers",
  "words",
  "files",
  "inside",
] as const;

/** What a report without any flag shows. */
const open: Readonly<Record<Audience, readonly Part[]>> = {
  public: ["existence", "facts", "history", "answers"],
  reporter: ["existence", "facts", "history", "answers", "words", "files"],
  submitter: ["existence", "facts", "history", "answers", "words", "files"],
  application: [...everythingInside, "notes"],
  staff: [...everythingInside, "notes", "identity"],
  supporting: [...everythingInside, "notes"],
  overseer: ["existence", "facts", "history"],
  monitor: [...everythingInside, "notes"],
  examiner: [...everythingInside, "notes", "identity"],
  ombudsman: [...everythingInside, "notes"],
  peer: everythingInside,
  origin: everythingInside,
  subscriber: ["existence"],
  statistic: ["existence", "facts"],
  notification: ["existence", "facts"],
  trace: [],
};

/** "Secret: the whole content invisible to the public" (PRODUCT). Who handles it still does. */
const secret: Partial<Record<Audience, readonly Part[]>> = {
  public: ["existence"],
};

/** Whistleblowing: its reporter, who examines, and whoever keeps the statute's days; its mere existence is the secret. */
const restricted: Partial<Record<Audience, readonly Part[]>> = {
  staff: [],
  supporting: [],
  overseer: [],
  monitor: [],
  // "Restricted content does not go back to it" (PROTOCOL, "Autonomy"); the streams stay whole.
  origin: ["existence", "facts", "history"],
  // Its count at a desk tells the accused's colleagues: who examines is told, as an examiner.
  notification: [],
  // Counted for the nation, not for an institution (docs/adr/0022).
  statistic: ["existence"],
};

/** Whoever these speak for is no party of the report: the one wrote it, the others have its number from them. */
const unaccused: ReadonlySet<Audience> = new Set<Audience>(["public", "reporter"]);

/** What this audience is shown of such a report: the open row, less what each flag that it has takes away. */
export function shown(audience: Audience, flags: Circumspect): ReadonlySet<Part> {
  if (flags.accused && !unaccused.has(audience)) return new Set();
  const rows = [
    open[audience],
    flags.secret ? secret[audience] : undefined,
    flags.restricted ? restricted[audience] : undefined,
    flags.outOfTouch && audience === "public" ? secret.public : undefined,
  ].filter((row) => row !== undefined);
  return new Set(
    parts.filter(
      (part) =>
        // "Identity unknown to the institution and the public".
        rows.every((row) => row.includes(part)) && !(part === "identity" && flags.anonymous),
    ),
  );
}

/** @param about how the audience stands to it, where that is not: neither accused nor out of touch */
export function circumspect(
  report: Pick<Facts, "flags" | "class">,
  about: Partial<Pick<Circumspect, "accused" | "outOfTouch">> = {},
): Circumspect {
  const isRestricted = report.class === "whistleblowing";
  return {
    anonymous: report.flags.anonymous,
    // Also where a flag was lost on the way: whistleblowing is never anything else.
    secret: report.flags.secret || isRestricted,
    restricted: isRestricted,
    accused: about.accused ?? false,
    outOfTouch: about.outOfTouch ?? false,
  };
}

/** How a text is read: as it was written, without what was masked, or without anything that looks personal besides. */
export type Reading = "original" | "masked" | "published";

export function readingOf(audience: Audience): Reading {
  switch (audience) {
    case "public":
    case "overseer":
    case "subscriber":
    case "statistic":
    case "notification":
    case "trace":
      return "published";
    case "reporter":
    case "submitter":
      return "masked";
    case "application":
    case "staff":
    case "supporting":
    case "monitor":
    case "examiner":
    case "ombudsman":
    case "peer":
    case "origin":
      return "original";
  }
}
