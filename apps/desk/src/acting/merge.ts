import type { Opened } from "../api-types.ts";
import type { Pending } from "./pending.ts";

type Entry = Opened["report"]["history"][number];

/** Entries of a history that are shown where nobody knows how much of it had been seen. */
const fewest = 3;

/** What happened to a report since somebody saw it, with the place of each entry in the history. */
export function sinceSeen(
  history: readonly Entry[],
  seen: number | undefined,
): readonly { readonly entry: Entry; readonly index: number }[] {
  const all = history.map((entry, index) => ({ entry, index }));
  return all.slice(seen ?? Math.max(all.length - fewest, 0));
}

/** Every word and code of what somebody was about to do, the field and the value: nothing of it may be lost. */
export function typedIn({ input }: Pick<Pending, "input">): readonly (readonly [string, string])[] {
  return leavesOf(input, "");
}

function leavesOf(value: unknown, name: string): (readonly [string, string])[] {
  if (typeof value === "string") return value.trim() === "" ? [] : [[name, value]];
  if (typeof value === "number" || typeof value === "boolean") return [[name, String(value)]];
  if (Array.isArray(value)) return value.flatMap((each) => leavesOf(each, name));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([field, each]) => leavesOf(each, field));
}

/**
 * What can become of an act that was not done. `insist`: it is possible still, upon the report as it is now. `copy`: it is
 * not, and what was typed can only be taken along.
 */
export function wayOut(
  { verb }: Pick<Pending, "verb">,
  opened: Pick<Opened, "acts"> | undefined,
): "insist" | "copy" {
  return opened?.acts.some((act) => act === verb) === true ? "insist" : "copy";
}
