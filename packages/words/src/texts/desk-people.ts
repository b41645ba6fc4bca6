import { texts } from "../text.ts";

/** Roster, units, senders, audit, the Ombudsman's office. */
export const deskPeople = texts({
  decree: { id: "SK", en: "Decree" },
});
