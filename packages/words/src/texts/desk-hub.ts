import { texts } from "../text.ts";

/** Monitor, nodes and tenants. */
export const deskHub = texts({
  overdue: { id: "Lewat tenggat", en: "Overdue" },
});
