import { columns } from "../demo/table.ts";
import { show } from "./show-in-force.ts";

/** Decrees in the order in which they apply, with how many days each gives and takes back. */
export const showCalendar = show("calendar", ({ decrees, everyDay = [] }) => [
  ...columns(
    decrees.map(({ id, decree, year, tenant = "", amends, adds, removes }) => [
      `  ${year}`,
      id,
      decree,
      `+${adds.length} -${removes.length}`,
      [tenant, ...(amends === undefined ? [] : [`amends ${amends}`])].join(" ").trim(),
    ]),
  ),
  ...everyDay.map((unit) => `  every day  ${unit}`),
]);
