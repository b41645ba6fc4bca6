import { texts } from "../text.ts";

const keys = texts({
  title: { id: "Pintasan papan tik", en: "Keyboard shortcuts" },
  help: { id: "Tampilkan pintasan", en: "Show the shortcuts" },
  palette: { id: "Cari tindakan, layar, atau nomor", en: "Find an act, a screen or a number" },
  letters: {
    id: "Pintasan satu huruf aktif di perangkat ini",
    en: "One-letter shortcuts are on, on this device",
  },
  everywhere: { id: "Di mana saja", en: "Anywhere" },
  list: { id: "Daftar", en: "List" },
  report: { id: "Laporan yang terbuka", en: "The open report" },
  next: { id: "Laporan berikutnya", en: "Next report" },
  before: { id: "Laporan sebelumnya", en: "Previous report" },
  open: { id: "Buka laporan", en: "Open the report" },
  close: { id: "Kembali ke daftar", en: "Back to the list" },
  search: { id: "Cari di daftar ini", en: "Search this list" },
  mark: { id: "Tandai atau lepas tanda", en: "Mark or unmark" },
  markTo: { id: "Tandai sampai di sini", en: "Mark up to here" },
  takeBack: { id: "Urungkan tindakan terakhir", en: "Undo the last act" },
  views: { id: "Tampilan ke-{n}", en: "View no. {n}" },
});

const palette = texts({
  ask: {
    id: "Ketik nama layar, tindakan, nomor pelacakan, atau kata yang dicari",
    en: "Type a screen, an act, a tracking number, or words to look for",
  },
  here: { id: "Di layar ini", en: "On this screen" },
  screens: { id: "Layar", en: "Screens" },
  find: { id: "Cari", en: "Find" },
  open: { id: "Buka laporan {number}", en: "Open report {number}" },
  search: { id: "Cari “{words}” di semua laporan", en: "Search all reports for “{words}”" },
  nothing: { id: "Tidak ada yang cocok.", en: "Nothing matches." },
});

const view = texts({
  received: { id: "Perlu diverifikasi", en: "To verify" },
  held: { id: "Tertunda", en: "On hold" },
  late: { id: "Lewat tenggat", en: "Overdue" },
  soon: { id: "Segera jatuh tempo", en: "Due soon" },
  urgent: { id: "Mendesak", en: "Urgent" },
  toRoute: { id: "Perlu diteruskan", en: "To route" },
  returned: { id: "Dikembalikan", en: "Returned" },
  unit: { id: "Unit saya", en: "My unit" },
  mine: { id: "Saya tangani", en: "On my desk" },
  waiting: { id: "Menunggu pelapor", en: "Waiting for the reporter" },
  answered: { id: "Sudah dijawab", en: "Answered" },
  toVerify: { id: "Perlu diverifikasi", en: "To verify" },
  toAccept: { id: "Baru masuk", en: "New" },
  toAssign: { id: "Perlu disposisi", en: "To assign" },
  working: { id: "Diproses unit", en: "With the units" },
  nobody: { id: "Belum dipegang siapa pun", en: "On nobody's desk" },
  all: { id: "Semua", en: "All" },
  open: { id: "Belum selesai", en: "Open" },
  whistleblowing: { id: "Pelaporan pelanggaran", en: "Whistleblowing" },
  ourUnit: { id: "Unit inspektorat", en: "The inspectorate's unit" },
});

