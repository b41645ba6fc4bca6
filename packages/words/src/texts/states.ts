import type { State } from "@simpul/domain";
import { type Text, texts } from "../text.ts";

/** The labels of PRODUCT, "The life of a report"; short enough for a chip. */
export const states = texts({
  received: { id: "Diterima", en: "Received" },
  held: { id: "Tertunda", en: "On hold" },
  archived: { id: "Diarsipkan", en: "Archived" },
  verified: { id: "Terverifikasi", en: "Verified" },
  forwarded: { id: "Didisposisikan ke instansi", en: "Forwarded to an institution" },
  returned: { id: "Dikembalikan", en: "Returned" },
  accepted: { id: "Diterima instansi", en: "Accepted by the institution" },
  assigned: { id: "Didisposisikan ke unit", en: "Assigned to a unit" },
  inProgress: { id: "Diproses", en: "In progress" },
  answered: { id: "Ditindaklanjuti", en: "Answered" },
  closed: { id: "Selesai", en: "Closed" },
  referred: { id: "Diserahkan ke Ombudsman", en: "Referred to the Ombudsman" },
}) satisfies Record<State, Text>;
