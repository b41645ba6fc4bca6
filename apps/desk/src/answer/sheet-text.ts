import { readAs } from "@simpul/domain";
import type { Opened } from "../api-types.ts";

/** As much of a text as fits on the page, cut between words. */
export function fitting(
  text: string,
  most: number,
): { readonly text: string; readonly isCut: boolean } {
  const plain = text.trim();
  if (plain.length <= most) return { text: plain, isCut: false };
  const cut = plain.slice(0, most);
  const space = cut.search(/\s\S*$/);
  return { text: (space > most / 2 ? cut.slice(0, space) : cut).trimEnd(), isCut: true };
}

/** What may lie on a table: nothing of a secret report, and of others not what looks personal. */
export function summaryOf({
  report,
  contents,
}: Pick<Opened, "report" | "contents">): string | undefined {
  if (report.secret || report.text === undefined) return undefined;
  return readAs(
    "published",
    report.text,
    { content: contents.text ?? "", field: "text" },
    report.masks,
  );
}

/** The last time that it was given to a unit. */
export function dispositionOf({ report, steps }: Pick<Opened, "report" | "steps">) {
  const last = report.history.findLastIndex(({ type }) => type === "assigned");
  const entry = report.history[last];
  if (entry === undefined || report.unit === undefined) return undefined;
  const { unit = report.unit, supporting = [] } = steps[last] ?? {};
  return { at: entry.at, by: entry.actor, unit, supporting, note: entry.text };
}
