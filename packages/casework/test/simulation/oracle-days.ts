import type { CalendarDocument } from "@simpul/domain";
import { tenants } from "./cast.ts";

/**
 * Working days by walking from day to day over the decrees. It shares nothing with the domain's arithmetic: milliseconds
 * and lists, no tables.
 */
const day = 86_400_000;
const hour = 3_600_000;
const hoursAhead = { "Asia/Jakarta": 7, "Asia/Makassar": 8, "Asia/Jayapura": 9 };
const fixed = ["01-01", "05-01", "06-01", "08-17", "12-25"];

const tenantOf = (code: string) => tenants.find((tenant) => tenant.code === code);

function ahead(code: string): number {
  const zone = tenantOf(code)?.zone;
  // Proof: the cast's tenants lie in the country's zones.
  return hoursAhead[zone as keyof typeof hoursAhead];
}

export const dateAt = (code: string, at: string): string =>
  new Date(Date.parse(at) + ahead(code) * hour).toISOString().slice(0, 10);

export const stamp = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** 00:00:00 of a date where the tenant is. */
export const morning = (code: string, date: string): string =>
  stamp(Date.parse(`${date}T00:00:00Z`) - ahead(code) * hour);
/** 23:59:59 of it. */
export const night = (code: string, date: string): string =>
  stamp(Date.parse(morning(code, date)) + day - 1000);

const next = new Map<string, string>();

export function plus(date: string, days: number): string {
  let at = date;
  for (let left = days; left > 0; left -= 1) {
    const after = next.get(at) ?? stamp(Date.parse(`${at}T00:00:00Z`) + day).slice(0, 10);
    next.set(at, after);
    at = after;
  }
  return at;
}

export class Days {
  readonly #off = new Set<string>();
  readonly #years = new Set<number>();
  readonly #working = new Map<string, boolean>();

  /** As they are for one tenant, with its own decrees and those of the tenants above it. */
  constructor(document: CalendarDocument, code: string) {
    const line: string[] = [];
    for (let at: string | null | undefined = code; at; at = tenantOf(at)?.parent) line.push(at);
    for (const { tenant, year, amends, adds, removes } of document.decrees) {
      if (tenant !== undefined && !line.includes(tenant)) continue;
      for (const { date } of adds) this.#off.add(date);
      for (const { date } of removes) this.#off.delete(date);
      if (tenant === undefined && amends === undefined && adds.length > 5) this.#years.add(year);
    }
  }

  works(date: string): boolean {
    const known = this.#working.get(date) ?? this.#works(date);
    this.#working.set(date, known);
    return known;
  }

  #works(date: string): boolean {
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday === 0 || weekday === 6 || this.#off.has(date)) return false;
    return this.#years.has(Number(date.slice(0, 4))) || !fixed.includes(date.slice(5));
  }

  /** The n-th working day after a date that is not among those left out. */
  after(date: string, n: number, out: ReadonlySet<string> = new Set()) {
    let at = date;
    let provisional = false;
    for (let left = n; left > 0;) {
      at = plus(at, 1);
      if (!this.#years.has(Number(at.slice(0, 4)))) provisional = true;
      if (this.works(at) && !out.has(at)) left -= 1;
    }
    return { date: at, provisional };
  }
}
