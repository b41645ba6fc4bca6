import type { Opened } from "../api-types.ts";

type Entry = Opened["report"]["history"][number];
type Note = Opened["report"]["notes"][number];
type Clock = Opened["report"]["clocks"][number];
export type StepDetail = Opened["steps"][number];

/** One line of the timeline. The key is stable: a link leads to it. */
export type Item =
  | {
      readonly kind: "step";
      readonly key: string;
      readonly at: string;
      readonly entry: Entry;
      /** For those inside. */
      readonly detail: StepDetail | undefined;
    }
  | { readonly kind: "note"; readonly key: string; readonly at: string; readonly note: Note }
  | { readonly kind: "due"; readonly key: string; readonly at: string; readonly clock: Clock };

export const shows = ["all", "public", "internal", "deadlines"] as const;
export type Show = (typeof shows)[number];

const ofDeadlines: ReadonlySet<Entry["type"]> = new Set<Entry["type"]>([
  "deemed",
  "extended",
  "advised",
  "referred",
]);

/** Everything that happened to a report, what is noted of it, and what is due; the oldest first. */
export function itemsOf({ report, steps }: Pick<Opened, "report" | "steps">): Item[] {
  const happened: Item[] = report.history.map((entry, index) => ({
    kind: "step",
    key: `step-${index + 1}`,
    at: entry.at,
    entry,
    detail: steps[index],
  }));
  const noted: Item[] = report.notes.map((note, index) => ({
    kind: "note",
    key: `note-${index + 1}`,
    at: note.at,
    note,
  }));
  const due: Item[] = report.clocks.map((clock) => ({
    kind: "due",
    key: `due-${clock.name}`,
    at: clock.deadline,
    clock,
  }));
  // Stable: of one moment the steps stand in the order of the streams, and what is due behind them.
  return [...happened, ...noted, ...due].toSorted((a, b) => compare(a.at, b.at));
}

export function passes(item: Item, show: Show): boolean {
  switch (show) {
    // What is due stands above with its days; here it would stand before all that happened.
    case "all":
      return item.kind !== "due";
    case "public":
      return item.kind === "step" && item.entry.public;
    case "internal":
      return item.kind === "note" || (item.kind === "step" && !item.entry.public);
    case "deadlines":
      return item.kind === "due" || (item.kind === "step" && ofDeadlines.has(item.entry.type));
  }
}

/** @param order of the shown; the newest first unless it is "oldest" */
export function shownItems(
  items: readonly Item[],
  show: Show,
  order: "oldest" | undefined,
): readonly Item[] {
  const left = items.filter((item) => passes(item, show));
  return order === "oldest" ? left : left.toReversed();
}

/** Units that a note names by `@code`, as far as they are units. */
export function mentionsIn(text: string, units: ReadonlySet<string>): string[] {
  return [...text.matchAll(/(?<![\p{L}\p{N}.])@([a-z0-9][a-z0-9.-]*[a-z0-9]|[a-z0-9])/gu)].flatMap(
    ([, code = ""]) => (units.has(code) ? [code] : []),
  );
}

function compare(a: string, b: string): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