const filter = texts({
  add: { id: "Saring", en: "Filter" },
  remove: { id: "Lepas saringan: {chip}", en: "Remove the filter: {chip}" },
  clear: { id: "Lepas semua saringan", en: "Remove all filters" },
  none: { id: "Belum ada", en: "None yet" },
  done: { id: "Selesai", en: "Done" },
  chosen: { id: "Saringan", en: "Filters" },
  states: { id: "Status", en: "State" },
  classes: { id: "Klasifikasi", en: "Class" },
  categories: { id: "Kategori", en: "Category" },
  area: { id: "Wilayah", en: "Area" },
  areaHow: {
    id: "Ketik nama desa, kecamatan, kabupaten, atau provinsi",
    en: "Type the name of a village, district, regency or province",
  },
  institutions: { id: "Instansi", en: "Institution" },
  units: { id: "Unit kerja", en: "Unit" },
  urgencies: { id: "Urgensi", en: "Urgency" },
  channels: { id: "Kanal", en: "Channel" },
  due: { id: "Tenggat", en: "Deadline" },
  officer: { id: "Pemegang kasus", en: "Officer" },
  from: { id: "Diterima sejak", en: "Received from" },
  to: { id: "Diterima sampai", en: "Received until" },
  flags: { id: "Penanda", en: "Flags" },
  dates: { id: "Tanggal diterima", en: "Date received" },
});

const due = texts({
  late: { id: "Lewat tenggat", en: "Overdue" },
  soon: { id: "Dalam 2 hari kerja", en: "Within 2 working days" },
});

const officer = texts({
  me: { id: "Saya", en: "Me" },
  nobody: { id: "Belum ada", en: "Nobody yet" },
  other: { id: "Petugas lain", en: "Another officer" },
});

const flag = texts({
  anonymous: { id: "Anonim", en: "Anonymous" },
  secret: { id: "Rahasia", en: "Secret" },
  supervisory: { id: "Berkadar pengawasan", en: "Supervisory" },
  returned: { id: "Pernah dikembalikan", en: "Returned before" },
  waiting: { id: "Menunggu pelapor", en: "Waiting for the reporter" },
  adjudicated: { id: "Diputuskan pusat", en: "Adjudicated" },
  mentioned: { id: "Menyebut unit saya", en: "Mentions my unit" },
});

const sort = texts({
  label: { id: "Urutan", en: "Order" },
  due: { id: "Tenggat terdekat", en: "Due first" },
  newest: { id: "Terbaru diterima", en: "Newest first" },
  changed: { id: "Terakhir berubah", en: "Last changed" },
});

const saved = texts({
  views: { id: "Tampilan", en: "Views" },
  save: { id: "Simpan tampilan", en: "Save this view" },
  name: { id: "Nama tampilan", en: "Name of the view" },
  keep: { id: "Simpan", en: "Save" },
  rename: { id: "Ganti nama", en: "Rename" },
  remove: { id: "Hapus tampilan", en: "Remove the view" },
  removed: { id: "Tampilan “{name}” dihapus.", en: "The view “{name}” was removed." },
  more: { id: "Ubah tampilan {name}", en: "Change the view {name}" },
});

const bulk = texts({
  marked: { id: "{n} ditandai", en: "{n} marked" },
  all: { id: "Tandai semua yang dimuat", en: "Mark all that are loaded" },
  most: {
    id: "Paling banyak {n} sekaligus; hanya {n} pertama yang ditandai.",
    en: "At most {n} at once; only the first {n} are marked.",
  },
  none: { id: "Lepas semua tanda", en: "Unmark all" },
  do: { id: "{act} {n} laporan", en: "{act} {n} {n:report|reports}" },
  preview: { id: "Periksa dulu", en: "Preview" },
  checking: { id: "Memeriksa yang mungkin…", en: "Checking what is possible…" },
  possible: { id: "{n} laporan dapat diproses.", en: "{n} {n:report|reports} can be done." },
  impossible: {
    id: "{n} laporan tidak dapat, dan tidak akan disentuh:",
    en: "{n} {n:report|reports} cannot, and will not be touched:",
  },
  going: { id: "{done} dari {n} selesai", en: "{done} of {n} done" },
  done: { id: "Selesai: {n} laporan.", en: "Done: {n} {n:report|reports}." },
  refused: {
    id: "{n} ditolak dan tetap seperti semula:",
    en: "{n} {n:was refused and is as it was|were refused and are as they were}:",
  },
  close: { id: "Tutup", en: "Close" },
  stop: { id: "Hentikan", en: "Stop" },
  reason: { id: "Alasan", en: "Reason" },
  note: { id: "Catatan (tidak dibaca publik)", en: "Note (not for the public)" },
  to: { id: "Ke instansi", en: "To the institution" },
  unit: { id: "Ke unit kerja", en: "To the unit" },
  officer: { id: "Kepada petugas", en: "To the officer" },
  mine: {
    id: "Kasus yang ditandai pindah ke meja Anda.",
    en: "The marked cases move to your desk.",
  },
  change: { id: "Ubah isian", en: "Change what is filled in" },
});

