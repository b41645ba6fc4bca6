import type { AlarmKind, RosterRole, UnitKind } from "@simpul/domain";
import { type Text, texts } from "../text.ts";
import { auditTexts, cameTexts, didTexts, outcomeTexts } from "./desk-audit.ts";
import { officeTexts } from "./desk-office.ts";
import { rosterTexts } from "./desk-roster.ts";

const roles = texts({
  nationalVerifier: { id: "Verifikator pusat", en: "National verifier" },
  nationalAdmin: { id: "Admin pusat", en: "National administrator" },
  nationalMonitor: { id: "Pemantau pusat", en: "National monitor" },
  tenantAdmin: { id: "Admin instansi", en: "Institution administrator" },
  liaison: { id: "Pejabat penghubung", en: "Liaison officer" },
  unitHead: { id: "Pimpinan unit", en: "Unit head" },
  inspectorate: { id: "Inspektorat", en: "Inspectorate" },
  provincialOverseer: { id: "Pembina provinsi", en: "Provincial overseer" },
  ombudsmanOfficer: { id: "Petugas Ombudsman", en: "Ombudsman officer" },
  auditor: { id: "Auditor", en: "Auditor" },
}) satisfies Record<RosterRole, Text>;

const unitKinds = texts({
  office: { id: "Dinas", en: "Office" },
  agency: { id: "Badan", en: "Agency" },
  inspectorate: { id: "Inspektorat", en: "Inspectorate" },
  clinic: { id: "Puskesmas atau rumah sakit", en: "Clinic or hospital" },
  subdistrict: { id: "Kecamatan atau kelurahan", en: "Subdistrict" },
  secretariat: { id: "Sekretariat", en: "Secretariat" },
}) satisfies Record<UnitKind, Text>;

const alarms = texts({
  decreeMissing: {
    id: "{count} peran tanpa SK. Catat SK-nya dan pilih siapa yang bertugas berdasarkan SK itu.",
    en: "{count} {count:role|roles} without a decree. Record the decree and say who serves under it.",
  },
  decreeExpiring: {
    id: "SK {about} habis dalam {count} hari. Catat penggantinya sebelum itu.",
    en: "Decree {about} ends in {count} {count:day|days}. Record its successor before then.",
  },
  decreeExpired: {
    id: "SK {about} sudah habis {count} hari. Perannya masih berlaku sampai 30 hari sesudah habis.",
    en: "Decree {about} ended {count} {count:day|days} ago. Its roles count until 30 days after that.",
  },
  unconfirmed: {
    id: "{about} belum pernah masuk sejak diundang {count} hari yang lalu.",
    en: "{about} has not signed in since the invitation {count} {count:day|days} ago.",
  },
  unattendedUnit: {
    id: "{about} memegang {count} laporan terbuka tanpa petugas yang bertugas hari ini.",
    en: "{about} has {count} open {count:report|reports} and nobody on duty today.",
  },
}) satisfies Record<AlarmKind, Text>;

