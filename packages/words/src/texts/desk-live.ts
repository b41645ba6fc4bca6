import { texts } from "../text.ts";

/** What the desk says of its connection. */
export const deskLive = texts({
  again: { id: "Tersambung kembali", en: "Connected again" },
});
