import type { Monitor, MonitorRow } from "@simpul/casework";
import { csvOf } from "./csv.ts";

const numbers = [
  "overdue",
  "soon",
  "open",
  "unprocessed",
  "inProcess",
  "answered",
  "oldestDeadline",
  "medianDays",
] as const satisfies readonly (keyof MonitorRow)[];

/** A group a line in the order they are given in, the sum of all as the last. */
export const monitorCsv = ({ by, groups, total }: Monitor): string =>
  csvOf([by, "name", ...numbers], [...groups, total].map(cellsOf));

const cellsOf = (row: MonitorRow): string[] => [
  row.key ?? "",
  row.name,
  ...numbers.map((name) => String(row[name] ?? "")),
];
