import { readTrackingId } from "@simpul/domain";
import type { Inputs } from "../../api-types.ts";

/** What the audit's address says: the filter as it was chosen. Days are the desk's own, both included. */
export interface AuditSearch {
  readonly actor?: string;
  readonly verb?: string;
  readonly report?: string;
  readonly outcome?: string;
  readonly from?: string;
  readonly to?: string;
}

const fields = ["actor", "verb", "report", "outcome", "from", "to"] as const;

/** Of an address that anybody may have typed: what is not of its shape is not there. */
export function readAuditSearch(given: Readonly<Record<string, unknown>>): AuditSearch {
  const found: Record<string, string> = {};
  for (const name of fields) {
    const value = given[name];
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && text !== "" && text.length <= 200) found[name] = text;
  }
  return found;
}

type Filter = NonNullable<Inputs["audit"]["search"]["filter"]>;

const day = /^\d{4}-\d{2}-\d{2}$/;
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whole enough to be asked for: the server says what is wrong with a number that was mistyped. */
const namesReport = (typed: string): boolean =>
  uuid.test(typed) || readTrackingId(typed).outcome !== "notATrackingId";

/** The same as the server is asked; a day or an id that is none is not asked for. */
export function filterOf({ from, to, report, ...words }: AuditSearch, zone: string): Filter {
  const isDay = (text: string | undefined): text is string =>
    text !== undefined && day.test(text) && !Number.isNaN(Date.parse(text));
  return {
    ...words,
    ...(report !== undefined && namesReport(report) ? { report } : {}),
    ...(isDay(from) ? { from: startOf(from, zone) } : {}),
    ...(isDay(to) ? { to: startOf(dayAfter(to), zone) } : {}),
  };
}

const dayAfter = (date: string): string =>
  new Date(Date.parse(date) + 86_400_000).toISOString().slice(0, 10);

/** The first moment of a day in a zone. @returns RFC 3339, UTC */
export function startOf(date: string, zone: string): string {
  const asUtc = Date.parse(`${date}T00:00:00Z`);
  // Where the clocks change on that very night, the offset after the change is the day's.
  const first = asUtc - offsetAt(asUtc, zone);
  return new Date(asUtc - offsetAt(first, zone)).toISOString();
}

/** Milliseconds by which a zone is ahead of UTC at a moment. */
function offsetAt(moment: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
  }).formatToParts(new Date(moment));
  const of = (type: string): string => parts.find((part) => part.type === type)?.value ?? "0";
  const local = Date.parse(
    `${of("year")}-${of("month")}-${of("day")}T${of("hour")}:${of("minute")}:${of("second")}Z`,
  );
  return local - Math.floor(moment / 1000) * 1000;
}

/** What auditors ask most. */
export const questions = {
  secrets: { verb: "read", outcome: "secret" },
  identities: { verb: "unseal" },
  exports: { verb: "export" },
  monitored: { verb: "monitor" },
  signIns: { verb: "signIn" },
  roles: { verb: "addOfficer" },
} as const satisfies Readonly<Record<string, AuditSearch>>;
export type Question = keyof typeof questions;
