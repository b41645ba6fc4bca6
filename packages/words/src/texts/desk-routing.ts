import { texts } from "../text.ts";

/** What the router's forms and suggestions say. */
export const deskRouting = texts({
  suggested: { id: "Disarankan", en: "Suggested" },
});
