import { texts } from "../text.ts";

/** What stands on lists: chips, orders, keys, saved views, bulk acts. */
export const deskLists = texts({
  searchFor: { id: "Cari", en: "Search" },
});
