import type { State } from "@simpul/domain";
import { type Text, texts } from "../text.ts";

/**
 * The public tracking page: for each state what happens now, who acts, and what the reporter can do.
 * Plain words for somebody who never heard of a disposition; no promise that the clocks don't make.
 */
export const tracking = texts({
  received: {
    now: {
      id: "Laporan Anda sudah kami terima dan sedang diperiksa kelengkapannya.",
      en: "We have your report and are checking whether it is complete.",
    },
    who: { id: "Admin pusat memeriksa laporan Anda.", en: "The national verifiers check it." },
    next: {
      id: "Anda dapat menambah keterangan atau mencabut laporan.",
      en: "You may add details or withdraw the report.",
    },
  },
  held: {
    now: {
      id: "Laporan Anda belum lengkap. Tenggat berhenti sementara sampai Anda menjawab.",
      en: "Something is missing in your report. The deadlines pause until you reply.",
    },
    who: { id: "Kami menunggu jawaban Anda.", en: "We are waiting for your reply." },
    next: {
      id: "Jawab pertanyaan di bawah dalam 30 hari. Setelah itu laporan diarsipkan.",
      en: "Answer the question below within 30 days. After that the report is archived.",
    },
  },
  archived: {
    now: {
      id: "Laporan Anda tidak diteruskan. Alasannya tertulis di bawah.",
      en: "Your report was not taken further. The reason is given below.",
    },
    who: { id: "Tidak ada yang perlu bertindak.", en: "Nobody has to act." },
    next: {
      id: "Jika keadaannya berbeda, buat laporan baru dengan keterangan yang lebih lengkap.",
      en: "If things are different, make a new report with fuller details.",
    },
  },
  verified: {
    now: {
      id: "Laporan Anda lengkap. Kami menentukan instansi yang berwenang.",
      en: "Your report is complete. We are deciding which institution is responsible.",
    },
    who: { id: "Admin pusat meneruskannya.", en: "The national verifiers forward it." },
    next: {
      id: "Anda dapat menambah keterangan atau mencabut laporan.",
      en: "You may add details or withdraw the report.",
    },
  },
  forwarded: {
    now: {
      id: "Laporan Anda sudah dikirim ke instansi yang berwenang.",
      en: "Your report has been sent to the institution responsible.",
    },
    who: {
      id: "Instansi memeriksa apakah ini kewenangannya.",
      en: "The institution checks whether the matter is theirs.",
    },
    next: {
      id: "Anda dapat menambah keterangan atau mencabut laporan.",
      en: "You may add details or withdraw the report.",
    },
  },
  returned: {
    now: {
      id: "Instansi menyatakan ini bukan kewenangannya. Kami mencari instansi yang tepat; tenggat tetap berjalan.",
      en: "The institution says the matter is not theirs. We are finding the right one; the deadlines keep running.",
    },
    who: { id: "Admin pusat menentukan langkah berikutnya.", en: "The national verifiers decide." },
    next: {
      id: "Anda tidak perlu melapor ulang. Anda dapat menambah keterangan.",
      en: "You need not report again. You may add details.",
    },
  },
  accepted: {
    now: {
      id: "Instansi menerima laporan Anda dan memilih unit yang menangani.",
      en: "The institution has taken on your report and is choosing the unit to handle it.",
    },
    who: { id: "Admin instansi bertindak.", en: "The institution's admin acts." },
    next: {
      id: "Anda dapat menambah keterangan atau mencabut laporan.",
      en: "You may add details or withdraw the report.",
    },
  },
  assigned: {
    now: {
      id: "Laporan Anda ada di unit yang menangani. Tanggapan awal sedang disiapkan.",
      en: "Your report is with the unit that handles it. A first response is being prepared.",
    },
    who: { id: "Unit kerja menanggapi.", en: "The unit responds." },
    next: {
      id: "Anda dapat menambah keterangan atau mencabut laporan.",
      en: "You may add details or withdraw the report.",
    },
  },
  inProgress: {
    now: {
      id: "Unit sedang menangani laporan Anda.",
      en: "The unit is working on your report.",
    },
    who: { id: "Unit kerja menindaklanjuti.", en: "The unit follows up." },
    next: {
      id: "Anda dapat membalas, menambah keterangan, atau mencabut laporan.",
      en: "You may reply, add details or withdraw the report.",
    },
  },
  answered: {
    now: {
      id: "Sudah ada jawaban. Apakah masalah Anda selesai?",
      en: "There is an answer. Has your problem been settled?",
    },
    who: { id: "Kami menunggu tanggapan Anda.", en: "We are waiting for your word." },
    next: {
      id: "Dalam 10 hari kerja Anda dapat menyatakan selesai, memberi nilai, membalas, atau menyatakan keberatan dengan alasan. Tanpa tanggapan, laporan ditutup.",
      en: "Within 10 working days you may confirm, rate, reply, or object with a reason. Without your word the report is closed.",
    },
  },
  closed: {
    now: { id: "Laporan Anda selesai.", en: "Your report is closed." },
    who: { id: "Tidak ada yang perlu bertindak.", en: "Nobody has to act." },
    next: {
      id: "Jika masalahnya muncul lagi, buat laporan baru; laporan ini akan ditautkan.",
      en: "If the problem comes back, make a new report; this one will be linked to it.",
    },
  },
  referred: {
    now: {
      id: "Laporan Anda belum selesai dalam 60 hari kerja dan telah diserahkan ke Ombudsman.",
      en: "Your report was not settled in 60 working days and has been handed to the Ombudsman.",
    },
    who: { id: "Kantor perwakilan Ombudsman bertindak.", en: "The Ombudsman's office acts." },
    next: {
      id: "Identitas Anda hanya diserahkan dengan persetujuan Anda. Ombudsman memerlukannya untuk membuka perkara resmi.",
      en: "Your identity is handed over only with your consent. The Ombudsman needs it to open a formal case.",
    },
  },
}) satisfies Record<State, { now: Text; who: Text; next: Text }>;
