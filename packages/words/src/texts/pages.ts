import { type Text, texts } from "../text.ts";

/** The public pages that work without JavaScript: start and tracking. */
export const pages = texts({
  product: {
    id: "Simpul: layanan pengaduan masyarakat",
    en: "Simpul: complaints about public services",
  },
  skip: { id: "Langsung ke isi", en: "Skip to the content" },
  languages: { id: "Bahasa", en: "Language" },
  toStart: { id: "Beranda", en: "Start" },
  emergency: { id: "Keadaan darurat", en: "In an emergency" },
  emergencyHelp: {
    id: "Laporan di sini tidak ditangani seketika. Jika ada yang terancam, telepon:",
    en: "Reports made here are not acted upon at once. If somebody is in danger, call:",
  },
  emergencyAll: {
    id: "gawat darurat: medis, kebakaran, bencana",
    en: "emergencies: medical, fire, disaster",
  },
  emergencyPolice: { id: "polisi", en: "police" },
  start: {
    title: {
      id: "Laporan Anda sampai ke instansi yang tepat",
      en: "Your report, to those in charge",
    },
    lead: {
      id: "Sampaikan keluhan tentang pelayanan publik sekali saja, lalu ikuti sampai tuntas: setiap laporan punya tenggat, dan setiap langkahnya dapat Anda lihat di sini.",
      en: "Complain about a public service once, and follow it to the end: every report has deadlines, and you can see each step here.",
    },
  },
  track: {
    title: { id: "Lacak laporan", en: "Track a report" },
    label: { id: "Nomor pelacakan", en: "Tracking number" },
    hint: {
      id: "Tertulis di pesan konfirmasi, misalnya 7K3M-92QX-4TVB-X. Huruf besar, huruf kecil, dan tanda hubung tidak berpengaruh.",
      en: "It is in the confirmation, such as 7K3M-92QX-4TVB-X. Capitals and hyphens do not matter.",
    },
    button: { id: "Lacak", en: "Track" },
    problem: { id: "Ada yang perlu diperiksa", en: "Something needs checking" },
    empty: { id: "Isi nomor pelacakan.", en: "Enter the tracking number." },
    another: { id: "Lacak laporan lain", en: "Track another report" },
  },
  report: {
    title: { id: "Laporan {trackingId}", en: "Report {trackingId}" },
    heading: { id: "Laporan", en: "Report" },
    now: { id: "Keadaan saat ini", en: "Where it stands" },
    who: { id: "Yang bertindak", en: "Who acts" },
    next: { id: "Yang dapat Anda lakukan", en: "What you can do" },
    about: { id: "Tentang laporan ini", en: "About this report" },
    subject: { id: "Judul", en: "Title" },
    class: { id: "Jenis", en: "Kind" },
    category: { id: "Kategori", en: "Category" },
    area: { id: "Wilayah", en: "Area" },
    road: { id: "Status jalan", en: "Road" },
    institution: { id: "Instansi", en: "Institution" },
    received: { id: "Diterima", en: "Received" },
    updated: { id: "Perkembangan terakhir", en: "Last step" },
    deadline: { id: "Tenggat", en: "Deadline" },
    ombudsman: { id: "Hak Anda", en: "Your right" },
    ombudsmanNear: {
      id: "Jika laporan Anda belum selesai sampai {date} ({zone}), yaitu 60 hari kerja sejak laporan lengkap, kami menyerahkannya ke Ombudsman. Anda tidak perlu melapor ulang, dan identitas Anda hanya diserahkan dengan persetujuan Anda.",
      en: "If your report is not settled by {date} ({zone}), 60 working days after it was complete, we hand it to the Ombudsman. You need not report again, and your identity is handed over only with your consent.",
    },
    history: { id: "Riwayat", en: "What has happened" },
    secret: {
      id: "Laporan ini rahasia. Yang ditampilkan hanya status dan tanggalnya.",
      en: "This report is secret. Only its state and its dates are shown.",
    },
    follows: {
      id: "Laporan ini sama dengan laporan {trackingId}. Di bawah ini perkembangan laporan itu.",
      en: "This report is the same as report {trackingId}, whose progress is shown below.",
    },
    lapsed: { id: "otomatis, karena tenggat lewat", en: "automatic, a deadline having passed" },
  },
});

/** One short sentence for each public step; the institution that took it stands beside it. */
export const publicSteps = texts({
  received: { id: "Laporan diterima", en: "Report received" },
  held: { id: "Keterangan tambahan diminta", en: "More details were asked for" },
  resumed: { id: "Keterangan dilengkapi", en: "The details were supplied" },
  archived: { id: "Laporan diarsipkan", en: "Report archived" },
  verified: { id: "Laporan diverifikasi", en: "Report verified" },
  forwarded: { id: "Laporan diteruskan ke instansi", en: "Report forwarded to an institution" },
  recalled: { id: "Laporan ditarik kembali", en: "Report recalled" },
  returned: {
    id: "Dikembalikan: bukan kewenangan instansi ini",
    en: "Returned: not this institution's authority",
  },
  accepted: { id: "Laporan diterima instansi", en: "The institution took the report on" },
  assigned: { id: "Laporan diserahkan ke unit kerja", en: "Report given to a unit" },
  responded: { id: "Tanggapan diberikan", en: "A response was given" },
  answered: { id: "Jawaban diberikan", en: "An answer was given" },
  closed: { id: "Laporan ditutup", en: "Report closed" },
  reopened: { id: "Laporan dibuka kembali", en: "Report reopened" },
  advised: {
    id: "Belum selesai dalam 60 hari kerja. Laporan seperti ini tidak diserahkan ke Ombudsman, tetapi Anda dapat mengadu sendiri ke Ombudsman RI atau, untuk permintaan informasi, mengajukan sengketa ke Komisi Informasi.",
    en: "Not settled in 60 working days. A report like this is not handed to the Ombudsman, but you can turn there yourself or, with an information request, to the Information Commission.",
  },
}) satisfies Record<string, Text>;
