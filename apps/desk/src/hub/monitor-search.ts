import { states } from "@simpul/domain";
import type { Inputs, Outputs } from "../api-types.ts";
import { readSearch } from "../search.ts";
import type { ListSearch } from "../search.ts";

type Asked = NonNullable<Inputs["monitor"]["overview"]>;
export type MonitorGroup = NonNullable<Asked["by"]>;
export type MonitorColumn = NonNullable<Asked["sort"]>;
export type MonitorRow = Outputs["monitor"]["overview"]["total"];

/** What can be grouped by at the hub, and at an institution's own desk. */
export const groupsAtHub = ["institution", "category", "class", "province"] as const;
export const groupsAtDesk = ["unit", "officer", "category", "class"] as const;

export const columns = [
  "overdue",
  "soon",
  "open",
  "unprocessed",
  "inProcess",
  "answered",
  "oldestDeadline",
  "medianDays",
] as const satisfies readonly MonitorColumn[];

/** The monitor's address: a list's filters, what is counted by, and the order of the rows. */
export interface MonitorSearch extends ListSearch {
  readonly by?: MonitorGroup;
  readonly column?: MonitorColumn;
  readonly reversed?: true;
}

export function readMonitorSearch(given: Readonly<Record<string, unknown>>): MonitorSearch {
  const by = [...groupsAtHub, ...groupsAtDesk].find((each) => each === given["by"]);
  const column = [...columns, "name" as const].find((each) => each === given["column"]);
  // What was typed and which report is open are a list's.
  const { q: _, open: __, sort: ___, ...filter } = readSearch(given);
  return {
    ...filter,
    ...(by === undefined ? {} : { by }),
    ...(column === undefined ? {} : { column }),
    ...(given["reversed"] === true ? { reversed: true } : {}),
  };
}

/** A list's filters and nothing else. */
export function filterOf({
  by: _,
  column: __,
  reversed: ___,
  q: _q,
  open: _open,
  sort: _sort,
  show: _show,
  order: _order,
  ...filter
}: MonitorSearch): ListSearch {
  return filter;
}

const openStates = states.filter((state) => state !== "archived" && state !== "closed");
const unprocessed = ["received", "held", "verified", "forwarded", "returned"];
const answered = ["answered"];
const behind: Readonly<Record<string, readonly string[]>> = {
  open: openStates,
  unprocessed,
  inProcess: openStates.filter((state) => ![...unprocessed, ...answered].includes(state)),
  answered,
};

/** In the place of a group's key: all of them. No code is written so. */
export const whole = "*";

/**
 * The list behind a number: the same filters, narrowed to its group and its column. None where a list cannot say it: the
 * group of what has no institution, category, class, place or unit.
 */
export function listBehind(
  search: MonitorSearch,
  by: MonitorGroup,
  key: string | null,
  column: (typeof columns)[number],
): ListSearch | undefined {
  const filter = filterOf(search);
  const group = key === whole ? {} : groupOf(by, key);
  if (group === undefined) return undefined;
  if (column === "overdue" || column === "oldestDeadline")
    return { ...filter, ...group, due: "late", sort: "due" };
  if (column === "soon") return { ...filter, ...group, due: "soon", sort: "due" };
  const wanted = behind[column] ?? openStates;
  const chosen = filter.states;
  return {
    ...filter,
    ...group,
    states: chosen === undefined ? wanted : chosen.filter((state) => wanted.includes(state)),
    sort: "due",
  };
}

function groupOf(by: MonitorGroup, key: string | null): ListSearch | undefined {
  if (by === "officer") return { officer: key ?? "nobody" };
  if (key === null) return undefined;
  switch (by) {
    case "institution":
      return { institutions: [key] };
    case "category":
      return { categories: [key] };
    case "class":
      return { classes: [key] };
    case "province":
      return { area: key };
    case "unit":
      return { units: [key] };
  }
}
