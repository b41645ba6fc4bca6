import { at, hub, reporter, sentTo, type Story, takenUp } from "./story.ts";

/** Levies, wages, assistance, conduct; what is secret or anonymous, and what is no case at all. */
export const conductAndAid: readonly Story[] = [
  {
    daysAgo: 28,
    channel: "portal",
    report: {
      title: "Pungutan liar di loket uji kendaraan",
      text: "Petugas meminta Rp150.000 di luar tarif resmi agar kendaraan dinyatakan lulus. Saya menyimpan rekaman suaranya.",
      class: "whistleblowing",
      category: "illegal-levy",
      accused: { tenant: "64.71", unit: "dishub" },
      place: { area: "64.71.03" },
      anonymous: true,
    },
    acts: [
      hub(6, "verify", {
        class: "whistleblowing",
        category: "illegal-levy",
        title: "Dugaan pungutan liar di loket uji kendaraan",
        supervisory: true,
        maladministration: ["demandForPayment"],
        accused: { unit: "dishub" },
      }),
      hub(2, "forward", { tenant: "64" }),
      ...takenUp("64", "inspektorat"),
      at("64", 50, "respond", {
        kind: "initial",
        text: "Laporan sedang ditelaah tim pemeriksa. Identitas pelapor tidak kami ketahui.",
      }),
    ],
  },
  {
    daysAgo: 5,
    channel: "portal",
    report: {
      title: "Dugaan pemotongan dana bansos oleh oknum",
      text: "Bantuan dipotong Rp100.000 per keluarga dengan alasan biaya administrasi. Mohon diperiksa oleh atasan, bukan kantor setempat.",
      class: "whistleblowing",
      category: "social-aid",
      accused: { tenant: "64.02" },
      place: { area: "64.02.08" },
      secret: true,
      contact: { phone: "+628115550302" },
    },
    acts: [
      hub(5, "verify", {
        class: "whistleblowing",
        category: "social-aid",
        title: "Dugaan pemotongan dana bantuan sosial",
        supervisory: true,
        maladministration: ["abuseOfAuthority", "demandForPayment"],
        accused: { tenant: "64.02" },
      }),
    ],
  },
  {
    daysAgo: 22,
    channel: "whatsapp",
    report: {
      text: "Saya dan 17 teman belum menerima upah dua bulan dari perusahaan katering di kawasan industri. Kami takut kalau nama kami diketahui.",
      category: "unpaid-wage",
      place: { area: "21.71.12", address: "Kawasan industri Batu Aji" },
      anonymous: true,
      secret: true,
      contact: { phone: "+628115550303" },
    },
    acts: [
      ...sentTo("kemnaker", "unpaid-wage", "Upah 18 pekerja katering belum dibayar dua bulan", {
        supervisory: true,
      }),
      ...takenUp("kemnaker", "binwasnaker", ["phi"]),
      at("kemnaker", 40, "respond", {
        kind: "initial",
        text: "Pengawas ketenagakerjaan telah memanggil perusahaan untuk pemeriksaan.",
      }),
    ],
  },
  {
    daysAgo: 35,
    at: "64.71",
    channel: "generic",
    report: {
      title: "Pesangon tidak dibayar",
      text: "Diberhentikan sepihak sejak Agustus, pesangon belum dibayar dan surat pengalaman kerja ditahan.",
      category: "employment",
      place: { area: "64.71.02" },
      contact: { name: "Herman Saputra", phone: "+628115550304" },
    },
    acts: [
      at("64.71", 6, "verify", {
        class: "complaint",
        category: "employment",
        title: "Pesangon tidak dibayar dan surat kerja ditahan",
      }),
      ...takenUp("64.71", "disnaker"),
      at("64.71", 24, "respond", {
        kind: "initial",
        text: "Mediasi pertama dijadwalkan hari Rabu pukul 09.00 di kantor dinas.",
      }),
      at("64.71", 120, "respond", {
        kind: "done",
        text: "Mediasi mencapai kesepakatan: pesangon dibayar dalam dua tahap dan surat pengalaman kerja diserahkan.",
      }),
    ],
  },
  {
    daysAgo: 17,
    channel: "portal",
    report: {
      title: "Nama terhapus dari daftar penerima bansos",
      text: "Orang tua saya lansia tanpa penghasilan, tetapi namanya hilang dari daftar penerima tahun ini.",
      category: "social-aid",
      place: { area: "34.04.14" },
      contact: { name: "Nurul Aini", phone: "+628115550305" },
    },
    acts: [
      ...sentTo("34.04", "social-aid", "Nama lansia terhapus dari daftar penerima bansos"),
      ...takenUp("34.04", "dinsos"),
      at("34.04", 30, "respond", {
        kind: "plan",
        text: "Verifikasi lapangan dan usulan pemutakhiran data ke pusat.",
        date: "2026-12-11",
      }),
    ],
  },
  {
    daysAgo: 19,
    channel: "portal",
    report: {
      title: "Petugas membentak warga di loket",
      text: "Petugas loket membentak seorang ibu yang salah mengisi formulir dan menyuruhnya pulang.",
      category: "staff-conduct",
      place: { area: "21.71.10" },
      secret: true,
    },
    acts: [
      ...sentTo("21.71", "staff-conduct", "Petugas membentak warga di loket", {
        maladministration: ["improperConduct"],
        supervisory: true,
      }),
      ...takenUp("21.71", "inspektorat"),
      at("21.71", 60, "respond", {
        kind: "done",
        text: "Petugas telah diberi teguran tertulis dan dipindahkan dari loket pelayanan.",
      }),
    ],
  },
  {
    daysAgo: 44,
    channel: "portal",
    report: {
      title: "Pungutan kelulusan di sekolah negeri",
      text: "Setiap siswa diminta membayar Rp350.000 untuk acara kelulusan dan ijazah ditahan bila belum lunas.",
      category: "illegal-levy",
      place: { area: "34.04.10" },
      anonymous: true,
    },
    acts: [
      ...sentTo("34.04", "illegal-levy", "Ijazah ditahan karena pungutan kelulusan", {
        supervisory: true,
        maladministration: ["demandForPayment"],
      }),
      ...takenUp("34.04", "inspektorat", ["disdik"]),
      at("34.04", 24, "respond", {
        kind: "initial",
        text: "Kepala sekolah telah dimintai keterangan.",
      }),
      at("34.04", 96, "respond", {
        kind: "done",
        text: "Ijazah sudah dibagikan seluruhnya dan pungutan dikembalikan.",
      }),
      reporter(30, "confirm", { text: "Betul, ijazah sudah kami terima." }),
    ],
  },
  {
    daysAgo: 3,
    channel: "portal",
    report: {
      title: "Pelanggaran keselamatan di proyek bertingkat",
      text: "Pekerja di lantai lima tidak memakai pengaman. Bulan lalu sudah ada yang jatuh.",
      category: "workplace-safety",
      place: { area: "64.71.06" },
      anonymous: true,
    },
    acts: [
      ...sentTo("64", "workplace-safety", "Pekerja proyek bertingkat tanpa pengaman", {
        urgency: "emergency",
        supervisory: true,
      }),
    ],
  },
  {
    daysAgo: 6,
    channel: "email",
    report: { text: "MENANG UNDIAN!!! Klik tautan ini untuk klaim hadiah Anda sekarang juga." },
    acts: [hub(2, "archive", { reason: "spam" })],
  },
  {
    daysAgo: 9,
    channel: "portal",
    report: {
      title: "Sengketa warisan keluarga",
      text: "Paman saya menguasai tanah warisan dan perkaranya sedang disidangkan di pengadilan negeri.",
      category: "land",
    },
    acts: [hub(7, "archive", { reason: "otherForum" })],
  },
  {
    daysAgo: 2,
    channel: "telegram",
    report: { text: "kenapa begini terus ya, tolonglah pemerintah" },
    acts: [hub(12, "archive", { reason: "tooVague" })],
  },
  {
    daysAgo: 12,
    channel: "portal",
    report: {
      title: "Motor saya hilang di parkiran",
      text: "Motor hilang di parkiran pasar. Sudah saya temukan lagi, ternyata dipinjam saudara.",
      category: "public-order",
    },
    acts: [reporter(20, "withdraw", { reason: "Laporan saya cabut, motornya sudah ketemu." })],
  },
  {
    daysAgo: 1,
    channel: "portal",
    report: {
      title: "Kartu tani tidak bisa dipakai",
      text: "Kartu tani tidak terbaca di kios pupuk sejak awal bulan, padahal kuota masih ada.",
      category: "other",
      place: { area: "34.04.05" },
    },
    acts: [],
  },
  {
    daysAgo: 2,
    channel: "portal",
    report: {
      title: "Obat rutin kosong di puskesmas",
      text: "Obat tekanan darah kosong dua pekan, pasien diminta membeli sendiri di apotek.",
      category: "clinic",
      place: { area: "21.71.03" },
    },
    acts: [...sentTo("21.71", "clinic", "Obat rutin kosong di puskesmas Sekupang")],
  },
  {
    daysAgo: 4,
    channel: "portal",
    report: {
      title: "Tagihan listrik kantor desa dibebankan ke warga",
      text: "Setiap keluarga diminta iuran Rp20.000 untuk listrik kantor desa tanpa kuitansi.",
      category: "illegal-levy",
      place: { area: "64.02.07" },
    },
    acts: [
      ...sentTo("64.02", "illegal-levy", "Iuran listrik kantor desa tanpa kuitansi", {
        supervisory: true,
      }),
      at("64.02", 12, "accept"),
    ],
  },
];
