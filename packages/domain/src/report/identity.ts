import type { Facts } from "./state.ts";

/** What an officer may open a reporter's identity for; the reporter is told which (UU PDP 27/2022, art. 5 and 7). */
export const unsealPurposes = [
  /** To reach the reporter where asking through the system is not enough. */
  "contact",
  /** To know whether who wrote is entitled: a benefit, a permit, somebody's own file. */
  "verification",
  /** Somebody is in danger. */
  "protection",
  /** An examination cannot go on without. */
  "examination",
  /** A law or a court wants it. */
  "legalDuty",
] as const;
export type UnsealPurpose = (typeof unsealPurposes)[number];

/** Who asks who the reporter is. */
export interface IdentityAsker {
  readonly tenant: string;
  /** Whether they are one of those who examine at their tenant. */
  readonly examines: boolean;
  /** Units that they are officers of. */
  readonly units: readonly string[];
}

export type MayKnow =
  | { readonly outcome: "yes"; readonly persons: 1 | 2 }
  | { readonly outcome: "no"; readonly because: WhyNot };
export type WhyNot = "accused" | "originOnly" | "examinersOnly" | "notHandling";

const no = (because: WhyNot): MayKnow => ({ outcome: "no", because });

/** As far as the rule asks. */
export type Identified = Pick<Facts, "origin" | "flags" | "class" | "accused" | "institution">;

/**
 * Who may be told who the reporter is, given a reason (PROTOCOL, "Identity"; PRODUCT, "Two independent flags"):
 * - of an anonymous report only the tenant that took it in, by its examiners;
 * - of whistleblowing examiners only;
 * - of both the accused institution or unit never;
 * - otherwise whoever handles it: the holder, the institution it was forwarded to, the hub. Who complains of an office by
 *   name, in the open, is answered by that office.
 * Where the reporter is to be protected (anonymous, whistleblowing) it takes two persons.
 * @param holder who holds the report now
 */
export function mayKnowReporter(
  report: Identified,
  holder: string,
  asker: IdentityAsker,
  hub: string,
): MayKnow {
  const isRestricted = report.class === "whistleblowing";
  const { anonymous } = report.flags;
  if ((anonymous || isRestricted) && isAccused(report, asker)) return no("accused");
  if (anonymous && asker.tenant !== report.origin) return no("originOnly");
  if ((anonymous || isRestricted) && !asker.examines) return no("examinersOnly");
  const handles = [hub, holder, report.institution].includes(asker.tenant);
  if (!anonymous && !handles) return no("notHandling");
  return { outcome: "yes", persons: anonymous || isRestricted ? 2 : 1 };
}

/** A unit that is named without its institution is one of whoever asks: better a no too many. */
function isAccused({ accused }: Identified, { tenant, units }: IdentityAsker): boolean {
  if (accused === undefined || (accused.tenant ?? tenant) !== tenant) return false;
  if (accused.unit === undefined) return accused.tenant !== undefined;
  return accused.office !== undefined || units.includes(accused.unit);
}

/** How long a second person's word lets the first one open it, and how long a request waits for that word. */
export const allowanceMinutes = 60;
export const requestHours = 24;

/** Of a request for a second person's word. Moments are RFC 3339. */
export interface UnsealRequest {
  readonly askedAt: string;
  readonly decision?: "allowed" | "refused";
  readonly decidedAt?: string;
}

export const unsealStates = ["asked", "allowed", "refused", "expired"] as const;
export type UnsealState = (typeof unsealStates)[number];

/** @param now RFC 3339, real time; at the very end of its time a request has expired */
export function unsealState(request: UnsealRequest, now: string): UnsealState {
  const { askedAt, decision, decidedAt } = request;
  if (decision === "refused") return "refused";
  const ends =
    decision === "allowed" && decidedAt !== undefined
      ? Temporal.Instant.from(decidedAt).add({ minutes: allowanceMinutes })
      : Temporal.Instant.from(askedAt).add({ hours: requestHours });
  if (Temporal.Instant.compare(Temporal.Instant.from(now), ends) >= 0) return "expired";
  return decision ?? "asked";
}

/**
 * Whether the tenant of origin tells another tenant who the reporter is. It knows neither which unit of theirs asks nor
 * whether two persons do, so it tells less than their own desk might: nothing where any of them is accused, nothing of
 * anonymous reports, nothing of whistleblowing.
 * @param asker the tenant that asks
 */
export function mayTellTenant(
  report: Identified,
  holder: string,
  asker: string,
  hub: string,
): "yes" | WhyNot {
  if (report.accused !== undefined && (report.accused.tenant ?? asker) === asker) return "accused";
  if (asker === report.origin) return "notHandling";
  const rule = mayKnowReporter(report, holder, { tenant: asker, examines: false, units: [] }, hub);
  return rule.outcome === "yes" ? "yes" : rule.because;
}

/** How long the tenant of origin may take to answer, and the asker to look at what it said; PROTOCOL has it as the most. */
export const askHours = 72;
/** How long an answer may be looked at again. */
export const openMinutes = 60;

/** Of an ask of another tenant. Moments are RFC 3339. */
export interface IdentityAskFacts {
  readonly expiresAt: string;
  readonly outcome?: "given" | "refused";
  readonly openedAt?: string;
}

export const identityAskStates = ["waiting", "given", "refused", "expired"] as const;
export type IdentityAskState = (typeof identityAskStates)[number];

/** @param now RFC 3339, real time; at the very end of its time an ask has expired, and so has an answer */
export function identityAskState(ask: IdentityAskFacts, now: string): IdentityAskState {
  if (ask.outcome === "refused") return "refused";
  return isBefore(now, identityUntil(ask)) ? (ask.outcome ?? "waiting") : "expired";
}

/** Until when the answer may be waited for, or looked at. RFC 3339, UTC. */
export function identityUntil({ expiresAt, openedAt }: IdentityAskFacts): string {
  if (openedAt === undefined) return expiresAt;
  const ends = Temporal.Instant.from(openedAt).add({ minutes: openMinutes });
  const closes = ends.toString({ fractionalSecondDigits: 3 });
  return isBefore(closes, expiresAt) ? closes : expiresAt;
}

const isBefore = (a: string, b: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(a), Temporal.Instant.from(b)) < 0;
