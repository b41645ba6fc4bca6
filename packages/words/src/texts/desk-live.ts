import { texts } from "../text.ts";

/** What the desk says of its connection. */
export const deskLive = texts({
  broken: {
    id: "Jaringan terputus. Yang tampil mungkin sudah berubah; yang Anda ketik tetap ada.",
    en: "The network is gone. What is shown may have changed; what you typed is still here.",
  },
  again: { id: "Tersambung kembali", en: "Connected again" },
});
