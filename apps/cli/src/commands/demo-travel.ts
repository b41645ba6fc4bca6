import { dateIn } from "@simpul/domain";
import { command, done, Misused, Refused } from "../command.ts";
import { demoFolder } from "../demo/folder.ts";
import { runningDemo } from "../demo/running.ts";
import { travel, type Travelled } from "../demo/travel.ts";
import { columns } from "../demo/table.ts";

/** The hub's own zone, in which dates are typed. */
const zone = "Asia/Jakarta";

export const demoTravel = command({
  name: "demo travel",
  description:
    "Move the cases of the running demo ahead in time; everything else stays where it is",
  args: {
    to: {
      type: "string",
      description: "to this date, at the present time of day (WIB)",
      valueHint: "DATE",
    },
    days: { type: "string", description: "by so many calendar days", valueHint: "N" },
  },
  async run({ to, days }) {
    const move = moveOf(to, days);
    const demo = runningDemo(demoFolder());
    if (demo === undefined)
      throw new Refused("noDemo", 'no demo runs in this folder; start one with "npm start"');
    const travelled = await travel(demo, move);
    return done(linesOf(travelled, demo.endpoints.hub.url), {
      from: travelled.from.toString({ fractionalSecondDigits: 3 }),
      to: travelled.to.toString({ fractionalSecondDigits: 3 }),
      happened: travelled.acts.map(({ tenant, tracking_id: trackingId, type }) => ({
        tenant,
        trackingId,
        type,
      })),
      reminders: travelled.reminders,
    });
  },
});

function moveOf(
  to: string | undefined,
  days: string | undefined,
): (now: Temporal.Instant) => Temporal.Instant {
  if ((to === undefined) === (days === undefined)) throw new Misused("say either --to or --days");
  if (days !== undefined) {
    if (!/^[1-9]\d{0,3}$/.test(days))
      throw new Misused(`"${days}" is no number of days; it is a whole number from 1 to 9999`);
    return (now) => now.add({ hours: 24 * Number(days) });
  }
  const date = dateOf(to ?? "");
  return (now) => now.toZonedDateTimeISO(zone).with(date).toInstant();
}

function dateOf(typed: string): { year: number; month: number; day: number } {
  try {
    if (!/^\d{4}-\d{2}-\d{2}$/.test(typed)) throw new RangeError();
    const { year, month, day } = Temporal.PlainDate.from(typed, { overflow: "reject" });
    return { year, month, day };
  } catch {
    throw new Misused(`"${typed}" is no date; it is written 2026-03-17`);
  }
}

const happenings: Readonly<Record<string, string>> = {
  referred: "referred to the Ombudsman",
  closed: "closed, the reporter's window lapsed",
  archived: "archived, the question stayed unanswered",
  deemed: "counted as complete, not verified in time",
};

function linesOf({ from, to, acts, reminders, reminded }: Travelled, hubUrl: string): string[] {
  const said = (moment: Temporal.Instant): string =>
    `${dateIn(zone, moment)} ${moment.toZonedDateTimeISO(zone).toPlainTime().toString({ smallestUnit: "minute" })}`;
  return [
    `the cases went from ${said(from)} to ${said(to)} WIB; keys, signatures and limits stay on real time`,
    ...columns(
      acts.map(({ type, tracking_id: trackingId }) => [
        happenings[type] ?? type,
        trackingId,
        `${hubUrl}/lacak/${trackingId}`,
      ]),
    ),
    `${reminders} reminders about ${reminded} reports`,
  ];
}