const empty = texts({
  verification: {
    id: "Semua laporan sudah diverifikasi. Laporan baru muncul di sini dengan sendirinya.",
    en: "Every report is verified. New ones appear here by themselves.",
  },
  routing: {
    id: "Tidak ada laporan yang menunggu diteruskan.",
    en: "No report is waiting to be routed.",
  },
  inbox: {
    id: "Tidak ada laporan yang menunggu unit Anda.",
    en: "No report is waiting for your unit.",
  },
  board: {
    id: "Tidak ada laporan yang menunggu instansi ini.",
    en: "No report is waiting for this institution.",
  },
  examination: {
    id: "Tidak ada pelaporan pelanggaran yang dapat Anda periksa.",
    en: "There is no whistleblowing for you to examine.",
  },
  reports: {
    id: "Belum ada laporan yang dapat Anda baca di sini.",
    en: "There is no report here that you may read yet.",
  },
  other: { id: "Tidak ada laporan di sini.", en: "There is no report here." },
  filtered: {
    id: "Tidak ada laporan yang cocok dengan pencarian dan saringan ini.",
    en: "No report matches this search and these filters.",
  },
  searched: {
    id: "Tidak ada laporan yang memuat “{words}”. Coba kata dasarnya, nomor pelacakan, atau nama tempat.",
    en: "No report says “{words}”. Try a simpler word, a tracking number or the name of a place.",
  },
});

const load = texts({
  title: { id: "Beban", en: "Load" },
  unit: { id: "Unit", en: "Unit" },
  officer: { id: "Petugas", en: "Officer" },
  open: { id: "Terbuka", en: "Open" },
  soon: { id: "Segera", en: "Soon" },
  late: { id: "Lewat", en: "Overdue" },
});

/** Finding reports by who sent them. */
const contact = texts({
  title: { id: "Cari menurut pelapor", en: "Find by reporter" },
  why: {
    id: "Mencari pelapor sama dengan membuka identitas. Alasan Anda dan setiap laporan yang ditemukan dicatat dan dibaca auditor.",
    en: "Looking for a reporter is opening their identity. Your reason, and every report that is found, is written down and read by the auditor.",
  },
  contact: { id: "Nomor telepon atau surel, lengkap", en: "Phone number or e-mail, whole" },
  reason: { id: "Alasan (paling sedikit 10 huruf)", en: "Reason (at least 10 letters)" },
  find: { id: "Cari", en: "Find" },
  found: { id: "{n} laporan ditemukan.", en: "{n} {n:report|reports} found." },
  none: {
    id: "Tidak ada laporan dengan kontak itu yang identitasnya boleh Anda buka sendiri.",
    en: "There is no report with this contact whose identity you may open by yourself.",
  },
});

