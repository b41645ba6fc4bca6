import { texts } from "../text.ts";

/** Monitor, nodes and tenants, settings, blocked senders. */
export const deskHub = texts({
  overdue: { id: "Lewat tenggat", en: "Overdue" },
  all: { id: "Semua", en: "All" },
  none: {
    institution: { id: "Pusat, belum di instansi", en: "The hub, with no institution yet" },
    category: { id: "Belum berkategori", en: "No category yet" },
    class: { id: "Belum diklasifikasi", en: "No class yet" },
    province: { id: "Tanpa lokasi", en: "No place" },
    unit: { id: "Belum ada unit", en: "No unit yet" },
    officer: { id: "Belum ada petugas", en: "Nobody in charge yet" },
  },
});
