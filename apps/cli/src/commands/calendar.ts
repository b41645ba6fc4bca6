import {
  type DayOff,
  type ExplainedDay,
  type WorkingCalendar,
  calendarFor,
  dateIn,
  endOfDay,
  explain,
  hubTenant,
  nthWorkingDayAfter,
} from "@simpul/domain";
import { command, done, type Group, Misused } from "../command.ts";
import { columns } from "../demo/table.ts";
import { envOption } from "../env-file.ts";
import { inForce } from "../in-force.ts";

const add = command({
  name: "calendar add",
  description: "The n-th working day after a date; the date is day 0",
  args: {
    date: {
      type: "positional",
      required: true,
      description: "2026-03-17, or an instant such as 2026-03-17T09:30:00Z",
      valueHint: "DATE",
    },
    n: { type: "positional", required: true, description: "working days, from 0", valueHint: "N" },
    zone: {
      type: "string",
      description: "Asia/Jakarta (unless given), Asia/Makassar or Asia/Jayapura",
      valueHint: "ZONE",
    },
    "as-of": {
      type: "string",
      description: "by the decrees that were known on this date",
      valueHint: "DATE",
    },
    tenant: {
      type: "string",
      description: "with the days off of this tenant and of those above it",
      valueHint: "CODE",
    },
    unit: {
      type: "string",
      description: "with --tenant: as this unit of it counts its own steps",
      valueHint: "CODE",
    },
    explain: {
      type: "boolean",
      description: "list every skipped day and its decree, and name the calendar",
    },
    ...envOption,
  },
  async run({
    date: typed,
    n: count,
    zone = "Asia/Jakarta",
    tenant,
    unit,
    explain: listed,
    env,
    ...rest
  }) {
    const asOf = rest["as-of"];
    if (!/^\d{1,7}$/.test(count))
      throw new Misused(`"${count}" is no number of working days; it is a whole number from 0`);
    if (tenant !== undefined && !/^[a-z0-9][a-z0-9.-]{0,63}$/.test(tenant))
      throw new Misused(`"${tenant}" is no code of a tenant`);
    if (unit !== undefined && tenant === undefined)
      throw new Misused("--unit needs the --tenant that it is a unit of");
    const n = Number(count);
    const { document, published, instead } = await inForce("calendar", env);
    return sayingWhatIsWrong(() => {
      const calendar = calendarFor(document, {
        overlays: tenant === undefined ? [] : withThoseAbove(tenant),
        everyDay: document.everyDay?.includes(`${tenant}/${unit}`) === true,
        ...(asOf !== undefined && { asOf }),
      });
      const event = typed.includes("T") ? dateIn(zone, typed) : typed;
      const { date, provisional } = nthWorkingDayAfter(calendar, event, n);
      const deadline = endOfDay(date, zone);
      const days = listed === true || provisional ? explain(calendar, event, n) : [];
      const skipped = days.flatMap((day) => ("dayOff" in day ? [day] : []));
      return done(
        [
          date,
          ...(listed === true
            ? columns(skipped.map(({ date, dayOff }) => lineOf(date, dayOff)))
            : []),
        ],
        {
          date,
          provisional,
          deadline,
          calendar: calendar.version,
          ...(published > 0 && { published }),
          ...(listed === true && { skipped }),
        },
        [
          ...(instead === undefined ? [] : [instead.says]),
          ...(provisional ? [warningOf(calendar, days)] : []),
          ...(listed === true ? [nameOf(calendar, published)] : []),
        ],
      );
    });
  },
});

/** The domain refuses what is no date or no zone with the sentence for it. */
function sayingWhatIsWrong<T>(compute: () => T): T {
  try {
    return compute();
  } catch (error) {
    if (error instanceof RangeError) throw new Misused(error.message);
    throw error;
  }
}

/** A government's Kemendagri code begins with its province's; whatever else there is stands below the nation. */
function withThoseAbove(tenant: string): string[] {
  const province = /^(\d{2})\.\d{2}$/.exec(tenant)?.[1];
  return [tenant, ...(province === undefined ? [] : [province]), hubTenant];
}

const kinds = {
  weekend: "weekend",
  national: "national holiday",
  collectiveLeave: "collective leave",
  election: "election",
  regional: "regional holiday",
} as const satisfies Record<DayOff["kind"], string>;

const lineOf = (date: string, off: DayOff): string[] =>
  off.kind === "weekend" ? [date, kinds.weekend] : [date, kinds[off.kind], off.decree, off.name];

const nameOf = ({ version }: WorkingCalendar, published: number): string =>
  published > 0
    ? `by the calendar ${version}, which the hub published as version ${published}`
    : `by the calendar ${version}, which came with the software`;

function warningOf({ isDecreed }: WorkingCalendar, days: readonly ExplainedDay[]): string {
  const years = new Set(days.map(({ date }) => Number(date.slice(0, 4))));
  const missing = [...years].filter((year) => !isDecreed(year));
  const named = missing.slice(0, 3).join(", ") + (missing.length > 3 ? " and later" : "");
  return `provisional: no decree is known for ${named}, so this date may move`;
}

export const calendar: Group = {
  kind: "group",
  name: "calendar",
  description: "Working days by the statutory calendar",
  commands: {
    add: { description: add.description, load: async () => add },
    show: {
      description: "The calendar in force; --json is what import takes",
      load: async () => (await import("./calendar-show.ts")).showCalendar,
    },
    // Its description stands here: "add" must not pay for what a database needs.
    import: {
      description: "At the hub: publish a calendar with new or amended decrees",
      load: async () => (await import("./calendar-import.ts")).importCalendar,
    },
  },
};
