import { calendarFor, clocksOf, nationalCalendar, nationalPolicy } from "../../src/index.ts";
import type {
  Clock,
  ClockName,
  ClockPolicy,
  ClockRule,
  Command,
  Receive,
  Terms,
} from "../../src/index.ts";
import { Life, city, hub, regency } from "../report/life.ts";

export const jayapura = "91.71";

const zones: Readonly<Record<string, string>> = {
  [hub]: "Asia/Jakarta",
  [city]: "Asia/Makassar",
  [regency]: "Asia/Makassar",
  [jayapura]: "Asia/Jayapura",
  ombudsman: "Asia/Jakarta",
};

export function termsWith(...rules: readonly ClockRule[]): Terms {
  const policy: ClockPolicy = { ...nationalPolicy, rules: [...nationalPolicy.rules, ...rules] };
  return {
    hub,
    policy,
    calendarOf: (tenant) => calendarFor(nationalCalendar, { overlays: [tenant] }),
    zoneOf: (tenant) => zones[tenant] ?? "no zone",
  };
}

export const national = termsWith();

/** A local time of 2026, `03-17 09:00`, as events are stamped. */
const stamped = (local: string, offset: string): string => {
  const year = /^\d{4}-/.test(local) ? "" : "2026-";
  return Temporal.Instant.from(`${year}${local.replace(" ", "T")}${offset}`).toString({
    fractionalSecondDigits: 3,
  });
};
export const wib = (local: string): string => stamped(local, "+07:00");
export const wita = (local: string): string => stamped(local, "+08:00");
export const wit = (local: string): string => stamped(local, "+09:00");

export type Scene = readonly [at: string, me: string, command: Command];

export function played(life: Life, ...scenes: readonly Scene[]): Life {
  for (const [at, me, command] of scenes) life.at(at).given([me, command]);
  return life;
}

/** A report that came at this moment, unless said otherwise to the hub. */
export const came = (at: string, by: string = hub, intake: Partial<Receive> = {}): Life =>
  new Life(by, intake, at);

/** At the city since the first moment, with its unit `dpu` since the second. */
export const assigned = (at: string, since: string = at, verify: Command = complaint): Life =>
  played(
    came(at),
    [at, hub, verify],
    [at, hub, { type: "forward", tenant: city, rules: [], adjudicate: false }],
    [since, city, { type: "accept" }],
    [since, city, { type: "assign", unit: "dpu", supporting: [] }],
  );

export const complaint: Command = { type: "verify", class: "complaint", category: "drainage" };
export const supervisory: Command = { ...complaint, supervisory: true };

export function clockOf(life: Life, name: ClockName, terms: Terms = national): Clock {
  const found = clocksOf(life.current, terms).find((clock) => clock.name === name);
  if (found === undefined) throw new Error(`no ${name} when ${life.state}`);
  return found;
}

const lastSecond: Readonly<Record<string, string>> = {
  "16:59:59.000Z": "WIB",
  "15:59:59.000Z": "WITA",
  "14:59:59.000Z": "WIT",
};

/** `verification 03-02 → 03-05 WIB national`: the day 0, the last day, in whose last second it ends, who owes it. */
export function shown(clock: Clock): string {
  const { name, from, date, deadline, owedBy, provisional, cappedFrom } = clock;
  const short = (day: string) => day.replace(/^2026-/, "");
  const [day, time = ""] = deadline.split("T");
  return [
    `${name} ${short(from)} → ${short(date)}`,
    (day === date ? lastSecond[time] : undefined) ?? deadline,
    owedBy,
    ...(provisional ? ["provisional"] : []),
    ...(cappedFrom === undefined ? [] : [`capped from ${short(cappedFrom)}`]),
  ].join(" ");
}

export const clocksIn = (life: Life, terms: Terms = national): string[] =>
  clocksOf(life.current, terms).map(shown);
