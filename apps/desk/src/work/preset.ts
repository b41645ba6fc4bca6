import type { ListSearch } from "../search.ts";

/** What a list asks for: its address without its order, and without what is about the report that is open. */
export type Filter = Omit<ListSearch, "sort" | OfReport>;
type OfReport = "open" | "show" | "order";
export type Sort = NonNullable<ListSearch["sort"]>;

/** Acts that can be done with many reports at once. */
const bulkVerbs = ["accept", "archive", "assign", "forward"] as const;
type BulkVerb = (typeof bulkVerbs)[number];

/** A way of looking that a screen brings along. */
export interface PresetView {
  /** `list.view.<name>`. */
  readonly name: string;
  readonly filter: Filter;
  readonly sort?: Sort;
}

/** What makes a screen's list this one: what it shows where the address says nothing else. */
export interface Preset {
  readonly screen: string;
  readonly filter: Filter;
  readonly sort: Sort;
  /** The first is the list as it opens. */
  readonly views: readonly PresetView[];
  readonly bulk: readonly (BulkVerb | "entrust")[];
}

/** What is asked of the server: the address counts, and where it says nothing the screen does. */
export function askedOf(
  { filter, sort }: Pick<Preset, "filter" | "sort">,
  search: ListSearch,
): { readonly filter: Filter; readonly sort: Sort } {
  const { sort: chosen, ...given } = withoutReport(search);
  return { filter: { ...filter, ...given }, sort: chosen ?? sort };
}

/** The list that an address is about, whichever report of it is open. */
export function withoutReport({ open: _, show: __, order: ___, ...asked }: ListSearch): ListSearch {
  return asked;
}

const same = (one: unknown, other: unknown): boolean => {
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each) => other.includes(each));
  return one === other;
};

/** Whether an address asks for the same as a view; the order of what stands in it says nothing. */
export function isSameView(search: ListSearch, view: ListSearch): boolean {
  const asked = withoutReport(search);
  const kept = withoutReport(view);
  const names = new Set([...Object.keys(asked), ...Object.keys(kept)]);
  return [...names].every((name) =>
    // Proof: both are read by the names that stand in either.
    same(asked[name as keyof typeof asked], kept[name as keyof typeof kept]),
  );
}
