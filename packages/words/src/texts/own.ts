import { texts } from "../text.ts";

/** The pages on which a reporter without an account meets their own report. */
export const own = texts({
  link: { id: "Saya pelapornya", en: "I am the reporter" },
  linkHelp: {
    id: "Balas pertanyaan, nilai jawaban, atau ajukan keberatan dengan kode sekali pakai.",
    en: "Answer questions, rate the answer or object to it, with a one-time code.",
  },
  back: { id: "Lihat halaman umum laporan", en: "See the report's public page" },
  access: {
    title: { id: "Masuk sebagai pelapor", en: "Go on as the reporter" },
    lead: {
      id: "Tanpa akun. Setelah masuk Anda dapat membaca laporan Anda dan membalas.",
      en: "No account needed. You can then read your report and answer.",
    },
    codeTitle: { id: "Minta kode", en: "Ask for a code" },
    codeHelp: {
      id: "Kami mengirim kode 8 angka ke alamat yang Anda berikan saat melapor. Kode berlaku 10 menit.",
      en: "We send a code of 8 digits to the address you gave with the report. It is good for 10 minutes.",
    },
    codeButton: { id: "Kirim kode", en: "Send the code" },
    asked: {
      id: "Jika laporan ini memiliki alamat kontak, kode sudah dikirim. Periksa juga folder spam. Paling banyak tiga kode dalam satu jam.",
      en: "If there is a contact for this report, the code is on its way. Look into the spam folder too. Three codes an hour at most.",
    },
    openTitle: { id: "Masukkan kode atau rahasia", en: "Enter the code or the secret" },
    label: { id: "Kode atau rahasia", en: "Code or secret" },
    hint: {
      id: "Kode 8 angka dari pesan kami, atau rahasia 16 angka yang Anda terima saat melapor tanpa kontak.",
      en: "The 8 digits from our message, or the 16 digits you were given when you reported without a contact.",
    },
    openButton: { id: "Masuk", en: "Continue" },
    empty: { id: "Isi kode atau rahasia.", en: "Enter the code or the secret." },
    shape: {
      id: "Kode terdiri dari 8 angka, rahasia dari 16 angka.",
      en: "A code has 8 digits, a secret has 16.",
    },
    never: {
      id: "Tidak ada petugas yang akan meminta kode atau rahasia Anda. Kontak pelapor tidak dapat diganti lewat telepon atau surat.",
      en: "No officer will ever ask for your code or secret. A reporter's contact cannot be changed by telephone or letter.",
    },
  },
  page: {
    title: { id: "Laporan Anda {trackingId}", en: "Your report {trackingId}" },
    heading: { id: "Laporan Anda", en: "Your report" },
    signedIn: {
      id: "Halaman ini hanya untuk Anda. Tutup setelah selesai, terutama di komputer bersama.",
      en: "This page is for you alone. Close it when you are done, above all on a shared computer.",
    },
    signOut: { id: "Tutup halaman pelapor", en: "Close the reporter's page" },
    wrote: { id: "Yang Anda tulis", en: "What you wrote" },
    messages: { id: "Percakapan dan riwayat", en: "Messages and history" },
    you: { id: "Anda", en: "you" },
    acts: { id: "Yang dapat Anda lakukan", en: "What you can do" },
    more: { id: "Tindakan lain", en: "Other things" },
    done: { id: "Tersimpan. Terima kasih.", en: "Saved. Thank you." },
    problem: { id: "Ada yang perlu diperiksa", en: "Something needs checking" },
    optional: { id: "boleh dikosongkan", en: "optional" },
  },
  step: {
    asked: { id: "Pertanyaan untuk Anda", en: "A question for you" },
    held: { id: "Keterangan Anda diperlukan", en: "Your details are needed" },
    supplied: { id: "Anda melengkapi laporan", en: "You added details" },
    replied: { id: "Anda membalas", en: "You answered" },
    confirmed: { id: "Anda menyatakan selesai", en: "You said that it is settled" },
    objected: { id: "Anda mengajukan keberatan", en: "You objected" },
    rated: { id: "Anda memberi nilai", en: "You gave a rating" },
    withdrawn: { id: "Anda mencabut laporan", en: "You withdrew the report" },
    consented: {
      id: "Anda menjawab permintaan persetujuan",
      en: "You answered about your consent",
    },
  },
  supply: {
    title: { id: "Lengkapi laporan", en: "Add what is missing" },
    label: { id: "Keterangan Anda", en: "Your details" },
    button: { id: "Kirim keterangan", en: "Send the details" },
  },
  reply: {
    title: { id: "Tulis pesan", en: "Write a message" },
    label: { id: "Pesan Anda", en: "Your message" },
    button: { id: "Kirim pesan", en: "Send the message" },
  },
  confirm: {
    title: { id: "Masalah sudah selesai", en: "The matter is settled" },
    label: { id: "Catatan", en: "A remark" },
    button: { id: "Nyatakan selesai", en: "Say that it is settled" },
  },
  object: {
    title: { id: "Ajukan keberatan", en: "Object to the answer" },
    label: {
      id: "Mengapa jawaban ini belum menyelesaikan masalah?",
      en: "Why does the answer not settle it?",
    },
    button: { id: "Kirim keberatan", en: "Send the objection" },
  },
  rate: {
    title: { id: "Nilai jawaban", en: "Rate the answer" },
    label: { id: "Komentar", en: "A comment" },
    legend: { id: "Nilai dari 1 (buruk) sampai 5 (baik)", en: "From 1 (bad) to 5 (good)" },
    button: { id: "Kirim nilai", en: "Send the rating" },
  },
  withdraw: {
    title: { id: "Cabut laporan", en: "Withdraw the report" },
    label: { id: "Alasan", en: "The reason" },
    button: { id: "Cabut laporan", en: "Withdraw the report" },
  },
  consent: {
    title: { id: "Persetujuan untuk Ombudsman", en: "Consent for the Ombudsman" },
    wording: {
      id: "Jika laporan ini diserahkan ke Ombudsman Republik Indonesia, bolehkah nama dan kontak saya ikut diserahkan? Tanpa persetujuan, Ombudsman menerima laporan tanpa identitas saya. Persetujuan dapat dicabut.",
      en: "If this report is handed to the Ombudsman of the Republic of Indonesia, may my name and contact go with it? Without consent the Ombudsman receives the report without my identity. Consent can be taken back.",
    },
    yes: { id: "Ya, saya setuju", en: "Yes, I agree" },
    no: { id: "Tidak", en: "No" },
    button: { id: "Simpan jawaban", en: "Save the answer" },
  },
  missing: {
    text: { id: "Tulis sesuatu lebih dulu.", en: "Write something first." },
    long: { id: "Paling banyak 20.000 huruf.", en: "20,000 characters at most." },
    choice: { id: "Pilih salah satu.", en: "Choose one." },
  },
  ended: {
    id: "Sesi Anda sudah berakhir demi keamanan. Masuk lagi dengan kode baru atau rahasia Anda.",
    en: "Your session has ended, to keep you safe. Go on with a new code or your secret.",
  },
});
