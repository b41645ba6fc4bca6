import type { Inputs, Outputs } from "../api-types.ts";
import type { ListSearch } from "../search.ts";

export type OfficeCase = Outputs["office"]["cases"]["items"][number];
type Filter = NonNullable<Inputs["office"]["cases"]["filter"]>;

export const standings = ["new", "registered", "concluded", "returned"] as const;
export type Standing = (typeof standings)[number];

/** What the office's list shows: what waits for its register, unless the address asks for another. */
export function standingOf({ states }: ListSearch): Standing | "all" {
  if (states === undefined) return "new";
  return standings.find((one) => states.length === 1 && states[0] === one) ?? "all";
}

/** The same in an address. */
export const statesOf = (standing: Standing | "all"): Pick<ListSearch, "states"> =>
  standing === "new" ? {} : { states: standing === "all" ? standings : [standing] };

export function filterOf(search: ListSearch): Filter {
  const standing = standingOf(search);
  return {
    ...(standing === "all" ? {} : { standings: [standing] }),
    ...(search.area === undefined ? {} : { office: search.area }),
  };
}

/** Of an address: which case is open, and the rest of it. */
export function withOpen(search: ListSearch, open: string | undefined): ListSearch {
  const { open: _, ...others } = search;
  return open === undefined ? others : { ...others, open };
}
