import type { ClockName } from "@simpul/domain";
import { type Text, texts } from "../text.ts";

export const clocks = texts({
  verification: { id: "Verifikasi", en: "Verification" },
  completion: { id: "Melengkapi laporan", en: "Completing the report" },
  routing: { id: "Penentuan instansi", en: "Routing" },
  institution: { id: "Verifikasi instansi", en: "Verification by the institution" },
  initialResponse: { id: "Tanggapan awal", en: "Initial response" },
  followUp: { id: "Tindak lanjut", en: "Follow-up" },
  settlement: { id: "Penyelesaian", en: "Settlement" },
  reporterWindow: { id: "Tanggapan pelapor", en: "The reporter's word" },
  ombudsman: { id: "Penyerahan ke Ombudsman", en: "Referral to the Ombudsman" },
}) satisfies Record<ClockName, Text>;

/** The chip. Indonesian has no plural; English needs its own text for one. */
export const deadline = texts({
  left: { id: "sisa {days} hari kerja", en: "{days} working days left" },
  leftOne: { id: "sisa 1 hari kerja", en: "1 working day left" },
  today: { id: "tenggat hari ini", en: "due today" },
  late: { id: "lewat {days} hari kerja", en: "{days} working days late" },
  lateOne: { id: "lewat 1 hari kerja", en: "1 working day late" },
  paused: { id: "tenggat berhenti sementara", en: "deadline paused" },
  provisional: {
    id: "sementara: keputusan hari libur tahun itu belum terbit",
    en: "provisional: that year's holiday decree is not out yet",
  },
  by: { id: "tenggat {date} ({zone})", en: "due {date} ({zone})" },
});
