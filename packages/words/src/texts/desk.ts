import { texts } from "../text.ts";

/** What stands on the desk around the work: signing in, moving about, and what went wrong with the network. */
export const desk = texts({
  title: { id: "Meja kerja", en: "Desk" },
  skip: { id: "Langsung ke isi", en: "Skip to content" },
  language: { id: "English", en: "Bahasa Indonesia" },
  menu: { id: "Menu", en: "Menu" },
  signOut: { id: "Keluar", en: "Sign out" },
  account: { id: "Akun saya", en: "My account" },
  inbox: { id: "Laporan", en: "Reports" },
  find: { id: "Cari atau lakukan", en: "Find or do" },
  offline: {
    id: "Jaringan terputus. Yang sudah Anda ketik tetap ada; coba lagi sebentar.",
    en: "The network is gone. What you typed is still here; try again in a moment.",
  },
  notLoaded: {
    id: "Bagian ini tidak dapat dimuat; mungkin meja kerja baru saja diperbarui. Simpan dulu yang sudah Anda ketik, lalu muat ulang halaman.",
    en: "This part could not be loaded; the desk may just have been renewed. Keep what you typed, then load the page again.",
  },
  loadAnew: { id: "Muat ulang halaman", en: "Load the page again" },
  refused: {
    id: "Daftar ini tidak dapat ditampilkan. Muat ulang halaman atau masuk sekali lagi.",
    en: "This list cannot be shown. Load the page again, or sign in once more.",
  },
  again: { id: "Coba lagi", en: "Try again" },
  more: { id: "Tampilkan lagi", en: "Show more" },
  number: { id: "Nomor pelacakan", en: "Tracking number" },
  state: { id: "Status", en: "State" },
  category: { id: "Kategori", en: "Category" },
  deadline: { id: "Tenggat", en: "Deadline" },
  due: { id: "{day}", en: "{day}" },
  late: { id: "lewat {day}", en: "overdue since {day}" },
  empty: { id: "Tidak ada laporan di sini.", en: "There is no report here." },
  noRole: {
    id: "Anda sudah masuk, tetapi tidak memegang peran di meja kerja ini.",
    en: "You are signed in, but hold no role at this desk.",
  },
  goTo: { id: "Buka meja kerja {tenant}", en: "Open the desk of {tenant}" },
});

/** The screens, as the links of the desk name them. */
export const screens = texts({
  verification: { id: "Verifikasi", en: "Verification" },
  routing: { id: "Penerusan", en: "Routing" },
  inbox: { id: "Kotak masuk", en: "Inbox" },
  board: { id: "Papan instansi", en: "Institution board" },
  examination: { id: "Pemeriksaan", en: "Examination" },
  cases: { id: "Kasus Ombudsman", en: "Ombudsman cases" },
  reviews: { id: "Tinjau jawaban", en: "Answers to review" },
  monitor: { id: "Pemantauan", en: "Monitor" },
  reports: { id: "Semua laporan", en: "All reports" },
  requests: { id: "Permintaan identitas", en: "Identity requests" },
  nodes: { id: "Node dan instansi", en: "Nodes and tenants" },
  senders: { id: "Pengirim diblokir", en: "Blocked senders" },
  roster: { id: "Tim pengelola", en: "Roster" },
  units: { id: "Unit kerja", en: "Units" },
  settings: { id: "Pengaturan", en: "Settings" },
  audit: { id: "Jejak audit", en: "Audit trail" },
  account: { id: "Akun saya", en: "My account" },
});

