import { texts } from "../text.ts";

/** What the desk of the Ombudsman's office says. */
export const officeTexts = texts({
  why: {
    id: "Laporan yang dirujuk karena tenggatnya lewat 60 hari kerja.",
    en: "Reports that were referred because sixty working days went by.",
  },
  standing: {
    new: { id: "Belum diregistrasi", en: "Not registered yet" },
    registered: { id: "Teregistrasi", en: "Registered" },
    concluded: { id: "Disimpulkan", en: "Concluded" },
    returned: { id: "Tidak memenuhi syarat", en: "Not eligible" },
  },
  anyStanding: { id: "Semua", en: "All" },
  anyOffice: { id: "Semua kantor", en: "Every office" },
  office: { id: "Kantor", en: "Office" },
  empty: {
    id: "Tidak ada kasus di sini. Kasus masuk sendiri begitu dirujuk.",
    en: "No case here. They come by themselves once they are referred.",
  },
  emptyNew: {
    id: "Semua kasus sudah diregistrasi. Yang sedang diperiksa ada di “Teregistrasi”.",
    en: "Every case is in the register. Those under examination are under “Registered”.",
  },
  referred: { id: "Dirujuk {day}", en: "Referred {day}" },
  number: { id: "Nomor register {number}", en: "Register number {number}" },
  csv: { id: "Unduh CSV", en: "Download CSV" },
  json: { id: "Unduh JSON", en: "Download JSON" },
  taken: { id: "{rows} kasus diunduh.", en: "{rows} {rows:case|cases} downloaded." },
  more: { id: "Tampilkan lagi", en: "Show more" },
  back: { id: "Kembali ke daftar", en: "Back to the list" },
  choose: { id: "Pilih sebuah kasus dari daftar.", en: "Choose a case from the list." },
  dossier: { id: "Berkas rujukan", en: "Referral dossier" },
  due: { id: "Tenggat yang terlewat", en: "Deadline that had passed" },
  events: { id: "Peristiwa", en: "Events" },
  eventsOf: { id: "{writer}: {count}", en: "{writer}: {count}" },
  held: {
    id: "{count} dokumen dan lampiran ada di sini",
    en: "{count} {count:document or file is|documents and files are} here",
  },
  verify: { id: "Periksa keutuhan", en: "Check that it is whole" },
  verifying: { id: "Memeriksa tanda tangan…", en: "Checking signatures…" },
  whole: {
    id: "Utuh: {events} peristiwa bertanda tangan dan berantai, {covered} di antaranya bertanda terima dari simpul lain.",
    en: "Whole: {events} {events:event|events} signed and chained, {covered} of them receipted by another node.",
  },
  contents: {
    id: "{present} isi ada, {absent} tidak dibawa (dihapus atau tidak pernah diberikan).",
    en: "{present} {present:content is|contents are} here, {absent} {absent:is|are} not (erased, or never given).",
  },
  notWhole: {
    id: "TIDAK UTUH karena {code} di {where}",
    en: "NOT WHOLE because of {code} in {where}",
  },
  thumbprint: {
    id: "Sidik kunci induk pusat. Bandingkan dengan yang Anda terima langsung dari pusat:",
    en: "Thumbprint of the hub's root key. Compare it with the one that you were given in person:",
  },
  copy: { id: "Salin", en: "Copy" },
  copied: { id: "Tersalin", en: "Copied" },
  pdf: { id: "Unduh PDF", en: "Download PDF" },
  archive: { id: "Unduh arsip (tar)", en: "Download archive (tar)" },
  leaves: {
    id: "Setiap unduhan tercatat di jejak audit.",
    en: "Each download is kept in the audit.",
  },
  eligibility: { id: "Syarat menurut UU 37/2008", en: "What Law 37/2008 asks" },
  shownOnly: {
    id: "Ditunjukkan sebagai bahan; yang memutuskan adalah Ombudsman.",
    en: "Shown for information; the Ombudsman decides.",
  },
  reportedFirst: {
    id: "Sudah disampaikan lebih dahulu ke instansi",
    en: "Reported to the institution first",
  },
  withinTwoYears: {
    id: "Peristiwanya tidak lebih dari dua tahun lalu",
    en: "The event is at most two years old",
  },
  notBeforeCourt: {
    id: "Tidak sedang diperiksa pengadilan",
    en: "Not before a court",
  },
  identity: {
    id: "Identitas pelapor dapat diserahkan",
    en: "The reporter's identity can be handed over",
  },
  answer: {
    yes: { id: "ya", en: "yes" },
    no: { id: "tidak", en: "no" },
    unknown: { id: "belum diketahui", en: "not known" },
  },
  consent: { id: "Persetujuan pelapor", en: "The reporter's consent" },
  consentIs: {
    given: { id: "diberikan", en: "given" },
    refused: { id: "ditolak", en: "refused" },
    open: { id: "belum dijawab", en: "not answered yet" },
  },
  registerNumber: { id: "Nomor di register Ombudsman", en: "Number in the Ombudsman's register" },
  registerAgain: {
    id: "Kasus ini sudah bernomor {number}; nomor baru menggantikannya.",
    en: "The case has number {number}; another one corrects it.",
  },
  registered: { id: "Diregistrasi", en: "Registered" },
  ineligibleReason: { id: "Mengapa tidak memenuhi syarat", en: "Why it is not eligible" },
  ineligibleWhy: {
    id: "Kasus kembali ke instansi dengan keterlambatan yang sama. Pelapor membaca alasan ini.",
    en: "The case goes back to the institution, as overdue as it was. The reporter reads this reason.",
  },
  ineligible: { id: "Dinyatakan tidak memenuhi syarat", en: "Found not eligible" },
  conclusion: { id: "Kesimpulan pemeriksaan", en: "Conclusion of the examination" },
  concludeWhy: {
    id: "Pelapor membaca kesimpulan ini, dan kasusnya selesai.",
    en: "The reporter reads this conclusion, and the case is over.",
  },
  attach: { id: "Lampiran", en: "Attachments" },
  uploading: { id: "Mengunggah {name}…", en: "Uploading {name}…" },
  remove: { id: "Hapus {name}", en: "Remove {name}" },
  concluded: { id: "Disimpulkan", en: "Concluded" },
  secret: { id: "rahasia", en: "secret" },
  anonymous: { id: "anonim", en: "anonymous" },
});
