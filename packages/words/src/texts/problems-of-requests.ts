import { texts } from "../text.ts";

/** What can be wrong with any request. `detail` always says what to do next. */
export const problemsOfRequests = texts({
  malformedBody: {
    title: { id: "Isi permintaan tidak dapat dibaca", en: "The body cannot be read" },
    detail: { id: "Kirim JSON yang sah dalam UTF-8.", en: "Send valid JSON in UTF-8." },
  },
  invalidBody: {
    title: { id: "Ada isian yang belum benar", en: "Some fields are not right" },
    detail: {
      id: "Perbaiki isian yang disebut, lalu kirim lagi. Belum ada yang disimpan.",
      en: "Correct the fields named and send again. Nothing has been stored.",
    },
  },
  unknownField: {
    title: { id: "Isian tidak dikenal", en: "Unknown field" },
    detail: {
      id: "Hapus isian {name} atau periksa ejaannya.",
      en: "Remove the field {name} or check its spelling.",
    },
  },
  missingField: {
    title: { id: "Isian wajib kosong", en: "A required field is missing" },
    detail: { id: "Lengkapi isian {name}.", en: "Supply the field {name}." },
  },
  invalidField: {
    title: { id: "Isian tidak sesuai", en: "A field is not right" },
    detail: {
      id: "Periksa isi {name}: jenis, bentuk, atau panjangnya tidak sesuai.",
      en: "Check {name}: its type, its form or its length is not right.",
    },
  },
  invalidQuery: {
    title: { id: "Parameter alamat tidak sesuai", en: "A query parameter is not right" },
    detail: {
      id: "Perbaiki atau hapus parameter yang disebut.",
      en: "Correct or remove the parameter named.",
    },
  },
  tooDeep: {
    title: { id: "Isi permintaan terlalu bertingkat", en: "The body is nested too deeply" },
    detail: {
      id: "Kirim JSON dengan tingkat yang lebih sedikit.",
      en: "Send JSON with fewer levels.",
    },
  },
  tooLarge: {
    title: { id: "Isi permintaan terlalu besar", en: "The body is too large" },
    detail: {
      id: "Batasnya {limit}. Kirim yang lebih kecil.",
      en: "The limit is {limit}. Send less.",
    },
  },
  unsupportedMediaType: {
    title: { id: "Jenis isi tidak didukung", en: "Media type not supported" },
    detail: { id: "Kirim sebagai {expected}.", en: "Send it as {expected}." },
  },
  invalidText: {
    title: { id: "Teks tidak dapat disimpan", en: "The text cannot be stored" },
    detail: {
      id: "Teks harus 1 sampai 20.000 karakter UTF-8 yang sah, tanpa karakter NUL.",
      en: "Text must be 1 to 20 000 characters of valid UTF-8, without NUL.",
    },
  },
  invalidCursor: {
    title: { id: "Penanda halaman tidak berlaku", en: "The cursor is not valid" },
    detail: { id: "Mulai lagi dari halaman pertama.", en: "Start again from the first page." },
  },
  methodNotAllowed: {
    title: { id: "Cara permintaan tidak didukung", en: "Method not allowed" },
    detail: { id: "Gunakan {allowed}.", en: "Use {allowed}." },
  },
  unauthenticated: {
    title: { id: "Belum masuk", en: "Not signed in" },
    detail: {
      id: "Masuk atau kirim kunci API yang berlaku.",
      en: "Sign in, or send a valid API key.",
    },
  },
  forbidden: {
    title: { id: "Tidak diizinkan", en: "Not allowed" },
    detail: {
      id: "Peran Anda tidak mencakup tindakan ini. Hubungi admin instansi Anda.",
      en: "Your role does not include this act. Ask your institution's admin.",
    },
  },
  missingScope: {
    title: { id: "Kunci API tidak mencakup ini", en: "The API key does not cover this" },
    detail: {
      id: "Gunakan kunci dengan cakupan {scope}.",
      en: "Use a key with the scope {scope}.",
    },
  },
  notFound: {
    title: { id: "Tidak ditemukan", en: "Not found" },
    detail: { id: "Periksa alamat atau nomornya.", en: "Check the address or the number." },
  },
  trackingIdMistyped: {
    title: { id: "Nomor pelacakan salah ketik", en: "The tracking number is mistyped" },
    detail: {
      id: "Nomornya terdiri dari 13 huruf dan angka, misalnya 7K3M-92QX-4TVB-X. Periksa lagi.",
      en: "It has 13 letters and digits, such as 7K3M-92QX-4TVB-X. Please check it.",
    },
  },
  trackingIdUnknown: {
    title: { id: "Nomor pelacakan tidak dikenal", en: "Unknown tracking number" },
    detail: {
      id: "Tidak ada laporan dengan nomor itu di sini. Laporan baru dari kanal daerah dapat muncul kemudian.",
      en: "No report here has that number. A new one from a regional channel may appear later.",
    },
  },
  wrongCode: {
    title: { id: "Kode tidak cocok", en: "The code does not match" },
    detail: {
      id: "Periksa kode, atau minta kode baru.",
      en: "Check the code, or ask for a new one.",
    },
  },
  versionConflict: {
    title: { id: "Laporan sudah berubah", en: "The report has changed" },
    detail: {
      id: "Orang lain mengubahnya lebih dulu. Muat ulang, lalu coba lagi.",
      en: "Somebody changed it before you. Reload it and try again.",
    },
  },
  busy: {
    title: { id: "Laporan sedang diubah orang lain", en: "Others are changing the report" },
    detail: { id: "Coba lagi sebentar lagi.", en: "Please try again shortly." },
  },
  idempotencyKeyInvalid: {
    title: { id: "Kunci pengulangan tidak sesuai", en: "The idempotency key is not right" },
    detail: {
      id: "Gunakan 1 sampai 255 karakter ASCII yang dapat dicetak.",
      en: "Use 1 to 255 printable ASCII characters.",
    },
  },
  idempotencyMismatch: {
    title: { id: "Kunci pengulangan sudah dipakai", en: "The idempotency key is taken" },
    detail: {
      id: "Kunci itu milik permintaan dengan isi lain. Gunakan kunci baru.",
      en: "That key belongs to a request with another body. Use a new key.",
    },
  },
  idempotencyRunning: {
    title: { id: "Permintaan yang sama sedang diproses", en: "The same request is running" },
    detail: { id: "Tunggu sebentar, lalu coba lagi.", en: "Wait a moment and try again." },
  },
  deliveryMismatch: {
    title: { id: "Pengiriman bertentangan", en: "The delivery contradicts an earlier one" },
    detail: {
      id: "Nomor yang sama sudah diterima dengan isi lain. Kirim dengan nomor baru.",
      en: "The same id arrived before with other contents. Send it under a new id.",
    },
  },
  badWebhookSignature: {
    title: { id: "Tanda tangan tidak sah", en: "The signature is not valid" },
    detail: {
      id: "Periksa rahasia kanal dan tanda tangani isi mentahnya.",
      en: "Check the channel's secret, and sign the raw body.",
    },
  },
  staleTimestamp: {
    title: { id: "Waktu pengiriman tidak berlaku", en: "The timestamp is not valid" },
    detail: {
      id: "Selisihnya lebih dari 5 menit. Cocokkan jam pengirim.",
      en: "It is off by more than 5 minutes. Set the sender's clock.",
    },
  },
  attachmentRefused: {
    title: { id: "Lampiran tidak diterima", en: "The attachment is refused" },
    detail: {
      id: "Kirim foto, video, atau dokumen PDF, paling besar 25 MB.",
      en: "Send a photo, a video or a PDF document of at most 25 MB.",
    },
  },
  attachmentUnknown: {
    title: { id: "Lampiran tidak dikenal", en: "Unknown attachment" },
    detail: {
      id: "Unggah berkasnya dengan kunci yang sama, lalu kirim nomornya.",
      en: "Upload the file with the same key, then send its id.",
    },
  },
  reviewNeeded: {
    title: { id: "Jawaban belum disetujui", en: "The answer is not approved yet" },
    detail: {
      id: "Di instansi ini jawaban akhir ditinjau dahulu. Mintalah peninjauan; teks yang sama persis dapat dikirim setelah disetujui.",
      en: "At this institution final answers are reviewed first. Ask for a review; the very same text can be sent once it is approved.",
    },
  },
  ownAnswer: {
    title: { id: "Jawaban Anda sendiri", en: "Your own answer" },
    detail: {
      id: "Jawaban ditinjau oleh orang lain, bukan oleh penulisnya.",
      en: "An answer is reviewed by somebody else than its author.",
    },
  },
  templateKnown: {
    title: { id: "Nama templat sudah dipakai", en: "A template has this name" },
    detail: { id: "Pilih nama lain.", en: "Choose another name." },
  },
  tooManyTemplates: {
    title: { id: "Terlalu banyak templat", en: "Too many templates" },
    detail: {
      id: "Hapus templat yang tidak dipakai lagi.",
      en: "Remove templates that nobody uses any more.",
    },
  },
  dateMissing: {
    title: { id: "Tanggal belum diisi", en: "The date is missing" },
    detail: {
      id: "Sebutkan tanggal rencana penyelesaian.",
      en: "Give the date by which the plan promises it.",
    },
  },
  basisMissing: {
    title: { id: "Dasar hukum belum diisi", en: "The legal basis is missing" },
    detail: {
      id: "Sebutkan dasar hukum penolakan.",
      en: "Name the law on which the refusal rests.",
    },
  },
  senderBlocked: {
    title: {
      id: "Laporan dari pengirim ini untuk sementara tidak diterima",
      en: "Reports from this sender are not taken for now",
    },
    detail: {
      id: "Alasan: {reason}. Berlaku sampai {until}. Jika ada yang terancam, telepon 112 atau polisi 110. Laporan lisan atau surat tetap diterima di kantor instansi, dan dugaan pelanggaran tetap dapat dilaporkan tanpa nama.",
      en: "Reason: {reason}. It ends {until}. If somebody is in danger, call 112, or the police at 110. The institution's office still takes what you say or write there, and wrongdoing can still be reported without a name.",
    },
  },
  accessRefused: {
    title: { id: "Kode atau rahasia tidak diterima", en: "The code or secret was not accepted" },
    detail: {
      id: "Periksa angkanya. Kode berlaku 10 menit dan sekali pakai; minta kode baru jika perlu.",
      en: "Check the digits. A code is good for 10 minutes and once; ask for a new one if need be.",
    },
  },
  accessBusy: {
    title: { id: "Sedang terlalu ramai", en: "Too busy just now" },
    detail: {
      id: "Tunggu beberapa detik, lalu coba lagi. Kode atau rahasia Anda tetap berlaku.",
      en: "Wait a few seconds and try again. Your code or secret is still good.",
    },
  },
  sessionEnded: {
    title: { id: "Sesi pelapor sudah berakhir", en: "The reporter's session has ended" },
    detail: {
      id: "Buka lagi laporan Anda dengan kode baru atau rahasia Anda.",
      en: "Open your report again with a new code or your secret.",
    },
  },
  secretTaken: {
    title: { id: "Rahasia sudah pernah diberikan", en: "The secret was given before" },
    detail: {
      id: "Rahasia sebuah laporan hanya diperlihatkan satu kali dan tidak dapat diganti.",
      en: "The secret of a report is shown once and cannot be replaced.",
    },
  },
  noContact: {
    title: {
      id: "Pengirim tidak dapat dikenali lagi",
      en: "The sender cannot be recognised again",
    },
    detail: {
      id: "Laporan ini tidak memuat nomor telepon atau alamat surel.",
      en: "The report came without a telephone number or mail address.",
    },
  },
  bodyTimeout: {
    title: { id: "Isi permintaan terlalu lambat datang", en: "The body came too slowly" },
    detail: {
      id: "Periksa sambungan, lalu kirim lagi.",
      en: "Check the connection and send it again.",
    },
  },
  viewNamed: {
    title: { id: "Nama tampilan sudah dipakai", en: "A view of this name is there already" },
    detail: {
      id: "Pilih nama lain, atau hapus tampilan yang lama.",
      en: "Choose another name, or remove the one that is there.",
    },
  },
  tooManyViews: {
    title: { id: "Tampilan tersimpan sudah penuh", en: "No more views can be kept" },
    detail: {
      id: "Hapus tampilan yang tidak dipakai lagi, lalu simpan yang baru.",
      en: "Remove one that you no longer use, then keep the new one.",
    },
  },
  tooManyRequests: {
    title: { id: "Terlalu banyak permintaan", en: "Too many requests" },
    detail: {
      id: "Coba lagi dalam {seconds} detik.",
      en: "Try again in {seconds} {seconds:second|seconds}.",
    },
  },
  unavailable: {
    title: { id: "Sedang tidak tersedia", en: "Not available now" },
    detail: { id: "Coba lagi sebentar lagi.", en: "Please try again shortly." },
  },
  internal: {
    title: { id: "Terjadi kesalahan di pihak kami", en: "Something went wrong on our side" },
    detail: {
      id: "Coba lagi. Jika tetap gagal, sampaikan nomor {trace} kepada kami.",
      en: "Please try again. If it keeps failing, tell us the number {trace}.",
    },
  },
});