export const signIn = texts({
  title: { id: "Masuk", en: "Sign in" },
  email: { id: "Alamat surel dinas", en: "Office email address" },
  password: { id: "Kata sandi", en: "Password" },
  submit: { id: "Masuk", en: "Sign in" },
  forgotten: { id: "Lupa kata sandi?", en: "Forgotten your password?" },
  byLink: { id: "Masuk dengan tautan lewat surel", en: "Sign in by a link in a mail" },
  byPassword: { id: "Masuk dengan kata sandi", en: "Sign in with a password" },
  byProvider: { id: "Masuk lewat {name}", en: "Sign in with {name}" },
  sendLink: { id: "Kirim tautan", en: "Send the link" },
  linkSent: {
    id: "Jika alamat itu terdaftar, tautan sedang dikirim. Buka di peramban ini juga, dalam 15 menit.",
    en: "If that address is registered a link is on its way. Open it in this same browser, within 15 minutes.",
  },
  remember: {
    id: "Ingat perangkat ini selama 30 hari (hanya perangkat milik sendiri)",
    en: "Remember this device for 30 days (only one of your own)",
  },
  openLink: { id: "Masuk sekarang", en: "Sign in now" },
  linkGone: {
    id: "Tautan ini sudah dipakai, kedaluwarsa, atau diminta dari peramban lain. Mintalah yang baru.",
    en: "This link was used, has expired, or was asked for in another browser. Ask for a new one.",
  },
  code: { id: "Kode enam angka", en: "Six-digit code" },
  codeAsked: {
    id: "Masukkan kode dari aplikasi autentikator Anda.",
    en: "Enter the code of your authenticator app.",
  },
  backup: { id: "Kode pemulihan", en: "Recovery code" },
  useBackup: { id: "Pakai kode pemulihan", en: "Use a recovery code" },
  useCode: { id: "Pakai kode dari aplikasi", en: "Use the app's code" },
  verify: { id: "Lanjut", en: "Continue" },
  factorTitle: { id: "Langkah kedua", en: "Second step" },
  factorNeeded: {
    id: "Peran Anda mensyaratkan langkah kedua. Pindai kode ini dengan aplikasi autentikator, lalu masukkan kodenya.",
    en: "Your role requires a second step. Scan this code with an authenticator app, then enter its code.",
  },
  factorKey: { id: "Atau ketik kunci ini di aplikasi", en: "Or type this key into the app" },
  factorStart: { id: "Siapkan langkah kedua", en: "Set up the second step" },
  backupCodes: {
    id: "Simpan kode pemulihan ini di tempat aman. Masing-masing berlaku satu kali, dan tidak ditampilkan lagi.",
    en: "Keep these recovery codes in a safe place. Each works once, and they are not shown again.",
  },
  resetTitle: { id: "Kata sandi baru", en: "New password" },
  resetAsk: { id: "Kirim tautan untuk kata sandi baru", en: "Send a link for a new password" },
  resetSent: {
    id: "Jika alamat itu terdaftar, surel dengan tautan sedang dikirim. Tautannya berlaku 30 menit.",
    en: "If that address is registered a mail with a link is on its way. It is good for 30 minutes.",
  },
  newPassword: {
    id: "Kata sandi baru, paling sedikit 12 huruf",
    en: "New password, at least 12 characters",
  },
  setPassword: { id: "Simpan kata sandi", en: "Save the password" },
  passwordSet: {
    id: "Kata sandi baru berlaku. Semua sesi lain sudah diakhiri.",
    en: "The new password counts. All other sessions were ended.",
  },
  invitationTitle: { id: "Selamat datang di Simpul", en: "Welcome to Simpul" },
  invitationWhy: {
    id: "Pilih kata sandi untuk akun Anda. Tidak ada petugas yang akan menanyakannya.",
    en: "Choose a password for your account. Nobody will ever ask you for it.",
  },
  currentPassword: { id: "Kata sandi sekarang", en: "Current password" },
  changePassword: { id: "Ganti kata sandi", en: "Change the password" },
  sessions: { id: "Sesi yang terbuka", en: "Open sessions" },
  devices: { id: "Perangkat yang diingat", en: "Remembered devices" },
  thisSession: { id: "sesi ini", en: "this one" },
  end: { id: "Akhiri", en: "End" },
  endOthers: { id: "Akhiri semua sesi lain", en: "End all other sessions" },
  since: { id: "sejak {at}", en: "since {at}" },
  wait: {
    id: "Coba lagi dalam {seconds} detik.",
    en: "Try again in {seconds} {seconds:second|seconds}.",
  },
});
