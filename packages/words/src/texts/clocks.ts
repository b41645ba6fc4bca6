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
  advice: { id: "Saran kepada pelapor", en: "Advice to the reporter" },
  registration: { id: "Pendaftaran di Ombudsman", en: "Registration by the Ombudsman" },
}) satisfies Record<ClockName, Text>;

/** What a deadline means to the reporter, on the tracking page. */
export const clockDuties = texts({
  verification: {
    id: "Sampai hari itu kami memeriksa kelengkapan laporan Anda.",
    en: "By then we check whether your report is complete.",
  },
  completion: {
    id: "Sampai hari itu Anda dapat melengkapi laporan.",
    en: "Until then you can complete your report.",
  },
  routing: {
    id: "Sampai hari itu kami menentukan instansi yang tepat.",
    en: "By then we find the right institution.",
  },
  institution: {
    id: "Sampai hari itu instansi memeriksa apakah ini kewenangannya.",
    en: "By then the institution checks whether the matter is theirs.",
  },
  initialResponse: {
    id: "Sampai hari itu unit kerja memberi tanggapan awal.",
    en: "By then the unit gives a first response.",
  },
  followUp: {
    id: "Sampai hari itu unit kerja menindaklanjuti laporan Anda.",
    en: "By then the unit follows up on your report.",
  },
  settlement: {
    id: "Sampai hari itu instansi menyelesaikan laporan Anda.",
    en: "By then the institution settles your report.",
  },
  reporterWindow: {
    id: "Sampai hari itu Anda dapat menanggapi jawaban.",
    en: "Until then you can respond to the answer.",
  },
  ombudsman: {
    id: "Setelah hari itu laporan yang belum selesai diserahkan ke Ombudsman.",
    en: "After that an unsettled report is handed to the Ombudsman.",
  },
  advice: {
    id: "Setelah hari itu Anda diberi tahu ke mana laporan yang belum selesai dapat Anda bawa.",
    en: "After that we tell you where you can take a report that is not settled.",
  },
  registration: {
    id: "Sampai hari itu kantor Ombudsman mendaftarkan laporan Anda atau menjelaskan mengapa tidak.",
    en: "By then the Ombudsman's office registers your report or says why it does not.",
  },
}) satisfies Record<ClockName, Text>;

/** The chip. */
export const deadline = texts({
  left: { id: "sisa {days} hari kerja", en: "{days} working {days:day|days} left" },
  today: { id: "tenggat hari ini", en: "due today" },
  late: { id: "lewat {days} hari kerja", en: "{days} working {days:day|days} late" },
  past: { id: "tenggat sudah lewat", en: "overdue" },
  paused: { id: "tenggat berhenti sementara", en: "deadline paused" },
  provisional: {
    id: "sementara: keputusan hari libur tahun itu belum terbit",
    en: "provisional: that year's holiday decree is not out yet",
  },
  by: { id: "tenggat {date} ({zone})", en: "due {date} ({zone})" },
});
