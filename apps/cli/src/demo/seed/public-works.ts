import { at, hub, reporter, sentTo, type Story, takenUp } from "./story.ts";

/** Roads whose owner is disputed, lamps, water, waste. */
export const publicWorks: readonly Story[] = [
  {
    daysAgo: 46,
    channel: "portal",
    report: {
      title: "Jalan Soekarno-Hatta Km 8 berlubang",
      text: "Lubang sedalam sekitar 30 cm di jalur kiri dekat gerbang perumahan. Sudah dua kali ada pengendara motor jatuh pada malam hari. Mohon ditambal sebelum musim hujan.",
      category: "road",
      place: {
        area: "64.71.03",
        address: "Jl. Soekarno-Hatta Km 8, depan gerbang perumahan",
        roadStatus: "unknown",
      },
      occurredOn: "2026-09-28",
      contact: { name: "Rahmat Hidayat", phone: "+628115550101" },
    },
    acts: [
      ...sentTo("64.71", "road", "Jalan Soekarno-Hatta Km 8 berlubang", { urgency: "high" }),
      at("64.71", 20, "return", {
        reason:
          "Ruas jalan ini berstatus jalan nasional sehingga bukan kewenangan pemerintah kota.",
        basis:
          "UU Nomor 38 Tahun 2004 tentang Jalan sebagaimana diubah dengan UU Nomor 2 Tahun 2022",
        proposedTenant: "64",
      }),
      hub(6, "forward", {
        tenant: "64",
        note: "Mohon diperiksa status ruasnya dan dikoordinasikan dengan balai jalan.",
      }),
      at("64", 30, "return", {
        reason: "Ruas Km 8 tidak tercantum dalam daftar jalan provinsi.",
        basis: "Keputusan Gubernur tentang Penetapan Ruas Jalan Provinsi",
        proposedTenant: "64.71",
      }),
      hub(20, "forward", {
        tenant: "64.71",
        note: "Putusan pusat: penanganan darurat oleh kota karena menyangkut keselamatan; status ruas diselesaikan tersendiri.",
      }),
      at("64.71", 6, "accept"),
      at("64.71", 2, "assign", { unit: "dinas-pu", supporting: ["dishub"] }),
      at("64.71", 24, "respond", {
        kind: "plan",
        text: "Tim pemeliharaan akan menambal sementara dan memasang rambu peringatan.",
        date: "2026-12-18",
      }),
    ],
  },
  {
    daysAgo: 30,
    channel: "whatsapp",
    report: {
      text: "Lampu jalan di sepanjang Jalan Marsma Iswahyudi mati sudah tiga minggu, gelap sekali kalau malam dan rawan kecelakaan.",
      category: "street-light",
      place: { area: "64.71.05", address: "Jl. Marsma R. Iswahyudi", roadStatus: "regency" },
      contact: { name: "Siti Rohani", phone: "+628115550102" },
    },
    acts: [
      ...sentTo("64.71", "street-light", "Lampu jalan mati di Jalan Marsma Iswahyudi"),
      ...takenUp("64.71", "dishub"),
      at("64.71", 20, "respond", {
        kind: "initial",
        text: "Laporan diterima. Regu akan memeriksa panel dan kabel besok pagi.",
      }),
      at("64.71", 52, "respond", {
        kind: "done",
        text: "Dua panel dan 14 lampu telah diganti. Seluruh lampu menyala sejak malam ini.",
      }),
      reporter(20, "confirm", { text: "Sudah terang lagi. Terima kasih." }),
      reporter(1, "rate", { score: 5 }),
    ],
  },
  {
    daysAgo: 12,
    channel: "portal",
    report: {
      title: "Air PDAM keruh dan berbau",
      text: "Sejak Senin air keran di RT 14 berwarna kecokelatan dan berbau besi. Anak saya gatal-gatal setelah mandi.",
      category: "water",
      place: { area: "64.71.02", address: "Kelurahan Baru Ilir RT 14" },
      contact: { name: "Yuliana Tandi", email: "yuliana.tandi@example.id" },
    },
    acts: [
      ...sentTo("64.71", "water", "Air PDAM keruh dan berbau di Baru Ilir"),
      ...takenUp("64.71", "perumda-air", ["dinkes"]),
      at("64.71", 18, "ask", {
        question: "Apakah air masih keruh setelah keran dibuka 15 menit? Mohon foto bila ada.",
      }),
      reporter(10, "reply", { text: "Masih keruh. Tetangga di blok sebelah juga sama." }),
      at("64.71", 12, "respond", {
        kind: "initial",
        text: "Sampel air telah diambil untuk diuji. Mobil tangki disiagakan di kantor kelurahan.",
      }),
    ],
  },
  {
    daysAgo: 9,
    channel: "api",
    report: {
      title: "Sampah menumpuk di TPS Pasar Tangga Arung",
      text: "Kontainer penuh sejak hari Kamis dan sampah meluber sampai ke badan jalan. Baunya sampai ke sekolah.",
      category: "waste",
      place: { area: "64.02.06", address: "TPS Pasar Tangga Arung, Tenggarong" },
    },
    acts: [
      ...sentTo("64.02", "waste", "Sampah menumpuk di TPS Pasar Tangga Arung"),
      ...takenUp("64.02", "dlh"),
    ],
  },
  {
    daysAgo: 7,
    channel: "portal",
    report: {
      title: "Jembatan kayu lapuk menuju sekolah",
      text: "Beberapa papan jembatan di jalan poros desa sudah patah. Anak-anak SD melewatinya setiap hari.",
      category: "bridge",
      place: {
        area: "64.02.11",
        address: "Jembatan poros desa, Muara Kaman",
        roadStatus: "regency",
      },
      contact: { name: "Abdul Gani", phone: "+628115550105" },
    },
    acts: [
      ...sentTo("64.02", "bridge", "Jembatan kayu lapuk menuju sekolah di Muara Kaman", {
        urgency: "high",
      }),
      at("64.02", 12, "accept"),
    ],
  },
  {
    daysAgo: 4,
    channel: "portal",
    report: {
      title: "Drainase tersumbat, banjir setiap hujan",
      text: "Selokan di depan ruko tersumbat tanah proyek. Setiap hujan setengah jam air masuk ke rumah warga.",
      category: "drainage",
      place: { area: "21.71.09", address: "Bengkong Laut, dekat simpang tiga" },
    },
    acts: [...sentTo("21.71", "drainage", "Drainase tersumbat di Bengkong Laut")],
  },
  {
    daysAgo: 16,
    channel: "telegram",
    report: {
      text: "Jalan Kaliurang Km 14 rusak parah setelah truk pasir lewat tiap hari, tolong ditertibkan dan diperbaiki",
      category: "road",
      place: { area: "34.04.12", address: "Jl. Kaliurang Km 14", roadStatus: "regency" },
    },
    acts: [
      ...sentTo("34.04", "road", "Jalan Kaliurang Km 14 rusak dilalui truk pasir"),
      ...takenUp("34.04", "dinas-pu", ["dishub"]),
      at("34.04", 30, "respond", {
        kind: "initial",
        text: "Petugas sudah meninjau lokasi bersama Dinas Perhubungan.",
      }),
      at("34.04", 72, "respond", {
        kind: "done",
        text: "Penambalan selesai sepanjang 180 m dan portal pembatas tonase dipasang.",
      }),
    ],
  },
  {
    daysAgo: 38,
    channel: "portal",
    report: {
      title: "Lampu penyeberangan Simpang Gejayan mati",
      text: "Lampu penyeberangan pejalan kaki tidak berfungsi, penyandang disabilitas kesulitan menyeberang.",
      category: "street-light",
      place: { area: "34.04.07", address: "Simpang Gejayan, Depok", roadStatus: "province" },
    },
    acts: [
      ...sentTo("34.04", "street-light", "Lampu penyeberangan Simpang Gejayan mati"),
      ...takenUp("34.04", "dishub"),
      at("34.04", 26, "respond", {
        kind: "done",
        text: "Modul pengatur lampu telah diganti dan diuji bersama perwakilan penyandang disabilitas.",
      }),
      reporter(40, "object", { reason: "Baru dua hari menyala lalu mati lagi." }),
      at("34.04", 20, "respond", {
        kind: "initial",
        text: "Mohon maaf. Kami periksa kembali pasokan listriknya.",
      }),
    ],
  },
  {
    daysAgo: 2,
    channel: "portal",
    report: {
      title: "Jalan poros Samboja amblas",
      text: "Badan jalan amblas sekitar setengah lajur setelah hujan deras semalam. Saya tidak tahu ini jalan provinsi atau kabupaten.",
      category: "road",
      place: { area: "64.02.13", address: "Poros Samboja–Balikpapan", roadStatus: "unknown" },
      contact: { phone: "+628115550109" },
    },
    acts: [
      hub(4, "verify", {
        class: "complaint",
        category: "road",
        title: "Jalan poros Samboja amblas",
        urgency: "high",
      }),
    ],
  },
  {
    name: "fallen-tree",
    daysAgo: 1,
    channel: "portal",
    report: {
      title: "Pohon tumbang menutup jalan",
      text: "Pohon besar tumbang menutup dua lajur di depan kantor pos, lalu lintas macet panjang.",
      category: "infrastructure",
      place: { area: "64.71.04", address: "Depan kantor pos" },
    },
    acts: [],
  },
  {
    daysAgo: 1,
    channel: "whatsapp",
    report: {
      text: "ada pohon tumbang depan kantor pos pak, jalan ketutup",
      place: { area: "64.71.04" },
      contact: { phone: "+628115550111" },
    },
    acts: [hub(3, "archive", { reason: "duplicate", duplicateOf: "@fallen-tree" })],
  },
  {
    daysAgo: 21,
    at: "64.71",
    channel: "generic",
    report: {
      title: "Pipa air bocor di trotoar",
      text: "Pipa di bawah trotoar bocor sejak dua hari, air bersih terbuang dan trotoar licin.",
      category: "water",
      place: { area: "64.71.06", address: "Jl. Jenderal Sudirman, seberang Lapangan Merdeka" },
    },
    acts: [
      at("64.71", 3, "verify", {
        class: "complaint",
        category: "water",
        title: "Pipa air bocor di trotoar",
      }),
      ...takenUp("64.71", "perumda-air"),
      at("64.71", 9, "respond", {
        kind: "done",
        text: "Sambungan pipa diganti dan trotoar sudah dipulihkan.",
      }),
    ],
  },
  {
    daysAgo: 14,
    channel: "open311",
    report: {
      title: "Pembuangan limbah ke parit",
      text: "Bengkel cuci kapal membuang air berminyak ke parit warga pada malam hari.",
      category: "pollution",
      place: { area: "21.71.02", address: "Batu Ampar" },
      anonymous: true,
    },
    acts: [
      ...sentTo("21.71", "pollution", "Pembuangan air berminyak ke parit di Batu Ampar", {
        supervisory: true,
      }),
      ...takenUp("21.71", "dlh", ["satpol-pp"]),
      at("21.71", 40, "extend", {
        reason: "Menunggu hasil uji laboratorium atas sampel air parit.",
      }),
    ],
  },
];
