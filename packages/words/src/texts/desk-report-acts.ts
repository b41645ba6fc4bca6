import { texts } from "../text.ts";

/** What anybody who works on a report does with it besides its steps, on its page. */
export const reportActs = texts({
  unseal: {
    lead: {
      id: "Identitas dibuka untuk Anda sendiri, sebentar saja. Alasan, peran dan instansi Anda dicatat; pelapor dapat membaca kapan, oleh peran apa dan untuk keperluan apa.",
      en: "It opens for you alone and for a short while. Your reason, role and institution are written down; the reporter can read when, by which role and for what purpose.",
    },
    told: {
      id: "Yang diberi tahu: pelapor, auditor instansi Anda, dan pemeriksa.",
      en: "Who is told: the reporter, your institution's auditor, and those who examine.",
    },
    purpose: { id: "Keperluan", en: "Purpose" },
    reason: { id: "Alasan (10–500 huruf)", en: "Reason (10–500 characters)" },
    reasonHint: {
      id: "Apa yang tidak dapat dilakukan tanpanya? Dibaca auditor.",
      en: "What cannot be done without it? An auditor reads this.",
    },
    open: { id: "Buka identitas", en: "Open the identity" },
    askOrigin: { id: "Minta kepada {tenant}", en: "Ask {tenant}" },
    secondAsked: {
      id: "Permintaan dikirim kepada pemeriksa lain. Setelah disetujui, buka dari sini dalam satu jam.",
      en: "Other examiners were asked. Once one allows it, open it from here within an hour.",
    },
    originAsked: {
      id: "Permintaan dikirim; jawabannya muncul di sini.",
      en: "Asked; the answer appears here.",
    },
    asked: { id: "Permintaan Anda", en: "What you asked" },
    until: { id: "sampai {at}", en: "until {at}" },
    state: {
      waiting: { id: "menunggu jawaban", en: "waits for an answer" },
      given: { id: "sudah dijawab", en: "answered" },
      refused: { id: "ditolak", en: "refused" },
      expired: { id: "kedaluwarsa", en: "expired" },
    },
    openAnswer: { id: "Buka jawaban", en: "Open the answer" },
    name: { id: "Nama", en: "Name" },
    phone: { id: "Telepon", en: "Phone" },
    email: { id: "Surel", en: "E-mail" },
    nothing: { id: "Pelapor tidak menyebutkannya.", en: "The reporter did not say." },
    gone: {
      id: "Tertutup sendiri dalam {seconds} detik, atau saat layar ditinggalkan.",
      en: "Closes by itself in {seconds} {seconds:second|seconds}, or when you leave the screen.",
    },
    closeNow: { id: "Tutup sekarang", en: "Close now" },
  },
  requests: {
    lead: {
      id: "Pemeriksa lain meminta membuka identitas pelapor. Anda orang kedua: setujui hanya bila alasannya cukup.",
      en: "Another examiner asks to open a reporter's identity. You are the second person: allow it only if the reason is good enough.",
    },
    empty: {
      id: "Tidak ada permintaan yang menunggu Anda. Permintaan baru juga datang lewat surel.",
      en: "No request waits for you. New ones come by mail as well.",
    },
    openReport: { id: "Buka laporan", en: "Open the report" },
    allow: { id: "Setujui", en: "Allow" },
    refuse: { id: "Tolak", en: "Refuse" },
    allowed: { id: "Disetujui; berlaku satu jam.", en: "Allowed; good for an hour." },
    refused: { id: "Ditolak.", en: "Refused." },
    by: { id: "Diminta {name}, {at}", en: "Asked by {name}, {at}" },
    why: { id: "Alasan Anda (untuk auditor)", en: "Your reason (for the auditor)" },
  },
  note: {
    label: { id: "Catatan internal", en: "Internal note" },
    hint: {
      id: "Hanya dibaca instansi Anda. Ketik @ untuk menyebut unit.",
      en: "Read by your institution only. Type @ to mention a unit.",
    },
    send: { id: "Simpan catatan", en: "Save the note" },
    said: { id: "Catatan disimpan", en: "Note saved" },
    units: { id: "Unit untuk disebut", en: "Units to mention" },
  },
  entrust: {
    take: { id: "Ambil untuk saya", en: "Take it myself" },
    give: { id: "Berikan kepada rekan", en: "Give it to a colleague" },
    to: { id: "Petugas", en: "Officer" },
    none: {
      id: "Tidak ada rekan lain yang menangani unit ini.",
      en: "No other colleague works on this unit.",
    },
    now: { id: "Sekarang ditangani {name}.", en: "{name} has it now." },
    nobody: { id: "Belum ada yang menangani.", en: "Nobody has it yet." },
  },
  tighten: {
    lead: {
      id: "Hanya dapat diperketat, tidak dapat dilonggarkan kembali.",
      en: "It can only be tightened; nothing takes it back.",
    },
    anonymous: {
      id: "Anonim: nama pelapor tidak diketahui instansi terlapor dan publik",
      en: "Anonymous: neither the accused institution nor the public learns the reporter's name",
    },
    secret: {
      id: "Rahasia: seluruh isi tidak terlihat oleh publik",
      en: "Secret: the public sees nothing of its content",
    },
    reason: { id: "Alasan (boleh kosong)", en: "Reason (may be empty)" },
    send: { id: "Perketat", en: "Tighten" },
    choose: { id: "Pilih salah satu.", en: "Choose one." },
  },
  maskForm: {
    lead: {
      id: "Pilih bagian yang tidak boleh dibaca publik. Aslinya tetap terbaca di dalam.",
      en: "Choose what the public is not to read. Inside, the original stays.",
    },
    select: {
      id: "Sorot kata-katanya di teks di bawah, lalu tekan Tambahkan.",
      en: "Mark the words in the text below, then press Add.",
    },
    which: { id: "Teks", en: "Text" },
    title: { id: "Judul", en: "Title" },
    add: { id: "Tambahkan yang disorot", en: "Add what is marked" },
    chosen: { id: "Akan disamarkan", en: "To be masked" },
    send: { id: "Samarkan", en: "Mask" },
    none: { id: "Belum ada yang dipilih.", en: "Nothing is chosen yet." },
  },
  erase: {
    lead: {
      id: "Menghapus kata-kata dan berkas laporan ini di semua instansi untuk selamanya. Tidak ada yang dapat mengembalikannya; yang tersisa hanya langkah-langkahnya.",
      en: "Removes words and files of this report at every institution for good. Nobody can bring them back; only its steps stay.",
    },
    what: { id: "Yang dihapus", en: "What is erased" },
    everything: {
      id: "Semua kata dan berkas sampai sekarang",
      en: "All words and files until now",
    },
    some: { id: "Hanya yang dipilih", en: "Only what is chosen" },
    reason: { id: "Dasar permintaan atau aturan", en: "The request or law it rests on" },
    confirm: {
      id: "Ketik nomor pelacakan {number} untuk menghapus",
      en: "Type the tracking number {number} to erase",
    },
    send: { id: "Hapus untuk selamanya", en: "Erase for good" },
  },
  exported: {
    lead: {
      id: "Satu berkas (tar) dengan semua langkah, kunci dan isi yang dapat diperiksa siapa pun dengan `simpul verify`. Pengambilan ini dicatat.",
      en: "One file (tar) with all steps, keys and contents that anybody can check with `simpul verify`. That you take it is written down.",
    },
    download: { id: "Unduh arsip", en: "Download the archive" },
    print: { id: "Cetak atau simpan PDF", en: "Print or save as PDF" },
  },
});
