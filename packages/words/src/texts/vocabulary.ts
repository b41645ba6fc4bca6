import type {
  AccusedOffice,
  ActorRole,
  ArchiveReason,
  ChannelKind,
  Maladministration,
  ReportClass,
  RoadStatus,
  Urgency,
} from "@simpul/domain";
import { type Text, texts } from "../text.ts";

export const classes = texts({
  complaint: { id: "Pengaduan", en: "Complaint" },
  aspiration: { id: "Aspirasi", en: "Aspiration" },
  information: { id: "Permintaan informasi", en: "Information request" },
  whistleblowing: { id: "Pelaporan pelanggaran", en: "Whistleblowing" },
}) satisfies Record<ReportClass, Text>;

export const maladministration = texts({
  undueDelay: { id: "Penundaan berlarut", en: "Undue delay" },
  noService: { id: "Tidak memberikan pelayanan", en: "No service given" },
  incompetence: { id: "Tidak kompeten", en: "Incompetence" },
  abuseOfAuthority: { id: "Penyalahgunaan wewenang", en: "Abuse of authority" },
  demandForPayment: { id: "Permintaan imbalan", en: "Demand for payment" },
  proceduralDeviation: { id: "Penyimpangan prosedur", en: "Procedural deviation" },
  improperConduct: { id: "Bertindak tidak patut", en: "Improper conduct" },
  partiality: { id: "Berpihak", en: "Partiality" },
  conflictOfInterest: { id: "Konflik kepentingan", en: "Conflict of interest" },
  discrimination: { id: "Diskriminasi", en: "Discrimination" },
}) satisfies Record<Maladministration, Text>;

export const urgencies = texts({
  normal: { id: "Biasa", en: "Normal" },
  high: { id: "Mendesak", en: "Urgent" },
  emergency: { id: "Darurat", en: "Emergency" },
}) satisfies Record<Urgency, Text>;

export const roadStatuses = texts({
  national: { id: "Jalan nasional", en: "National road" },
  province: { id: "Jalan provinsi", en: "Provincial road" },
  regency: { id: "Jalan kabupaten/kota", en: "Regency or city road" },
  unknown: { id: "Tidak tahu", en: "Don't know" },
}) satisfies Record<RoadStatus, Text>;

/** Each says what the reporter may still do, because archiving ends the matter here. */
export const archiveReasons = texts({
  spam: {
    id: "Bukan laporan: iklan, percobaan, atau pesan berulang",
    en: "Not a report: advertising, a test, or a repeated message",
  },
  outsideGovernment: {
    id: "Di luar kewenangan instansi pemerintah",
    en: "Outside the authority of any government institution",
  },
  tooVague: {
    id: "Terlalu kurang jelas untuk ditindaklanjuti; Anda dapat melapor lagi dengan lebih rinci",
    en: "Too vague to act upon; you may report again with more detail",
  },
  withdrawn: {
    id: "Dicabut oleh pelapor, atau keterangan yang diminta tidak dilengkapi",
    en: "Withdrawn by the reporter, or the details asked for were not supplied",
  },
  duplicate: {
    id: "Sama dengan laporan lain; Anda ikut menerima jawaban laporan itu",
    en: "The same as another report; you will receive that report's answers too",
  },
  otherForum: {
    id: "Kewenangan pengadilan, kepolisian, atau lembaga legislatif; ajukan ke lembaga tersebut",
    en: "A matter for the courts, the police or the legislature; please turn to them",
  },
}) satisfies Record<ArchiveReason, Text>;

export const roles = texts({
  reporter: { id: "Pelapor", en: "Reporter" },
  channel: { id: "Kanal", en: "Channel" },
  verifier: { id: "Admin pusat", en: "National verifier" },
  institution: { id: "Admin instansi", en: "Institution admin" },
  unit: { id: "Pejabat penghubung", en: "Liaison officer" },
  ombudsman: { id: "Ombudsman", en: "Ombudsman" },
  clock: { id: "Tenggat otomatis", en: "Automatic deadline" },
  system: { id: "Sistem", en: "System" },
}) satisfies Record<ActorRole, Text>;

export const channelKinds = texts({
  portal: { id: "Situs web", en: "Web portal" },
  api: { id: "Aplikasi lain", en: "Another application" },
  generic: { id: "Aplikasi terhubung", en: "Connected application" },
  whatsapp: { id: "WhatsApp", en: "WhatsApp" },
  telegram: { id: "Telegram", en: "Telegram" },
  sms: { id: "SMS", en: "SMS" },
  email: { id: "Surel", en: "E-mail" },
  open311: { id: "Open311", en: "Open311" },
  assisted: { id: "Dibantu petugas", en: "Entered by an officer" },
}) satisfies Record<ChannelKind, Text>;

export const accusedOffices = texts({
  head: { id: "pimpinan", en: "its head" },
  inspectorate: { id: "inspektorat", en: "its inspectorate" },
  operator: { id: "pengelola simpul", en: "the operator of its node" },
}) satisfies Record<AccusedOffice, Text>;

export const answerKinds = texts({
  initial: { id: "Tanggapan awal", en: "Initial response" },
  interim: { id: "Kabar perkembangan", en: "Progress" },
  plan: { id: "Rencana tindak lanjut", en: "Plan" },
  done: { id: "Sudah dikerjakan", en: "Done" },
  refused: { id: "Tidak dapat dipenuhi", en: "Refused, with reasons" },
});

export const closings = texts({
  confirmed: { id: "Dikonfirmasi pelapor", en: "Confirmed by the reporter" },
  unconfirmed: { id: "Tanpa tanggapan pelapor", en: "No word from the reporter" },
  concluded: { id: "Disimpulkan Ombudsman", en: "Concluded by the Ombudsman" },
});

export const flags = texts({
  anonymous: {
    id: "Anonim: nama Anda tidak diketahui instansi terlapor dan publik",
    en: "Anonymous: neither the institution nor the public learns your name",
  },
  secret: {
    id: "Rahasia: seluruh isi laporan tidak terlihat oleh publik",
    en: "Secret: the public sees nothing of the report's content",
  },
});

/** Why a sender's reports are not taken for a while: told to the sender. */
export const blockReasons = texts({
  spam: { id: "kiriman berulang atau iklan", en: "repeated messages or advertising" },
  abuse: { id: "kata-kata kasar terhadap petugas", en: "abuse of officers" },
  threats: { id: "ancaman", en: "threats" },
  falseReports: { id: "laporan palsu", en: "false reports" },
});
