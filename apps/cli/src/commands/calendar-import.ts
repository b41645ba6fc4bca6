import { isDeepStrictEqual } from "node:util";
import { previewCalendar } from "@simpul/casework";
import { type CalendarDocument, validateCalendar } from "@simpul/domain";
import { command } from "../command.ts";
import { importArgs, importTerms } from "./import-terms.ts";

export const importCalendar = command({
  name: "calendar import",
  description:
    "At the hub: publish a calendar with new or amended decrees, and recompute open deadlines",
  args: importArgs("the whole calendar as JSON: version, weekend, decrees, everyDay"),
  run: (args) =>
    importTerms<CalendarDocument>(
      {
        kind: "calendar",
        plural: "calendars",
        validate: validateCalendar,
        compare,
        preview: previewCalendar,
      },
      args,
    ),
});

function compare(
  current: CalendarDocument,
  next: CalendarDocument,
): { lines: string[]; value: object } {
  const before = new Map(current.decrees.map((decree) => [decree.id, decree]));
  const after = new Set(next.decrees.map(({ id }) => id));
  const known = next.decrees.filter(({ id }) => before.has(id));
  const decrees = {
    added: next.decrees.filter(({ id }) => !before.has(id)).map(({ decree }) => decree),
    changed: known
      .filter((decree) => !isDeepStrictEqual(decree, before.get(decree.id)))
      .map(({ decree }) => decree),
    removed: current.decrees.filter(({ id }) => !after.has(id)).map(({ decree }) => decree),
  };
  const [units, were] = [next.everyDay ?? [], current.everyDay ?? []];
  const everyDay = {
    added: units.filter((unit) => !were.includes(unit)),
    removed: were.filter((unit) => !units.includes(unit)),
  };
  const lines = [
    ...decrees.added.map((decree) => `new      ${decree}`),
    ...decrees.changed.map((decree) => `changed  ${decree}`),
    ...decrees.removed.map((decree) => `gone     ${decree}`),
    ...everyDay.added.map((unit) => `new      ${unit} works every day`),
    ...everyDay.removed.map((unit) => `gone     ${unit} works every day`),
  ];
  return {
    lines: lines.length > 0 ? lines : ["no decree is new or changed"],
    value: { decrees, everyDay },
  };
}
