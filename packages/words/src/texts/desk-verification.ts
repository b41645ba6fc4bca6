import { texts } from "../text.ts";

const fields = texts({
  category: { id: "Kategori", en: "Category" },
  class: { id: "Jenis laporan", en: "Class" },
  title: { id: "Judul untuk publik", en: "Title for the public" },
  area: { id: "Wilayah", en: "Area" },
  address: { id: "Alamat atau patokan", en: "Address or landmark" },
  point: { id: "Koordinat", en: "Coordinates" },
  roadStatus: { id: "Status jalan", en: "Whose road" },
  urgency: { id: "Urgensi", en: "Urgency" },
  maladministration: { id: "Dugaan maladministrasi", en: "Suspected maladministration" },
  accusedTenant: { id: "Instansi terlapor", en: "Accused institution" },
  accusedUnit: { id: "Unit terlapor", en: "Accused unit" },
  accusedOffice: { id: "Jabatan terlapor", en: "Accused office" },
});

/** What the verifier's forms say. Phrases under `hold` and `archive` are written to reporters, who read Indonesian. */
export const deskVerification = texts({
  title: { id: "Verifikasi", en: "Verification" },
  field: fields,
  titleHint: {
    id: "Tanpa nama orang, nomor telepon, dan data pribadi lain",
    en: "Without anybody's name, phone number or other personal data",
  },
  areaHint: { id: "Ketik nama desa, kecamatan, atau kota", en: "Type a village, district or city" },
  pointHint: {
    id: "Lintang, bujur: -1.2379, 116.8529",
    en: "Latitude, longitude: -1.2379, 116.8529",
  },
  pointWrong: {
    id: "Tulis lintang lalu bujur dalam derajat, misalnya -1.2379, 116.8529",
    en: "Write latitude, then longitude in degrees, such as -1.2379, 116.8529",
  },
  titleLong: { id: "Paling banyak 500 karakter", en: "500 characters at most" },
  likely: { id: "Kemungkinan besar", en: "Likely" },
  general: { id: "{name} (umum)", en: "{name} (in general)" },
  noCategory: { id: "Tidak ada kategori dengan nama itu", en: "There is no category of that name" },
  supervisory: {
    id: "Pengaduan berkadar pengawasan (menyangkut pelaksanaan tugas aparatur)",
    en: "Supervisory complaint (about how officials do their duty)",
  },
  place: { id: "Tempat kejadian", en: "Where it is" },
  accused: { id: "Terlapor", en: "Who is accused" },
  accusedNone: { id: "Tidak disebut", en: "Not named" },
  accusedNeeds: {
    id: "Sebut instansinya: itu menentukan siapa yang memeriksa",
    en: "Name the institution: it decides who examines",
  },
  whistleblowing: {
    id: "Laporan ini menjadi rahasia dan hanya terbaca oleh pemeriksa. Setelah disimpan, ia hilang dari antrean Anda.",
    en: "This report becomes secret and only examiners read it. Once kept, it is gone from your queue.",
  },
  complete: {
    id: "Berkas lengkap: siapa, apa, di mana, dan kapan sudah jelas",
    en: "The file is complete: who, what, where and when are clear",
  },
  lacks: { id: "Belum lengkap: {fields}", en: "Still to fill in: {fields}" },
  refusedHere: { id: "Tidak diterima. Periksa isian ini.", en: "Not taken. Check this field." },
  changed: {
    id: "Laporan ini berubah sejak formulir dibuka. Lihat isinya sekali lagi sebelum mengirim.",
    en: "This report changed since the form was opened. Look at it once more before you send.",
  },
  personal: {
    id: "Judul dibaca publik, dan memuat {kinds}.",
    en: "The public reads the title, and it holds a {kinds}.",
  },
  mask: { id: "Samarkan", en: "Mask" },
  said: {
    verify: { id: "Diverifikasi", en: "Verified" },
    correct: { id: "Dikoreksi", en: "Corrected" },
    hold: { id: "Ditunda", en: "Held" },
    archive: { id: "Diarsipkan", en: "Archived" },
    split: { id: "Dipisahkan", en: "Split" },
    supply: { id: "Dilengkapi", en: "Supplied" },
  },
  correct: {
    nothing: { id: "Belum ada yang diubah", en: "Nothing is changed yet" },
    send: { id: "Simpan koreksi", en: "Keep the correction" },
  },
  hold: {
    label: { id: "Pertanyaan kepada pelapor", en: "Question to the reporter" },
    hint: {
      id: "Pelapor membacanya seperti tertulis. Tenggat berhenti sampai ia menjawab.",
      en: "The reporter reads it as written. The clocks pause until they answer.",
    },
    lacks: { id: "Yang belum jelas", en: "What is not clear" },
    use: { id: "Pakai kalimat ini", en: "Use this phrase" },
    send: { id: "Tanyakan dan tunda", en: "Ask and hold" },
    missing: {
      who: { id: "siapa yang terlibat", en: "who is involved" },
      what: { id: "apa yang terjadi", en: "what happened" },
      where: { id: "di mana tempatnya", en: "where it is" },
      when: { id: "kapan terjadinya", en: "when it happened" },
    },
    question: {
      who: {
        id: "Siapa atau instansi mana yang terlibat?",
        en: "Who, or which institution, is involved?",
      },
      what: {
        id: "Apa yang terjadi, dan apa yang Anda harapkan?",
        en: "What happened, and what do you hope for?",
      },
      where: {
        id: "Di mana tepatnya (nama jalan, desa/kelurahan, patokan terdekat)?",
        en: "Where exactly (street, village, nearest landmark)?",
      },
      when: {
        id: "Kapan terjadinya (tanggal, atau sejak kapan)?",
        en: "When did it happen (date, or since when)?",
      },
    },
    phrase: {
      short: {
        id: "Terima kasih atas laporan Anda. Agar dapat ditindaklanjuti, mohon beri tahu kami {things}.",
        en: "Thank you for your report. So that it can be acted upon, please tell us {things}.",
      },
      long: {
        id: "Terima kasih atas laporan Anda. Kami memerlukan keterangan berikut agar laporan ini dapat diteruskan:\n{lines}\nFoto atau dokumen akan sangat membantu.",
        en: "Thank you for your report. We need the following before it can be forwarded:\n{lines}\nPhotos or documents will help a great deal.",
      },
    },
  },
  archive: {
    reason: { id: "Alasan", en: "Reason" },
    reasonHint: {
      id: "Pelapor membaca alasan ini. Laporan berakhir di sini.",
      en: "The reporter reads this reason. The report ends here.",
    },
    duplicateOf: { id: "Nomor laporan utama", en: "Tracking number of the main report" },
    duplicateHint: {
      id: "Pelapor ikut menerima jawaban laporan itu. “Gabungkan” menunjukkan laporan yang mirip.",
      en: "The reporter receives that report's answers too. “Merge” shows reports that are alike.",
    },
    note: { id: "Penjelasan untuk pelapor", en: "Explanation to the reporter" },
    noteHint: { id: "Ke mana pelapor dapat mengadu", en: "Where the reporter may turn" },
    advise: { id: "Pakai saran rujukan", en: "Use the advice where to turn" },
    send: { id: "Arsipkan", en: "Archive" },
    lacks: { id: "Pilih alasan", en: "Choose a reason" },
    lacksMain: { id: "Isi nomor laporan utama", en: "Fill in the main report's number" },
    advice: {
      outsideGovernment: {
        id: "Perkara ini bukan kewenangan instansi pemerintah. Untuk sengketa dengan pelaku usaha, Anda dapat menghubungi Badan Penyelesaian Sengketa Konsumen (BPSK) atau lembaga perlindungan konsumen di daerah Anda.",
        en: "No government institution has authority over this matter. In a dispute with a business you may turn to the consumer dispute body (BPSK) or a consumer protection organisation near you.",
      },
      otherForum: {
        id: "Perkara ini kewenangan pengadilan, kepolisian, atau lembaga legislatif. Untuk dugaan tindak pidana, laporkan ke kantor polisi terdekat; untuk perkara yang sedang disidangkan, sampaikan melalui pengadilan yang memeriksanya.",
        en: "This is a matter for the courts, the police or the legislature. Report a suspected crime to the nearest police station; of a case that is being heard, speak to the court that hears it.",
      },
      tooVague: {
        id: "Keterangan yang ada belum cukup untuk ditindaklanjuti. Anda dapat melapor lagi dengan menyebut siapa, apa, di mana, dan kapan.",
        en: "What was said is not enough to act upon. You may report again and say who, what, where and when.",
      },
    },
  },
  split: {
    effect: {
      id: "Setiap bagian menjadi laporan terverifikasi dengan nomor sendiri; pelapor melihat semuanya dari nomor yang lama.",
      en: "Each part becomes a verified report with a number of its own; the reporter finds all of them by the old number.",
    },
    original: { id: "Pesan asli", en: "The original message" },
    part: { id: "Bagian {number}", en: "Part {number}" },
    text: { id: "Kata-kata bagian ini", en: "The words of this part" },
    textHint: {
      id: "Kosong berarti seluruh pesan asli",
      en: "Left empty it is the whole original message",
    },
    take: { id: "Ambil teks yang ditandai", en: "Take the marked text" },
    more: { id: "Tambah bagian", en: "Add a part" },
    less: { id: "Buang bagian {number}", en: "Remove part {number}" },
    send: {
      id: "Pisahkan menjadi {count} laporan",
      en: "Split into {count} {count:report|reports}",
    },
    lacks: { id: "Bagian {number}: {fields}", en: "Part {number}: {fields}" },
  },
  supply: {
    label: { id: "Keterangan tambahan dari pelapor", en: "What the reporter adds" },
    hint: {
      id: "Tulis seperti yang dikatakan pelapor. Laporan yang ditunda masuk lagi ke antrean.",
      en: "Write it as the reporter said it. A report that was held comes back to the queue.",
    },
    files: { id: "Berkas dari pelapor", en: "Files from the reporter" },
    send: { id: "Simpan keterangan", en: "Keep it" },
  },
});
