import type { ClockDay, ClockTable, NotCounted } from "../dossier/clock-days.ts";
import { ink } from "./ink.ts";
import type { Paper } from "./paper.ts";
import { monthName } from "./written.ts";

const cell = 23;
const head = 34;
const gap = 23;
const weekdays = ["Sen", "Sel", "Rab", "Kam", "Jum", "Sab", "Min"];

/** The letter in a cell; the list beneath the months says which day it is. */
export const marks: Record<Exclude<NotCounted["kind"], "weekend">, string> = {
  national: "L",
  collectiveLeave: "CB",
  election: "P",
  regional: "D",
  paused: "J",
};

/** Every date from day 0 to the deadline in its month, with its number or the letter of why it has none. Two months a row. */
export function monthGrids(
  paper: Paper,
  { days, day0, date }: Pick<ClockTable, "days" | "day0" | "date">,
): void {
  const all: ReadonlyMap<string, ClockDay> = new Map(days.map((day) => [day.date, day]));
  const months = [...new Set([day0, ...days.map((day) => day.date)].map((one) => one.slice(0, 7)))];
  const width = (paper.width - gap) / 2;
  const rowsOf = (month: string) => {
    const { from, to } = weeksOf(month, { day0, date });
    return to - from + 1;
  };
  for (let i = 0; i < months.length; i += 2) {
    const pair = months.slice(i, i + 2);
    const height = head + cell * Math.max(...pair.map(rowsOf)) + 12;
    paper.room(height);
    const top = paper.doc.y;
    for (const [place, month] of pair.entries())
      grid(
        paper,
        month,
        { x: paper.left + place * (width + gap), y: top, width },
        { all, day0, date },
      );
    paper.doc.y = top + height;
  }
}

const firstOf = (month: string) => Temporal.PlainDate.from(`${month}-01`);
/** Of a month, the first and the last week that the count touches, from 0. */
function weeksOf(month: string, { day0, date }: Pick<ClockTable, "day0" | "date">) {
  const first = firstOf(month);
  const weekOf = (day: number) => Math.floor((first.dayOfWeek - 2 + day) / 7);
  const inMonth = (one: string, otherwise: number) =>
    one.startsWith(month) ? Number(one.slice(8)) : otherwise;
  return { from: weekOf(inMonth(day0, 1)), to: weekOf(inMonth(date, first.daysInMonth)) };
}

function grid(
  paper: Paper,
  month: string,
  at: { x: number; y: number; width: number },
  { all, day0, date }: { all: ReadonlyMap<string, ClockDay>; day0: string; date: string },
): void {
  const { doc } = paper;
  const step = at.width / 7;
  const put = (
    text: string,
    x: number,
    y: number,
    size: number,
    cut: "regular" | "bold",
    align: "left" | "center",
  ) => {
    doc.y = y;
    paper.write(
      text,
      { size, cut, align, colour: ink.black },
      { x, width: align === "left" ? step - 2 : step },
    );
  };
  doc.y = at.y;
  paper.write(monthName(month), { cut: "bold", size: 9.5 }, { x: at.x, width: at.width });
  for (const [i, name] of weekdays.entries())
    put(name, at.x + i * step, at.y + 17, 7.5, "regular", "center");
  const first = firstOf(month);
  const weeks = weeksOf(month, { day0, date });
  for (let n = 0; n < first.daysInMonth; n += 1) {
    const place = first.dayOfWeek - 1 + n;
    const week = Math.floor(place / 7);
    if (week < weeks.from || week > weeks.to) continue;
    const [x, y] = [at.x + (place % 7) * step, at.y + head + (week - weeks.from) * cell];
    const today = first.add({ days: n }).toString();
    const day = all.get(today);
    const isOff = day !== undefined && "notCounted" in day;
    if (isOff)
      doc.rect(x, y, step, cell).fill(day.notCounted.kind === "weekend" ? ink.shade : ink.dark);
    doc.lineWidth(0.4).rect(x, y, step, cell).stroke(ink.line);
    doc.y = y + 1.5;
    const inside = day !== undefined || today === day0;
    paper.write(
      String(n + 1),
      { size: 6.5, colour: inside ? ink.black : ink.line },
      { x: x + 2, width: step - 3 },
    );
    const isEnd = today === date;
    const said =
      today === day0
        ? "0"
        : day === undefined
          ? ""
          : "counted" in day
            ? String(day.counted)
            : markOf(day.notCounted);
    if (said !== "")
      put(said, x, y + 8, 10, isEnd || today === day0 || isOff ? "bold" : "regular", "center");
    if (isEnd || today === day0)
      doc
        .lineWidth(1.4)
        .rect(x + 0.7, y + 0.7, step - 1.4, cell - 1.4)
        .stroke(ink.black);
  }
}

const markOf = (why: NotCounted): string => (why.kind === "weekend" ? "" : marks[why.kind]);
