import { texts } from "../text.ts";

/** Settings of a desk, and the senders that it has blocked. */
export const deskSettings = texts({
  keys: {
    title: { id: "Kunci mesin", en: "Machine keys" },
    why: {
      id: "Aplikasi bekerja untuk instansi ini dengan kunci. Cabut kunci yang tidak dipakai.",
      en: "Applications work for this institution by a key. Revoke a key that is not used.",
    },
    none: { id: "Belum ada kunci.", en: "There is no key yet." },
    make: { id: "Buat kunci", en: "Make a key" },
    makeWhy: {
      id: "Kunci yang dibuat di sini tidak membaca laporan whistleblowing. Yang membacanya diterbitkan pengelola server dengan perintah keys issue.",
      en: "A key that is made here reads no whistleblowing. One that does is issued by whoever runs the server, with the command keys issue.",
    },
    made: { id: "Kunci baru", en: "The new key" },
    once: {
      id: "Hanya ditampilkan sekarang. Simpan di tempat aplikasi menyimpan rahasianya.",
      en: "Shown only now. Keep it where the application keeps its secrets.",
    },
    name: { id: "Untuk apa", en: "What it is for" },
    nameHow: { id: "Nama aplikasi dan pemiliknya", en: "The application and whose it is" },
    scopes: { id: "Yang boleh dilakukan", en: "What it may do" },
    rateAsked: { id: "Permintaan per detik", en: "Requests a second" },
    rate: { id: "{n} permintaan/detik", en: "{n} {n:request|requests}/s" },
    days: { id: "Berlaku berapa hari", en: "Days that it is good for" },
    daysHow: { id: "Kosong: sampai dicabut", en: "Empty: until it is revoked" },
    active: { id: "aktif", en: "active" },
    revoked: { id: "dicabut", en: "revoked" },
    expired: { id: "habis masa", en: "expired" },
    examines: { id: "membaca whistleblowing", en: "reads whistleblowing" },
    since: { id: "sejak", en: "since" },
    until: { id: "sampai", en: "until" },
    revoke: { id: "Cabut", en: "Revoke" },
    revokeOf: { id: "Cabut kunci {name}?", en: "Revoke the key of {name}?" },
    revokeWhy: {
      id: "Aplikasi yang memakainya berhenti bekerja dalam beberapa detik. Ini tidak dapat dibatalkan; buat kunci baru bila perlu.",
      en: "The application that uses it stops working within seconds. This cannot be undone; make a new key if one is needed.",
    },
  },
  scope: {
    submit: {
      id: "Mengirim laporan, dan melihat yang dikirimnya",
      en: "Send reports, and see those that it sent",
    },
    read: { id: "Membaca laporan instansi ini", en: "Read the reports of this institution" },
    act: {
      id: "Menindaklanjuti atas nama instansi: menerima, menjawab",
      en: "Act for the institution: accept, answer",
    },
    changes: { id: "Mengikuti perubahan", en: "Follow what changes" },
    outlook: {
      id: "Untuk Ombudsman: jumlah yang mendekati penyerahan (berdiri sendiri)",
      en: "For the Ombudsman: how many come near a referral (stands alone)",
    },
  },
  originals: {
    title: { id: "Foto asli", en: "Original pictures" },
    why: {
      id: "Foto ditayangkan tanpa data lokasi. Bila foto aslinya juga disimpan, bukti menyebut tempat pengambilannya; hanya pemeriksa yang dapat membukanya. Berlaku untuk unggahan mulai sekarang.",
      en: "Pictures are shown without the place where they were taken. Where the originals are kept too, the evidence names it; only those who examine can open them. It counts for uploads from now on.",
    },
    all: { id: "Simpan foto asli semua laporan", en: "Keep the originals of all reports" },
    category: { id: "Kecuali untuk kategori", en: "Except for a category" },
    keep: { id: "Simpan", en: "Keep" },
    notKeep: { id: "Jangan simpan", en: "Do not keep" },
    asAbove: { id: "Ikuti aturan umum", en: "As for all" },
  },
  providers: {
    title: { id: "Masuk lewat akun instansi", en: "Single sign-on" },
    why: {
      id: "Penyedia identitas (OpenID Connect) yang menjamin alamat surel dinas.",
      en: "Identity providers (OpenID Connect) that vouch for office addresses.",
    },
    none: {
      id: "Belum ada; petugas masuk dengan kata sandi atau tautan.",
      en: "None yet; officers sign in with a password or a link.",
    },
    add: { id: "Tambah penyedia", en: "Add a provider" },
    change: { id: "Ubah", en: "Change" },
    keep: { id: "Simpan penyedia", en: "Keep the provider" },
    keepWhy: {
      id: "Siapa pun yang dijamin penyedia ini dapat masuk sebagai petugas dengan alamat itu. Penyedia ditanya dulu sebelum disimpan.",
      en: "Whoever this provider vouches for signs in as the officer with that address. The provider is asked before it is kept.",
    },
    id: { id: "Nama pendek", en: "Short name" },
    idHow: {
      id: "Huruf kecil dan tanda hubung; ada di alamat baliknya",
      en: "Lower-case letters and hyphens; it stands in the address it sends back to",
    },
    name: { id: "Nama di tombol masuk", en: "Name on the button" },
    issuer: { id: "Alamat penerbit (issuer)", en: "Issuer" },
    clientId: { id: "Client ID", en: "Client ID" },
    clientSecret: { id: "Client secret", en: "Client secret" },
    emailDomain: { id: "Domain surel yang dijaminnya", en: "Mail domain that it vouches for" },
    callback: {
      id: "Daftarkan alamat balik ini di penyedia:",
      en: "Register this callback at the provider:",
    },
    off: { id: "dimatikan", en: "disabled" },
    disable: { id: "Matikan", en: "Disable" },
    disableOf: { id: "Matikan {name}?", en: "Disable {name}?" },
    disableWhy: {
      id: "Tidak ada yang masuk lewatnya lagi, dan sesi yang dimulai lewatnya berakhir.",
      en: "Nobody signs in by it any more, and sessions that it began end.",
    },
  },
  terms: {
    title: { id: "Kalender dan aturan waktu", en: "Calendar and clock policy" },
    calendar: { id: "Kalender hari kerja", en: "Calendar of working days" },
    policy: { id: "Aturan waktu", en: "Clock policy" },
    shipped: {
      id: "{version}, bawaan perangkat lunak; pusat belum menerbitkan yang lain.",
      en: "{version}, which came with the software; the hub has published no other.",
    },
    published: {
      id: "{version}, terbitan pusat nomor {number}.",
      en: "{version}, published by the hub as number {number}.",
    },
    unreadable: {
      id: "Versi terbaru tidak terbaca oleh perangkat lunak ini; bawaannya yang berlaku. Mutakhirkan perangkat lunak.",
      en: "This software cannot read the newest version, and what came with it counts. Upgrade the software.",
    },
    days: {
      id: "{added} hari libur, {removed} dihapus",
      en: "{added} {added:day|days} off, {removed} taken back",
    },
    clock: { id: "Tenggat", en: "Deadline" },
    amount: { id: "Waktu", en: "Time" },
    for: { id: "Untuk", en: "For" },
    basis: { id: "Dasar", en: "Basis" },
    workingDays: { id: "{n} hari kerja", en: "{n} working {n:day|days}" },
    calendarDays: { id: "{n} hari kalender", en: "{n} calendar {n:day|days}" },
    hours: { id: "{n} jam", en: "{n} {n:hour|hours}" },
    supervisory: { id: "pengawasan", en: "supervisory" },
    until: { id: "sampai {day}", en: "until {day}" },
    try: {
      calendar: { id: "Uji kalender dari berkas", en: "Try a calendar from a file" },
      policy: { id: "Uji aturan dari berkas", en: "Try a policy from a file" },
    },
    tryWhy: { id: "Tidak mengubah apa pun.", en: "It changes nothing." },
    noJson: { id: "{file} bukan JSON.", en: "{file} is no JSON." },
    faults: { id: "{file} belum benar", en: "{file} is not right yet" },
    moved: {
      id: "{moved} dari {open} tenggat terbuka akan bergeser",
      en: "{moved} of {open} open {open:deadline|deadlines} would move",
    },
    movedOf: { id: "{moved} dari {open}", en: "{moved} of {open}" },
    ended: { id: "{n} tidak lagi berjalan", en: "{n} would run no more" },
    provisional: {
      id: "{n} tetap sementara: menyentuh tahun yang belum ada keputusannya.",
      en: "{n} {n:stays provisional: it touches|stay provisional: they touch} a year of which no decree is known.",
    },
    publish: {
      id: "Untuk menerbitkan, pengelola pusat menjalankan perintah ini:",
      en: "To publish it, whoever runs the hub runs this command:",
    },
  },
  senders: {
    why: {
      id: "Laporan mereka tidak diterima untuk sementara; pengirim diberi tahu alasan dan batas waktunya. Nomor dan alamat tidak disimpan terbaca.",
      en: "Their reports are not taken for a while; the sender is told why and until when. Numbers and addresses are not kept in the clear.",
    },
    none: { id: "Tidak ada pengirim yang diblokir.", en: "No sender is blocked." },
    block: { id: "Blokir pengirim", en: "Block a sender" },
    blockWhy: {
      id: "Blokir selalu berakhir dengan sendirinya. Pengirim melihat alasan dan tanggalnya.",
      en: "A block always ends by itself. The sender sees the reason and the date.",
    },
    by: { id: "Dikenali dari", en: "Recognised by" },
    way: {
      report: { id: "Nomor pelacakan laporannya", en: "Tracking number of a report" },
      phone: { id: "Nomor telepon", en: "Phone number" },
      email: { id: "Alamat surel", en: "Mail address" },
      channelUser: { id: "Akun di kanal", en: "Account at a channel" },
    },
    kind: {
      phone: { id: "Nomor telepon", en: "A phone number" },
      email: { id: "Alamat surel", en: "A mail address" },
      channelUser: { id: "Akun di kanal", en: "An account at a channel" },
    },
    reason: { id: "Alasan", en: "Reason" },
    days: { id: "Berapa hari (paling lama 365)", en: "For how many days (365 at most)" },
    note: { id: "Catatan", en: "Note" },
    noteHow: { id: "Hanya untuk rekan kerja", en: "For colleagues only" },
    until: { id: "sampai", en: "until" },
    unblock: { id: "Buka blokir", en: "Unblock" },
    unblockWhy: {
      id: "Laporan pengirim ini diterima lagi mulai sekarang.",
      en: "Reports of this sender are taken again from now on.",
    },
  },
});
