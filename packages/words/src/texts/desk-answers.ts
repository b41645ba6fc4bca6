import { texts } from "../text.ts";

/** What who answers reads: editor, drafts, templates, review. */
export const deskAnswers = texts({
  // What was asked for, as a message says it.
  said: {
    accept: { id: "Diterima", en: "Accepted" },
    return: { id: "Dikembalikan ke pusat", en: "Returned to the hub" },
    assign: { id: "Didisposisikan ke {unit}", en: "Assigned to {unit}" },
    decline: { id: "Disposisi ditolak", en: "Assignment declined" },
    ask: { id: "Pertanyaan dikirim ke pelapor", en: "Question sent to the reporter" },
    extend: { id: "Tenggat diperpanjang", en: "Deadline extended" },
    respond: { id: "Jawaban dikirim", en: "Answer sent" },
  },
  giveUp: { id: "Batal", en: "Cancel" },
  sendKey: { id: "Ctrl+Enter mengirim, Esc menutup", en: "Ctrl+Enter sends, Esc closes" },
  needed: { id: "Isian ini wajib.", en: "This is needed." },
  reason: { id: "Alasan", en: "Reason" },
  acceptWhy: {
    id: "Laporan ini kewenangan kami. Setelah diterima, disposisikan ke unit kerja.",
    en: "This report is our authority. Once accepted, assign it to a unit.",
  },
  returnReason: {
    id: "Mengapa bukan kewenangan kami",
    en: "Why it is not our authority",
  },
  returnBasis: {
    id: "Dasar: tupoksi atau peraturan",
    en: "Basis: mandate or regulation",
  },
  returnBasisHint: {
    id: "Misalnya: Perda 3/2024 pasal 12, atau SK pembagian kewenangan jalan",
    en: "For example: the regulation or decree that divides the authority",
  },
  returnTo: {
    id: "Instansi yang menurut kami berwenang (bila tahu)",
    en: "The institution that we think is in charge (if known)",
  },
  findTenant: { id: "Cari instansi: nama atau kode", en: "Find an institution: name or code" },
  noTenant: { id: "Tidak ada instansi dengan nama itu.", en: "No institution of that name." },
  returnClock: {
    id: "Tenggat pelapor tetap berjalan. Pusat memutuskan setelah dua kali dikembalikan.",
    en: "The reporter's deadlines go on. After two returns the hub decides.",
  },
  unit: { id: "Unit kerja", en: "Unit" },
  units: { id: "Disarankan", en: "Suggested" },
  unitShare: { id: "{unit} ({share}%)", en: "{unit} ({share}%)" },
  unitPast: {
    id: "{past} laporan serupa pernah ditangani unit ini",
    en: "{past} similar {past:report was|reports were} handled by this unit",
  },
  findUnit: { id: "Cari unit kerja", en: "Find a unit" },
  supporting: { id: "Unit pendukung", en: "Supporting units" },
  assignNote: { id: "Catatan disposisi", en: "Note with the assignment" },
  declineReason: { id: "Mengapa bukan tugas unit ini", en: "Why it is not this unit's task" },
  declineTo: {
    id: "Unit yang menurut kami tepat (bila tahu)",
    en: "The unit that we think is right (if known)",
  },
  question: { id: "Pertanyaan kepada pelapor", en: "Question to the reporter" },
  askOnce: {
    id: "Tanyakan semuanya sekaligus. Pelapor membaca teks ini apa adanya.",
    en: "Ask everything at once. The reporter reads this text as it is.",
  },
  pause: {
    id: "Tenggat berhenti selama menunggu. Sisa waktu jeda: {left} dari {most} hari kerja.",
    en: "Deadlines pause while waiting. {left} of {most} working days of pause are left.",
  },
  pauseNone: {
    id: "Waktu jeda sudah habis: tenggat tetap berjalan selama menunggu jawaban.",
    en: "No days of pause are left: deadlines go on while you wait for the answer.",
  },
  extendReason: { id: "Mengapa perlu waktu lebih", en: "Why more time is needed" },
  extendTo: {
    id: "Tenggat tindak lanjut bergeser dari {from} ke {to}. Hanya satu kali.",
    en: "The follow-up moves from {from} to {to}. Only once.",
  },
  extendSame: {
    id: "Tenggat tindak lanjut tetap {to}: perpanjangan tidak menambah waktu.",
    en: "The follow-up stays at {to}: an extension adds no time.",
  },
  extendLate: {
    id: "Tanggal itu pun sudah lewat: laporan tetap terlambat.",
    en: "That day too has passed: the report stays late.",
  },
  provisional: { id: "sementara", en: "provisional" },

  kindOf: { id: "Jenis jawaban", en: "Kind of answer" },
  kindHint: {
    initial: {
      id: "Siapa yang menangani dan kapan mulai.",
      en: "Who handles it and when they start.",
    },
    interim: { id: "Apa yang sudah terjadi sejauh ini.", en: "What has happened so far." },
    plan: {
      id: "Apa yang akan dikerjakan dan paling lambat kapan.",
      en: "What will be done, and by when.",
    },
    done: {
      id: "Apa yang sudah dikerjakan, dengan bukti. Giliran instansi berakhir.",
      en: "What was done, with evidence. The institution's turn ends.",
    },
    refused: {
      id: "Mengapa tidak dapat dipenuhi, dengan dasar hukum. Giliran instansi berakhir.",
      en: "Why it cannot be done, with the law. The institution's turn ends.",
    },
  },
  planDate: { id: "Paling lambat selesai", en: "Done by" },
  basis: { id: "Dasar hukum", en: "Legal basis" },
  basisHint: { id: "Misalnya: UU 25/2009 pasal 20", en: "For example: Law 25/2009, article 20" },
  text: { id: "Jawaban untuk pelapor", en: "Answer to the reporter" },
  length: { id: "{count} dari 20.000 karakter", en: "{count} of 20,000 characters" },
  tooLong: {
    id: "Terlalu panjang: {count} dari 20.000 karakter",
    en: "Too long: {count} of 20,000 characters",
  },
  send: { id: "Kirim jawaban", en: "Send the answer" },
  noKinds: {
    id: "Jawaban belum dapat dikirim pada tahap ini.",
    en: "No answer can be sent at this stage.",
  },

  template: { id: "Pakai templat", en: "Use a template" },
  templateNone: { id: "Belum ada templat.", en: "There is no template yet." },
  templateLeft: {
    id: "Isi dulu bagian ini: {left}",
    en: "Fill these in first: {left}",
  },
  reporterName: { id: "Bapak/Ibu Pelapor", en: "Sir or Madam" },

  emptyTitle: { id: "Jawaban ini belum menjelaskan apa-apa", en: "This answer says nothing yet" },
  empty: {
    promise: {
      id: "“{phrase}” saja belum berarti bagi pelapor.",
      en: "“{phrase}” alone means nothing to the reporter.",
    },
    passedOn: {
      id: "“{phrase}”: meneruskan belum merupakan tindak lanjut.",
      en: "“{phrase}”: passing it on is not a follow-up.",
    },
    waiting: {
      id: "“{phrase}”: pelapor tidak tahu harus menunggu apa.",
      en: "“{phrase}”: the reporter does not know what to wait for.",
    },
    thanks: {
      id: "“{phrase}” adalah sapaan, bukan jawaban.",
      en: "“{phrase}” is a courtesy and no answer.",
    },
  },
  missing: { id: "Sebutkan: {what}.", en: "Say: {what}." },
  missingWho: { id: "siapa yang menangani", en: "who handles it" },
  missingWhat: { id: "apa yang dikerjakan", en: "what is done" },
  missingWhen: { id: "kapan", en: "when" },
  personalTitle: {
    id: "Ada data pribadi dalam jawaban",
    en: "There is personal data in the answer",
  },
  personal: {
    id: "Publik membacanya dihitamkan; pelapor membacanya utuh. Hapus bila tidak perlu.",
    en: "The public reads it blackened; the reporter reads all of it. Leave it out if it is not needed.",
  },

  preview: { id: "Yang dibaca publik", en: "What the public reads" },
  previewSecret: {
    id: "Laporan rahasia: publik tidak melihat teks ini, hanya pelapor.",
    en: "A secret report: the public does not see this text, only the reporter does.",
  },
  previewEmpty: { id: "Teks jawaban tampil di sini.", en: "The answer's text appears here." },
  previewFiles: {
    id: "{count} berkas terlampir, tidak tampil untuk publik",
    en: "{count} {count:file|files} attached, not shown to the public",
  },

  files: { id: "Bukti: foto atau dokumen", en: "Evidence: photos or documents" },
  addFiles: { id: "Tambah berkas", en: "Add files" },
  camera: { id: "Ambil foto", en: "Take a photo" },
  uploading: { id: "{percent}% terkirim", en: "{percent}% sent" },
  uploaded: { id: "terlampir", en: "attached" },
  uploadFailed: { id: "Gagal terkirim: {why}", en: "Not sent: {why}" },
  uploadAgain: { id: "Kirim lagi", en: "Send again" },
  uploadWaits: {
    id: "Tunggu sampai semua berkas terkirim.",
    en: "Wait until all files are sent.",
  },
  removeFile: { id: "Hapus {name}", en: "Remove {name}" },
  fileGone: {
    id: "{count} berkas dari draf ini sudah tidak tersedia. Lampirkan lagi.",
    en: "{count} {count:file of this draft is|files of this draft are} no longer there. Attach {count:it|them} again.",
  },
  fileOffline: { id: "jaringan terputus", en: "the network is gone" },
  fileTooLarge: { id: "lebih dari 25 MB", en: "more than 25 MB" },
  fileRefused: { id: "jenis berkas tidak diterima", en: "this kind of file is not taken" },
  fileUnknown: { id: "ditolak server", en: "the server refused it" },
  doneWithoutProof: {
    id: "Belum ada bukti terlampir. Foto sebelum dan sesudah meyakinkan pelapor.",
    en: "No evidence is attached. Photos of before and after convince the reporter.",
  },

  draft: { id: "Draf", en: "Draft" },
  drafts: {
    saved: { id: "Draf tersimpan", en: "Draft saved" },
    saving: { id: "Menyimpan draf…", en: "Saving the draft…" },
    local: {
      id: "Tersimpan di perangkat ini; dikirim begitu jaringan kembali",
      en: "Kept on this device; sent when the network is back",
    },
    tab: {
      id: "Belum tersimpan, dan peramban ini tidak mengizinkan penyimpanan: jangan tutup tab ini",
      en: "Not saved yet, and this browser lets nothing be kept: do not close this tab",
    },
    none: { id: "Draf tersimpan sendiri selagi Anda mengetik", en: "Drafts are saved as you type" },
    other: {
      id: "Draf ini juga diubah di perangkat lain",
      en: "This draft was changed on another device too",
    },
    otherWhy: {
      id: "Kedua teks disimpan. Pilih yang dipakai, atau gabungkan.",
      en: "Both texts are kept. Choose one, or put them together.",
    },
    theirs: { id: "Dari perangkat lain", en: "From the other device" },
    keepMine: { id: "Pakai teks di sini", en: "Use the text here" },
    takeTheirs: { id: "Pakai teks dari sana", en: "Use the text from there" },
    join: { id: "Gabungkan keduanya", en: "Put both together" },
    discard: { id: "Buang draf", en: "Discard the draft" },
    discarded: { id: "Draf dibuang", en: "Draft discarded" },
    bringBack: { id: "Kembalikan", en: "Bring it back" },
  },

  onBehalf: {
    id: "Catat jawaban tertulis sebuah unit",
    en: "Record a unit's answer on paper",
  },
  onBehalfWhy: {
    id: "Untuk unit yang bekerja dengan surat. Tercatat: dijawab atas nama unit itu, dengan pindaian.",
    en: "For a unit that works by paper. Recorded as answered on its behalf, with the scan.",
  },
  behalfUnit: { id: "Unit yang menjawab", en: "The unit that answered" },
  behalfDated: { id: "Tanggal pada surat", en: "Date on the paper" },
  behalfScan: { id: "Pindaian surat", en: "Scan of the paper" },
  behalfScanNeeded: { id: "Lampirkan pindaian surat.", en: "Attach the scan of the paper." },
  behalfNote: {
    id: "Dijawab atas nama {unit}, surat tertanggal {date}; pindaian adalah berkas pertama.",
    en: "Answered on behalf of {unit}, paper dated {date}; the scan is the first file.",
  },

  // The second person.
  reviewAsk: { id: "Minta ditinjau", en: "Ask for a review" },
  reviewNote: { id: "Pesan untuk peninjau", en: "Message to the reviewer" },
  reviewWhy: {
    id: "Di instansi ini jawaban akhir ditinjau orang kedua sebelum dikirim.",
    en: "At this institution a second person looks at final answers before they are sent.",
  },
  reviewWaits: {
    id: "Menunggu ditinjau sejak {at}.",
    en: "Waits for a review since {at}.",
  },
  reviewApproved: {
    id: "Disetujui oleh {by}. Kirim teks ini tanpa diubah.",
    en: "Approved by {by}. Send this text unchanged.",
  },
  reviewChanged: {
    id: "Teks sudah berbeda dari yang ditinjau: minta ditinjau lagi, atau kembalikan teks yang ditinjau.",
    en: "The text differs from what was reviewed: ask again, or bring the reviewed text back.",
  },
  reviewRestore: { id: "Kembalikan teks yang ditinjau", en: "Bring the reviewed text back" },
  reviewSentBack: { id: "Dikembalikan oleh {by}", en: "Sent back by {by}" },
  reviewAsked: { id: "Peninjauan diminta", en: "Review asked for" },
  reviewWithdraw: { id: "Tarik permintaan", en: "Take the request back" },
  reviewList: { id: "Menunggu tinjauan Anda", en: "Waiting for your review" },
  reviewOwn: { id: "Jawaban Anda", en: "Your answers" },
  reviewNothing: {
    id: "Tidak ada jawaban yang menunggu tinjauan Anda.",
    en: "No answer waits for your review.",
  },
  reviewNothingOwn: {
    id: "Anda belum meminta peninjauan. Tombolnya ada di bawah jawaban akhir sebuah laporan.",
    en: "You have not asked for a review. The button is below a report's final answer.",
  },
  reviewBy: { id: "dari {author}, {at}", en: "by {author}, {at}" },
  reviewApprove: { id: "Setujui", en: "Approve" },
  reviewSendBack: { id: "Kembalikan", en: "Send back" },
  reviewReason: { id: "Yang perlu diperbaiki", en: "What has to change" },
  reviewState: {
    waiting: { id: "menunggu", en: "waiting" },
    approved: { id: "disetujui", en: "approved" },
    sentBack: { id: "dikembalikan", en: "sent back" },
    withdrawn: { id: "ditarik", en: "taken back" },
    published: { id: "terkirim", en: "sent" },
  },
  reviewSecret: {
    id: "Jawaban atas laporan rahasia: masuk sekali lagi untuk membacanya.",
    en: "The answer to a secret report: sign in once more to read it.",
  },
  reviewOpen: { id: "Buka laporan", en: "Open the report" },
  reviewClose: { id: "Kembali ke daftar", en: "Back to the list" },

  // In the settings.
  templates: { id: "Templat jawaban", en: "Answer templates" },
  templatesWhy: {
    id: "Teks awal untuk semua petugas instansi ini. Nama pelapor tidak pernah dimasukkan.",
    en: "Texts to begin with, for all officers of this institution. Who reported is never put in.",
  },
  templatesEmpty: {
    id: "Belum ada templat. Tambahkan teks yang sering dipakai.",
    en: "No template yet. Add a text that is used often.",
  },
  templateAdd: { id: "Tambah templat", en: "Add a template" },
  templateName: { id: "Nama", en: "Name" },
  templateKind: { id: "Untuk jenis jawaban", en: "For which kind of answer" },
  templateAnyKind: { id: "semua jenis", en: "any kind" },
  templateText: { id: "Teks", en: "Text" },
  templateFields: {
    id: "Diisi sendiri dari laporan: {fields}",
    en: "Filled in from the report: {fields}",
  },
  templateSave: { id: "Simpan templat", en: "Save the template" },
  templateEdit: { id: "Ubah {name}", en: "Edit {name}" },
  templateRemove: { id: "Hapus {name}", en: "Remove {name}" },
  templateRemoved: { id: "Templat “{name}” dihapus.", en: "The template “{name}” was removed." },
  reviewSetting: { id: "Tinjau jawaban akhir", en: "Review final answers" },
  reviewSettingWhy: {
    id: "Jawaban “sudah dikerjakan” dan “tidak dapat dipenuhi” dari pejabat penghubung ditinjau kepala unit atau admin instansi sebelum dikirim. Sistem yang tersambung dengan kunci mesin tidak ditahan.",
    en: "What liaisons answer as “done” or “refused” is reviewed by the unit's head or an administrator before it is sent. Systems connected by a machine key are not held back.",
  },

  // On paper.
  sheet: { id: "Lembar disposisi", en: "Disposition sheet" },
  sheetOpen: { id: "Cetak lembar disposisi", en: "Print the disposition sheet" },
  sheetPrint: { id: "Cetak", en: "Print" },
  sheetBack: { id: "Kembali ke laporan", en: "Back to the report" },
  sheetReceived: { id: "Diterima", en: "Received" },
  sheetClass: { id: "Jenis dan kategori", en: "Class and category" },
  sheetPlace: { id: "Lokasi", en: "Place" },
  sheetUrgency: { id: "Urgensi", en: "Urgency" },
  sheetSummary: { id: "Ringkasan", en: "Summary" },
  sheetSecret: {
    id: "Laporan rahasia: isi tidak dicetak. Buka laporan di meja kerja dengan kode di atas.",
    en: "A secret report: its words are not printed. Open it at the desk by the code above.",
  },
  sheetCut: { id: "… (selengkapnya di meja kerja)", en: "… (the rest is at the desk)" },
  sheetDeadlines: { id: "Tenggat", en: "Deadlines" },
  sheetFrom: { id: "Dari", en: "From" },
  sheetTo: { id: "Kepada", en: "To" },
  sheetSupporting: { id: "Pendukung", en: "Supporting" },
  sheetNote: { id: "Isi disposisi", en: "Instruction" },
  sheetNotAssigned: { id: "belum didisposisikan", en: "not assigned yet" },
  sheetReceivedBy: { id: "Diterima oleh", en: "Received by" },
  sheetAssignedBy: { id: "Yang mendisposisikan", en: "Assigned by" },
  sheetSignature: { id: "Nama, tanggal, tanda tangan", en: "Name, date, signature" },
  sheetPrinted: { id: "Dicetak {at}", en: "Printed {at}" },
  sheetScan: { id: "Pindai untuk membuka laporan", en: "Scan to open the report" },
});
