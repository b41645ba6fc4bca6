import type { UnsealPurpose } from "@simpul/domain";
import { type Text, texts } from "../text.ts";

/** What a reporter is told that somebody opened their identity for. */
export const unsealPurposes = texts({
  contact: { id: "Menghubungi pelapor", en: "To reach the reporter" },
  verification: {
    id: "Memastikan pelapor berhak atas layanan atau berkasnya",
    en: "To make sure that the service or file is the reporter's",
  },
  protection: { id: "Melindungi orang dari bahaya", en: "To protect somebody in danger" },
  examination: {
    id: "Pemeriksaan yang tidak dapat berjalan tanpanya",
    en: "An examination that cannot go on without it",
  },
  legalDuty: {
    id: "Perintah undang-undang atau pengadilan",
    en: "An order of a law or a court",
  },
}) satisfies Record<UnsealPurpose, Text>;

/** Why the reporter's identity was not opened. */
export const problemsOfIdentity = texts({
  freshSignInNeeded: {
    title: { id: "Masuk sekali lagi", en: "Sign in once more" },
    detail: {
      id: "Identitas pelapor dan berkas rahasia hanya dibuka setelah Anda baru saja membuktikan siapa Anda.",
      en: "A reporter's identity and secret files are opened only right after you proved who you are.",
    },
  },
  identityWithheld: {
    title: { id: "Identitas tidak dibuka untuk Anda", en: "The identity is not opened to you" },
    detail: {
      id: "Identitas terlindung dari pihak terlapor; pada laporan anonim dan pelaporan pelanggaran hanya pemeriksa yang membukanya. Ajukan pertanyaan kepada pelapor melalui sistem.",
      en: "It is kept from the accused; of anonymous reports and whistleblowing only examiners open it. Put your question to the reporter through the system.",
    },
  },
  identityElsewhere: {
    title: {
      id: "Identitas ada di instansi penerima laporan",
      en: "The identity is where the report was taken in",
    },
    detail: {
      id: "Mintalah kepada instansi itu, atau ajukan pertanyaan melalui sistem.",
      en: "Ask that institution for it, or put your question through the system.",
    },
  },
  identityHere: {
    title: { id: "Laporan diterima di sini", en: "The report was taken in here" },
    detail: {
      id: "Identitasnya ada pada instansi Anda; buka langsung dengan alasan.",
      en: "The identity is with your institution; open it directly, with a reason.",
    },
  },
  tooManyAsks: {
    title: { id: "Terlalu banyak permintaan identitas", en: "Too many identities asked for" },
    detail: {
      id: "Batas permintaan instansi Anda dalam 24 jam sudah tercapai. Ajukan pertanyaan kepada pelapor melalui sistem.",
      en: "Your institution has reached its limit for 24 hours. Put your question to the reporter through the system.",
    },
  },
  originUnreachable: {
    title: {
      id: "Instansi penerima laporan tidak dapat ditanya",
      en: "Who took the report in cannot be asked",
    },
    detail: {
      id: "Sistemnya belum terhubung atau belum mengenal permintaan identitas. Ajukan pertanyaan kepada pelapor melalui sistem.",
      en: "Its system is not connected, or does not know such requests yet. Put your question to the reporter through the system.",
    },
  },
  answerAwaited: {
    title: { id: "Belum dijawab", en: "Not answered yet" },
    detail: {
      id: "Instansi penerima laporan belum menjawab; jawabannya muncul di sini.",
      en: "Who took the report in has not answered yet; the answer appears here.",
    },
  },
  answerRefused: {
    title: { id: "Permintaan ditolak", en: "The request was refused" },
    detail: {
      id: "Instansi penerima laporan tidak memberikan identitasnya. Ajukan pertanyaan kepada pelapor melalui sistem.",
      en: "Who took the report in did not give the identity. Put your question to the reporter through the system.",
    },
  },
  answerExpired: {
    title: { id: "Waktu permintaan sudah habis", en: "The request's time is over" },
    detail: {
      id: "Identitas tidak disimpan di sini. Jika masih perlu, ajukan permintaan baru.",
      en: "The identity is not kept here. If it is still needed, ask anew.",
    },
  },
  answerUnreadable: {
    title: { id: "Jawaban tidak dapat dibuka", en: "The answer does not open" },
    detail: {
      id: "Kunci instansi Anda sudah berganti atau jawabannya rusak. Ajukan permintaan baru.",
      en: "Your institution's key has changed, or the answer is damaged. Ask anew.",
    },
  },
  noIdentity: {
    title: { id: "Pelapor tidak menyebutkan identitas", en: "The reporter gave no identity" },
    detail: {
      id: "Ajukan pertanyaan melalui sistem; pelapor membacanya dengan nomor pelacakan.",
      en: "Put your question through the system; the reporter reads it by the tracking id.",
    },
  },
  secondPersonNeeded: {
    title: { id: "Perlu persetujuan orang kedua", en: "A second person has to allow it" },
    detail: {
      id: "Minta persetujuan pemeriksa lain terlebih dahulu.",
      en: "Ask another examiner to allow it first.",
    },
  },
  secondPersonAwaited: {
    title: { id: "Menunggu persetujuan orang kedua", en: "Waiting for the second person" },
    detail: {
      id: "Permintaan Anda belum diputuskan oleh pemeriksa lain.",
      en: "Another examiner has not decided on your request yet.",
    },
  },
  secondPersonNotNeeded: {
    title: { id: "Persetujuan kedua tidak diperlukan", en: "No second person is needed" },
    detail: {
      id: "Anda dapat membuka identitas pada laporan ini dengan alasan Anda sendiri.",
      en: "You may open the identity in this report for a reason of your own.",
    },
  },
  sameOfficer: {
    title: { id: "Bukan orang kedua", en: "Not a second person" },
    detail: {
      id: "Yang meminta dan penggantinya tidak dapat menyetujui permintaannya.",
      en: "Neither the asker nor the asker's deputy may allow the request.",
    },
  },
  alreadyDecided: {
    title: { id: "Sudah diputuskan", en: "Already decided" },
    detail: {
      id: "Pemeriksa lain sudah memutuskan permintaan ini.",
      en: "Another examiner has decided on this request.",
    },
  },
  unsealRefused: {
    title: { id: "Permintaan ditolak", en: "The request was refused" },
    detail: {
      id: "Orang kedua menolaknya. Ajukan permintaan baru hanya dengan alasan yang baru.",
      en: "The second person refused it. Ask again only for another reason.",
    },
  },
  unsealExpired: {
    title: { id: "Waktunya sudah lewat", en: "Its time is over" },
    detail: {
      id: "Persetujuan berlaku 60 menit, permintaan 24 jam. Ajukan permintaan baru.",
      en: "An allowance lasts 60 minutes, a request 24 hours. Ask anew.",
    },
  },
});

/** Why the tenant of origin did not say who the reporter is. */
export const identityRefusals = texts({
  notHandling: {
    id: "Instansi Anda tidak menangani laporan itu",
    en: "Your institution does not handle that report",
  },
  identityWithheld: {
    id: "Identitas pelapor itu dilindungi",
    en: "That reporter's identity is protected",
  },
  noIdentity: { id: "Pelapor tidak menyebutkan identitas", en: "The reporter gave no identity" },
  tooManyAsks: {
    id: "Terlalu banyak permintaan dalam sehari",
    en: "Too many requests in a day",
  },
  keyDiffers: {
    id: "Kunci instansi Anda tidak cocok dengan direktori",
    en: "Your institution's key is not the one in the directory",
  },
});