const units = texts({
  why: {
    id: "Susunan unit kerja: ke mana laporan didisposisikan dan siapa yang bekerja di sana.",
    en: "The tree of work units: where reports are assigned to, and who works there.",
  },
  add: { id: "Tambah unit", en: "Add a unit" },
  addBelow: { id: "Tambah di bawahnya", en: "Add below" },
  empty: {
    id: "Belum ada unit. Tambahkan unit pertama supaya laporan dapat didisposisikan.",
    en: "No unit yet. Add the first one, so that reports can be assigned.",
  },
  code: { id: "Kode", en: "Code" },
  codeWhy: {
    id: "Huruf kecil, angka, tanda hubung; tidak dapat diubah kemudian.",
    en: "Lower case letters, digits, hyphens; it cannot be changed later.",
  },
  name: { id: "Nama unit", en: "Name of the unit" },
  kind: { id: "Jenis", en: "Kind" },
  parent: { id: "Di bawah", en: "Below" },
  top: { id: "Tingkat teratas", en: "Top level" },
  rename: { id: "Ganti nama", en: "Rename" },
  move: { id: "Pindahkan", en: "Move" },
  retire: { id: "Nonaktifkan", en: "Retire" },
  operates: { id: "mengelola simpul", en: "operates the node" },
  makeOperator: { id: "Tandai sebagai pengelola simpul", en: "Mark as the node's operator" },
  unmakeOperator: { id: "Bukan lagi pengelola simpul", en: "No longer the node's operator" },
  operatorWhy: {
    id: "Laporan pelanggaran tentang unit ini tidak akan dikirim ke simpul instansi, sebab orang-orangnya menjalankan mesinnya.",
    en: "Whistleblowing about this unit is kept from the institution's node, because its people run the machines.",
  },
  retired: { id: "nonaktif sejak {day}", en: "retired since {day}" },
  people: { id: "{count} petugas", en: "{count} {count:officer|officers}" },
  nobody: { id: "tanpa petugas", en: "nobody" },
  cases: { id: "{count} laporan terbuka", en: "{count} open {count:report|reports}" },
  showRetired: { id: "Tampilkan yang nonaktif ({count})", en: "Show retired ones ({count})" },
  retireWhy: {
    id: "{name} tidak akan menerima laporan atau petugas baru. Laporan lama tetap menyebut namanya. Ini tidak dapat dibatalkan.",
    en: "{name} will be given no new reports or officers. Old reports keep its name. This cannot be taken back.",
  },
  cannotRetire: { id: "Belum dapat dinonaktifkan:", en: "It cannot be retired yet:" },
  hasUnits: {
    id: "pindahkan atau nonaktifkan dahulu {count} unit di bawahnya",
    en: "move or retire the {count} {count:unit|units} below it first",
  },
  hasOfficers: {
    id: "ubah peran atau akhiri dahulu {count} petugasnya",
    en: "change the role of its {count} {count:officer|officers} first, or end it",
  },
  hasCases: {
    id: "disposisikan dahulu {count} laporan terbukanya ke unit lain",
    en: "assign its {count} open {count:report|reports} to another unit first",
  },
  added: { id: "Unit {name} ditambahkan.", en: "Unit {name} added." },
  renamed: { id: "Sekarang bernama {name}.", en: "Now called {name}." },
  moved: { id: "{name} dipindahkan.", en: "{name} moved." },
  wasRetired: { id: "{name} dinonaktifkan.", en: "{name} retired." },
  operatorSet: { id: "{name}: pengelola simpul diperbarui.", en: "{name}: operator updated." },
});

const account = texts({
  how: {
    password: { id: "dengan kata sandi", en: "by password" },
    link: { id: "dengan tautan sekali pakai", en: "by a one-time link" },
    device: { id: "di perangkat yang diingat", en: "on a remembered device" },
    sso: { id: "dengan akun instansi", en: "by single sign-on" },
  },
  deviceOf: { id: "{browser} di {system}", en: "{browser} on {system}" },
  unknownDevice: { id: "Perangkat tidak dikenal", en: "Unknown device" },
  lastSeen: { id: "terakhir dipakai {at}", en: "last used {at}" },
  endsAt: { id: "berakhir {at}", en: "ends {at}" },
  none: { id: "Tidak ada perangkat yang diingat.", en: "No device is remembered." },
  known: {
    id: "hanya dikenali, tidak masuk sendiri",
    en: "only known, does not sign in by itself",
  },
  ended: { id: "Sesi diakhiri.", en: "Session ended." },
  endedOthers: {
    id: "Semua sesi dan perangkat lain sudah diakhiri.",
    en: "All other sessions and devices were ended.",
  },
  forgot: { id: "Perangkat dilupakan.", en: "Device forgotten." },
  forget: { id: "Lupakan", en: "Forget" },
  saved: { id: "Kata sandi diganti.", en: "Password changed." },
  roles: { id: "Peran Anda di sini", en: "Your roles here" },
  deputy: { id: "sebagai wakil", en: "as a deputy" },
  factor: { id: "Verifikasi dua langkah", en: "Two-step verification" },
  factorOn: { id: "Aktif", en: "On" },
  factorWhy: {
    id: "Selain kata sandi, aplikasi autentikator di ponsel Anda memberi kode enam angka. Siapkan ponsel itu.",
    en: "Beside the password, an authenticator app on your phone gives a code of six digits. Have the phone at hand.",
  },
  factorOff: { id: "Belum diatur", en: "Not set up" },
  newCodes: { id: "Buat kode pemulihan baru", en: "Make new recovery codes" },
  newCodesWhy: {
    id: "Kode yang lama tidak berlaku lagi.",
    en: "The old ones are void from then on.",
  },
  copy: { id: "Salin semua", en: "Copy all" },
  copied: { id: "Tersalin", en: "Copied" },
  print: { id: "Cetak", en: "Print" },
  codesOnce: {
    id: "Kode ini hanya tampil sekali. Simpan di tempat selain ponsel Anda; tiap kode berlaku satu kali.",
    en: "These codes are shown once. Keep them elsewhere than your phone; each is good for one use.",
  },
});

/** Roster, units, audit, the Ombudsman's office, one's own account. */
export const deskPeople = {
  role: roles,
  unitKind: unitKinds,
  alarm: alarms,
  roster: rosterTexts,
  units,
  audit: auditTexts,
  did: didTexts,
  came: cameTexts,
  outcome: outcomeTexts,
  office: officeTexts,
  account,
};
