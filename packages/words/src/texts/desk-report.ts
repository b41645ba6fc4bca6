import type { PersonalKind, State } from "@simpul/domain";
import { type Text, texts } from "../text.ts";
import { reportActs } from "./desk-report-acts.ts";
import { reportHistory } from "./desk-report-history.ts";

/** What is asked of the report's reader at this desk, by its state: the one sentence under the title. */
const asked = texts({
  received: {
    id: "Menunggu verifikasi: periksa kelengkapan dan klasifikasinya.",
    en: "Waits to be verified: check that it is complete and what it is.",
  },
  held: {
    id: "Menunggu keterangan pelapor.",
    en: "Waits for the reporter's details.",
  },
  archived: { id: "Diarsipkan: {reason}.", en: "Archived: {reason}." },
  verified: {
    id: "Menunggu diteruskan ke instansi yang berwenang.",
    en: "Waits to be forwarded to the institution in charge.",
  },
  forwarded: {
    id: "Menunggu {holder} menerima atau mengembalikannya.",
    en: "Waits for {holder} to accept or return it.",
  },
  returned: {
    id: "Dikembalikan: menunggu diteruskan ke instansi lain.",
    en: "Returned: waits to be forwarded to another institution.",
  },
  accepted: {
    id: "Menunggu disposisi ke unit kerja.",
    en: "Waits to be assigned to a unit.",
  },
  assigned: {
    id: "Menunggu tanggapan awal {unit}.",
    en: "Waits for the first response of {unit}.",
  },
  inProgress: {
    id: "Menunggu tindak lanjut {unit}.",
    en: "Waits for {unit} to follow up.",
  },
  answered: {
    id: "Sudah dijawab; pelapor dapat menanggapi.",
    en: "Answered; the reporter may respond.",
  },
  closed: { id: "Selesai: {reason}.", en: "Closed: {reason}." },
  referred: {
    id: "Sudah diserahkan ke Ombudsman. Menunggu diregistrasi di sana.",
    en: "Handed to the Ombudsman. Waits for registration there.",
  },
}) satisfies Record<State, Text>;

const personalKinds = texts({
  nationalId: { id: "NIK", en: "national ID number" },
  familyCard: { id: "nomor KK", en: "family card number" },
  phone: { id: "nomor telepon", en: "phone number" },
  email: { id: "alamat surel", en: "e-mail address" },
  plate: { id: "pelat nomor", en: "number plate" },
}) satisfies Record<PersonalKind, Text>;

/** What stands on the page of a report. */
export const deskReport = texts({
  timeline: { id: "Linimasa", en: "Timeline" },
  asked,
  copy: { id: "Salin nomor", en: "Copy the number" },
  copied: { id: "Tersalin", en: "Copied" },
  untitled: { id: "Laporan tanpa judul", en: "Report without a title" },
  cancel: { id: "Batal", en: "Cancel" },
  close: { id: "Tutup", en: "Close" },
  facts: { id: "Keterangan", en: "Facts" },
  words: { id: "Isi laporan", en: "What was reported" },
  titleHidden: { id: "Judul tidak ditampilkan", en: "Title not shown" },
  wordsAll: { id: "Tampilkan semua", en: "Show all" },
  wordsLess: { id: "Tampilkan sebagian", en: "Show less" },
  wordsHidden: {
    id: "Peran Anda tidak membaca kata-kata pelapor.",
    en: "Your role does not read the reporter's words.",
  },
  flag: {
    anonymous: { id: "Anonim", en: "Anonymous" },
    secret: { id: "Rahasia", en: "Secret" },
    supervisory: { id: "Pengawasan", en: "Supervisory" },
    returned: { id: "Pernah dikembalikan ({count}×)", en: "Returned {count}×" },
    adjudicated: { id: "Sudah diputus pusat", en: "Decided by the hub" },
  },
  fact: {
    class: { id: "Klasifikasi", en: "Class" },
    category: { id: "Kategori", en: "Category" },
    place: { id: "Tempat", en: "Place" },
    roadStatus: { id: "Status jalan", en: "Road" },
    map: { id: "Buka koordinat", en: "Open the coordinates" },
    occurredOn: { id: "Tanggal kejadian", en: "Happened on" },
    receivedAt: { id: "Diterima", en: "Received" },
    channel: { id: "Kanal", en: "Channel" },
    origin: { id: "Diterima oleh", en: "Taken in by" },
    externalId: { id: "Nomor di kanal", en: "Number at the channel" },
    institution: { id: "Instansi", en: "Institution" },
    unit: { id: "Unit kerja", en: "Unit" },
    supporting: { id: "Unit pendukung", en: "Supporting units" },
    accused: { id: "Terlapor", en: "Accused" },
    maladministration: { id: "Dugaan maladministrasi", en: "Alleged maladministration" },
    urgency: { id: "Urgensi", en: "Urgency" },
    proposed: { id: "Usulan instansi lain", en: "Proposed instead" },
    inCharge: { id: "Ditangani", en: "In charge" },
  },
  files: { id: "Berkas", en: "Files" },
  file: {
    open: { id: "Buka", en: "Open" },
    original: { id: "Berkas asli", en: "Original file" },
    pending: { id: "sedang diperiksa virus", en: "being checked for viruses" },
    unscanned: {
      id: "belum diperiksa: pemindai virus tidak terpasang",
      en: "not checked: there is no virus scanner here",
    },
    clean: { id: "bebas virus", en: "no virus found" },
    infected: { id: "mengandung virus, isinya dihapus", en: "held a virus, and was removed" },
    elsewhere: { id: "belum sampai di sini", en: "has not arrived here yet" },
    unnamed: { id: "Berkas {number}", en: "File {number}" },
  },
  personal: {
    found: {
      id: "Data pribadi terdeteksi: {kinds}",
      en: "Personal data found: {kinds}",
    },
    mask: { id: "Samarkan {kind}", en: "Mask the {kind}" },
    maskAll: { id: "Samarkan semua", en: "Mask all" },
    masked: { id: "{kind}, disamarkan untuk publik", en: "{kind}, masked for the public" },
    maskedOther: { id: "disamarkan untuk publik", en: "masked for the public" },
    public: { id: "Yang dibaca publik", en: "What the public reads" },
    said: { id: "Data pribadi disamarkan", en: "Personal data masked" },
    kind: personalKinds,
  },
  fresh: {
    title: { id: "Buktikan sekali lagi siapa Anda", en: "Prove once more who you are" },
    why: {
      id: "Isi rahasia dan identitas hanya dibuka sesaat setelah Anda masuk. Pekerjaan di layar ini tetap ada.",
      en: "What is secret, and identities, open only right after you signed in. What is on this screen stays.",
    },
    other: {
      id: "Masuk tanpa kata sandi? Masuk lagi di tab baru, lalu kembali ke sini.",
      en: "Do you sign in without a password? Sign in again in a new tab, then come back.",
    },
    newTab: { id: "Masuk lagi di tab baru", en: "Sign in again in a new tab" },
    back: { id: "Saya sudah masuk lagi", en: "I have signed in again" },
  },
  ...reportHistory,
  ...reportActs,
});