/** What becomes of acts that are on their way. */
const acts = texts({
  takeBack: { id: "Urungkan", en: "Undo" },
  takenBack: { id: "Diurungkan: {said}", en: "Taken back: {said}" },
  sendNow: { id: "Kirim sekarang", en: "Send now" },
  waiting: {
    id: "{said}. Dikirim sebentar lagi.",
    en: "{said}. It is sent in a moment.",
  },
  sending: { id: "{said}. Sedang dikirim…", en: "{said}. Being sent…" },
  offline: {
    id: "{n} tindakan menunggu jaringan dan dikirim begitu tersambung. Tidak ada yang hilang.",
    en: "{n} {n:act waits for the network and is|acts wait for the network and are} sent as soon as it is back. Nothing is lost.",
  },
  left: {
    id: "{n} tindakan dari sebelum peramban ditutup sedang dikirim.",
    en: "{n} {n:act|acts} from before the browser was closed {n:is|are} being sent.",
  },
  decide: {
    id: "{n} tindakan belum terlaksana dan perlu keputusan Anda.",
    en: "{n} {n:act was not done and needs|acts were not done and need} your decision.",
  },
  look: { id: "Lihat", en: "Look" },
  notDone: { id: "Belum terlaksana: {act}", en: "Not done: {act}" },
  faster: {
    id: "Laporan {number} berubah lebih dulu. Tidak ada yang Anda tulis hilang.",
    en: "Report {number} changed before you. Nothing that you wrote is lost.",
  },
  refused: {
    id: "Laporan {number} tetap seperti semula. Tidak ada yang Anda tulis hilang.",
    en: "Report {number} is as it was. Nothing that you wrote is lost.",
  },
  meanwhile: { id: "Yang terjadi sementara itu", en: "What happened meanwhile" },
  nothing: {
    id: "Riwayatnya tidak bertambah; yang berubah ada pada laporannya sendiri.",
    en: "Its history has no new entry; what changed is in the report itself.",
  },
  now: { id: "Sekarang: {state}", en: "Now: {state}" },
  yours: { id: "Yang hendak Anda lakukan", en: "What you were about to do" },
  copy: { id: "Salin", en: "Copy" },
  copied: { id: "Tersalin", en: "Copied" },
  insist: { id: "Tetap lakukan", en: "Do it all the same" },
  lookFirst: { id: "Lihat dulu", en: "Look first" },
  drop: { id: "Buang", en: "Discard" },
  impossible: {
    id: "Tindakan ini tidak dapat dilakukan lagi pada laporan itu. Salin yang masih Anda perlukan.",
    en: "This can no longer be done with that report. Copy what you still need.",
  },
  gone: {
    id: "Laporan ini tidak lagi terlihat dari meja Anda.",
    en: "This report is no longer to be seen from your desk.",
  },
  more: { id: "Lainnya", en: "More" },
  bar: { id: "Tindakan", en: "Acts" },
});

/** What stands on lists: chips, orders, keys, saved views, bulk acts, and acts that are on their way. */
export const deskLists = texts({
  inArea: { id: "Di wilayah:", en: "In the area:" },
  searchFor: { id: "Cari kata, nomor, atau tempat", en: "Search words, a number or a place" },
  clearSearch: { id: "Hapus pencarian", en: "Clear the search" },
  reports: { id: "Daftar laporan", en: "List of reports" },
  loaded: { id: "{n} laporan dimuat", en: "{n} {n:report|reports} loaded" },
  all: { id: "{n} laporan", en: "{n} {n:report|reports}" },
  more: { id: "Muat lagi", en: "Load more" },
  loading: { id: "Memuat…", en: "Loading…" },
  stale: {
    id: "Daftar ini sudah berubah.",
    en: "This list has changed.",
  },
  readAnew: { id: "Muat ulang dari atas", en: "Load again from the top" },
  back: { id: "Kembali ke daftar", en: "Back to the list" },
  choose: {
    id: "Pilih laporan di sebelah kiri, atau tekan J.",
    en: "Choose a report on the left, or press J.",
  },
  mark: { id: "Tandai {number}", en: "Mark {number}" },
  beside: { id: "Laporan yang dipilih", en: "The chosen report" },
  noTitle: { id: "Tanpa judul", en: "No title" },
  hidden: { id: "Isi tidak ditampilkan di daftar", en: "Its words are not shown in lists" },
  unread: { id: "Daftar belum dapat dimuat", en: "The list could not be loaded" },
  many: { id: "{n} atau lebih", en: "{n} or more" },
  returnedBy: { id: "{n}× dikembalikan", en: "returned {n}×" },
  returnedOnce: { id: "1× dikembalikan", en: "returned 1×" },
  proposes: { id: "mengusulkan {tenant}", en: "proposes {tenant}" },
  keys,
  palette,
  view,
  filter,
  due,
  officer,
  flag,
  sort,
  saved,
  bulk,
  empty,
  load,
  contact,
  acts,
});
