import { at, hub, reporter, sentTo, type Story, takenUp } from "./story.ts";

/** Counters: identity cards, permits, hospitals, schools. */
export const citizenServices: readonly Story[] = [
  {
    daysAgo: 25,
    channel: "portal",
    report: {
      title: "KTP-el belum jadi setelah empat bulan",
      text: "Saya merekam data pada bulan Juli dan sampai sekarang hanya diberi surat keterangan dengan alasan blangko habis.",
      category: "id-card",
      place: { area: "21.71.11" },
      contact: { name: "Dewi Lestari Simanjuntak", email: "dewi.ls@example.id" },
    },
    acts: [
      ...sentTo("21.71", "id-card", "KTP-el belum jadi setelah empat bulan", {
        maladministration: ["undueDelay"],
      }),
      ...takenUp("21.71", "disdukcapil"),
      at("21.71", 16, "respond", {
        kind: "initial",
        text: "Data Saudari sudah berstatus siap cetak. Kami siapkan blangkonya.",
      }),
      at("21.71", 30, "respond", {
        kind: "done",
        text: "KTP-el telah dicetak dan dapat diambil di loket 3 tanpa antre dengan menunjukkan pesan ini.",
      }),
      reporter(48, "confirm", { text: "Sudah saya ambil." }),
    ],
  },
  {
    daysAgo: 18,
    channel: "portal",
    report: {
      title: "Izin usaha tertahan 40 hari",
      text: "Permohonan izin usaha warung makan sudah lengkap sejak 40 hari lalu tetapi statusnya tidak bergerak.",
      category: "business-permit",
      place: { area: "34.04.13" },
      contact: { name: "Bambang Prasetyo", phone: "+628115550203" },
    },
    acts: [
      ...sentTo("34.04", "business-permit", "Izin usaha warung makan tertahan 40 hari", {
        maladministration: ["undueDelay"],
      }),
      ...takenUp("34.04", "dpmptsp"),
      at("34.04", 28, "respond", {
        kind: "interim",
        text: "Berkas sedang menunggu rekomendasi teknis; kami sudah mengirim pengingat.",
      }),
    ],
  },
  {
    daysAgo: 11,
    channel: "portal",
    report: {
      title: "Antrean poli anak sampai sore",
      text: "Mengambil nomor pukul 05.00 tetapi baru dilayani pukul 15.30 karena dokter hanya satu. Tidak ada pengumuman.",
      category: "hospital",
      place: { area: "64.71.05", address: "RSUD" },
    },
    acts: [
      ...sentTo("64.71", "hospital", "Antrean poli anak RSUD sampai sore"),
      ...takenUp("64.71", "rsud", ["dinkes"]),
      at("64.71", 20, "respond", {
        kind: "initial",
        text: "Kami menambah satu dokter pada hari Senin dan Kamis sambil menata ulang jadwal.",
      }),
    ],
  },
  {
    daysAgo: 33,
    channel: "email",
    report: {
      title: "Rujukan ditolak tanpa alasan",
      text: "Surat rujukan ibu saya ditolak petugas pendaftaran rumah sakit tanpa penjelasan tertulis.",
      category: "health-insurance",
      place: { area: "64.02.06" },
      contact: { name: "Fitriani", email: "fitriani@example.id" },
    },
    acts: [
      ...sentTo("64.02", "health-insurance", "Rujukan ditolak tanpa alasan tertulis", {
        maladministration: ["noService"],
      }),
      ...takenUp("64.02", "rsud"),
      at("64.02", 24, "respond", {
        kind: "refused",
        text: "Rujukan dimaksud sudah melewati masa berlaku sehingga perlu diperbarui di fasilitas kesehatan tingkat pertama.",
        basis:
          "Peraturan tentang tata laksana rujukan berjenjang: surat rujukan berlaku paling lama 90 hari",
      }),
    ],
  },
  {
    daysAgo: 6,
    channel: "portal",
    report: {
      text: "Bagaimana syarat pindah alamat kartu keluarga dari Balikpapan ke Sleman, apakah harus pulang dulu?",
      class: "information",
      category: "family-card",
    },
    acts: [
      hub(4, "verify", {
        class: "information",
        category: "family-card",
        title: "Syarat pindah alamat kartu keluarga",
      }),
      hub(1, "forward", { tenant: "34.04" }),
      ...takenUp("34.04", "disdukcapil"),
      at("34.04", 5, "respond", {
        kind: "done",
        text: "Tidak perlu pulang. Ajukan surat pindah secara daring di daerah asal, lalu bawa bukti tersebut ke Disdukcapil Sleman.",
      }),
      reporter(6, "confirm"),
      reporter(1, "rate", { score: 4 }),
    ],
  },
  {
    daysAgo: 5,
    channel: "portal",
    report: {
      text: "Akta kelahiran anak saya salah nama",
      category: "family-card",
      contact: { phone: "+628115550206" },
    },
    acts: [
      hub(8, "hold", {
        question:
          "Mohon sebutkan kabupaten/kota tempat akta diterbitkan dan bagian nama yang keliru.",
      }),
    ],
  },
  {
    daysAgo: 15,
    channel: "sms",
    report: {
      text: "tolong pak urus surat saya lama sekali di kantor",
      contact: { phone: "+628115550207" },
    },
    acts: [
      hub(9, "hold", { question: "Surat apa, di kantor mana, dan sejak kapan diajukan?" }),
      reporter(30, "supply", {
        text: "Surat keterangan tanah di kelurahan Sepinggan sejak bulan September",
      }),
      ...sentTo("64.71", "land", "Surat keterangan tanah di Kelurahan Sepinggan tertunda"),
    ],
  },
  {
    daysAgo: 8,
    channel: "portal",
    report: {
      title: "Usul jam layanan Sabtu di Mal Pelayanan Publik",
      text: "Banyak pekerja tidak bisa mengurus dokumen pada hari kerja. Mohon dibuka setengah hari setiap Sabtu.",
      class: "aspiration",
      category: "civil-registry",
      place: { area: "21.71.10" },
    },
    acts: [
      hub(6, "verify", {
        class: "aspiration",
        category: "civil-registry",
        title: "Usul jam layanan Sabtu di Mal Pelayanan Publik",
      }),
      hub(1, "forward", { tenant: "21.71" }),
      at("21.71", 20, "accept"),
    ],
  },
  {
    daysAgo: 40,
    channel: "assisted",
    report: {
      title: "Buku pelajaran tidak dibagikan",
      text: "Buku paket kelas IV belum dibagikan padahal semester hampir selesai, wali murid diminta memfotokopi sendiri.",
      category: "education",
      place: { area: "64.02.10" },
    },
    acts: [
      ...sentTo("64.02", "education", "Buku paket kelas IV belum dibagikan"),
      ...takenUp("64.02", "disdik"),
      at("64.02", 30, "respond", {
        kind: "done",
        text: "Sebanyak 62 buku sudah diserahkan ke sekolah; berita acara serah terima terlampir di kantor dinas.",
      }),
      reporter(60, "confirm", { text: "Buku sudah diterima anak-anak." }),
      reporter(1, "rate", { score: 3 }),
    ],
  },
  {
    daysAgo: 3,
    channel: "portal",
    report: {
      title: "Parkir liar di depan puskesmas",
      text: "Trotoar dan jalur ambulans dipakai parkir motor setiap pagi.",
      category: "public-order",
      place: { area: "34.04.07", address: "Depan Puskesmas Depok" },
    },
    acts: [
      ...sentTo("34.04", "public-order", "Parkir liar di jalur ambulans puskesmas"),
      at("34.04", 10, "accept"),
    ],
  },
  {
    daysAgo: 10,
    channel: "portal",
    report: {
      title: "Angkutan sekolah berhenti beroperasi",
      text: "Bus sekolah jurusan Balikpapan Timur tidak datang selama seminggu tanpa pemberitahuan.",
      category: "transport",
      place: { area: "64.71.01" },
    },
    acts: [
      ...sentTo("64.71", "transport", "Bus sekolah Balikpapan Timur tidak beroperasi"),
      at("64.71", 9, "accept"),
      at("64.71", 2, "assign", { unit: "disdik" }),
      at("64.71", 12, "decline", {
        reason: "Pengelolaan bus sekolah ada pada Dinas Perhubungan.",
        proposedUnit: "dishub",
      }),
      at("64.71", 4, "assign", { unit: "dishub" }),
    ],
  },
  {
    daysAgo: 13,
    channel: "portal",
    report: {
      title: "Persetujuan bangunan gedung tak kunjung terbit",
      text: "Berkas PBG rumah tinggal sudah diverifikasi tetapi retribusi tidak diterbitkan selama satu bulan.",
      category: "building-permit",
      place: { area: "64.02.03" },
    },
    acts: [
      ...sentTo("64.71", "building-permit", "Persetujuan bangunan gedung tak kunjung terbit"),
      at("64.71", 14, "return", {
        reason: "Lokasi bangunan berada di Kecamatan Loa Janan, Kabupaten Kutai Kartanegara.",
        basis: "Permendagri tentang kode dan wilayah administrasi pemerintahan",
        proposedTenant: "64.02",
      }),
    ],
  },
];
