import { isContribution } from "./event.ts";
import type { Contribution, ReportEvent } from "./event.ts";
import { hears } from "./rule.ts";
import type { Facts, Report } from "./state.ts";
import type { Flags, Mask } from "./vocabulary.ts";

type Tightened = Extract<Contribution, { type: "tightened" }>;

/**
 * What a tightening leaves of a report. It comes from any party in any epoch and is never void (PROTOCOL, "Flags"): what
 * holds is all of it together, in whatever order it arrives. Loosening is no event.
 * @param writer whose stream it stands in
 */
export function tightenedBy(
  report: Report,
  event: Tightened,
  writer: string,
  hub: string,
): Pick<Facts, "flags" | "masks" | "erased"> {
  const { masks = [] } = event;
  const erases = hears(report, writer, hub) ? (event.erases ?? []) : [];
  return {
    flags: strictest(report.flags, event.flags),
    ...(masks.length === 0 ? {} : { masks: together(report.masks ?? [], masks, keyOf) }),
    ...(erases.length === 0 ? {} : { erased: together(report.erased ?? [], erases, String) }),
  };
}

export const strictest = (a: Flags, b: Flags): Flags => ({
  anonymous: a.anonymous || b.anonymous,
  secret: a.secret || b.secret,
});

/** Each once and in the order of the keys, so that every party has the same, whatever came first. */
function together<T>(
  one: readonly T[],
  other: readonly T[],
  nameOf: (each: T) => string,
): readonly T[] {
  const all = new Map([...one, ...other].map((each) => [nameOf(each), each]));
  return [...all].toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, each]) => each);
}

const keyOf = ({ content, field, start, end }: Mask): string =>
  `${content} ${field} ${start} ${end}`;

/** Whether those who were told of the report before have to drop what they keep of it. */
export function retracts(event: ReportEvent): boolean {
  if (event.type === "verified" || event.type === "corrected")
    return event.class === "whistleblowing";
  if (!isContribution(event) || event.type !== "tightened") return false;
  return event.flags.secret || (event.erases ?? []).length > 0;
}
