import { texts } from "../text.ts";

/** What stands on the page of a report. */
export const deskReport = texts({
  timeline: { id: "Linimasa", en: "Timeline" },
});
