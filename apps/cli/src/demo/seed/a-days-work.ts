import { at, hub, sentTo, type Story, takenUp } from "./story.ts";

/** What lies on the desks this morning: at the hub to verify and to route, in one city to accept, to assign and to answer. */
export const aDaysWork: readonly Story[] = [
  {
    daysAgo: 0.2,
    channel: "whatsapp",
    report: {
      text: "Pohon besar roboh di depan kantor pos Balikpapan, jalan tertutup dua lajur dan macet panjang sekali. Tolong segera dipotong.",
      place: { area: "64.71.04", address: "Depan kantor pos" },
      contact: { phone: "+628115550401" },
    },
    acts: [],
  },
  {
    daysAgo: 0.4,
    channel: "portal",
    report: {
      title: "Anak saya ditolak sekolah karena domisili",
      text: "Anak saya ditolak saat daftar ulang walaupun KK kami sudah pindah. NIK anak saya 6471054503150002, nomor saya 0811-5550-402. Kata petugas kuota zonasi penuh, tetapi tetangga yang baru datang diterima.",
      place: { area: "64.71.02" },
      contact: { name: "Lilis Suryani", phone: "+628115550402" },
    },
    acts: [],
  },
  {
    daysAgo: 0.6,
    channel: "sms",
    report: {
      text: "Tolong itu yang kemarin belum dibereskan juga sampai sekarang.",
      contact: { phone: "+628115550403" },
    },
    acts: [],
  },
  {
    daysAgo: 0.9,
    channel: "portal",
    report: {
      title: "Jalan berlubang dan lampu jalan mati",
      text: "Di Jalan Mulawarman ada dua masalah: jalan berlubang di depan pasar, dan lampu jalan di tikungan sesudahnya mati sejak dua minggu lalu.",
      category: "road",
      place: {
        area: "64.71.01",
        address: "Jl. Mulawarman, Pasar Sepinggan",
        roadStatus: "unknown",
      },
      contact: { name: "Joni Iskandar", email: "joni.iskandar@example.id" },
    },
    acts: [],
  },
  {
    daysAgo: 1.2,
    channel: "telegram",
    report: {
      text: "Selamat pagi, jual pulsa dan token listrik murah, hubungi kami sekarang, promo hari ini saja!!!",
    },
    acts: [],
  },
  {
    daysAgo: 2.1,
    channel: "portal",
    report: {
      title: "Antrean rujukan rumah sakit tiga minggu",
      text: "Rujukan ibu saya untuk pemeriksaan jantung dijadwalkan tiga minggu lagi, padahal dokter puskesmas menulis segera. Petugas pendaftaran tidak memberi penjelasan.",
      category: "hospital",
      place: { area: "64.71.05" },
      contact: { name: "Andi Mappa", phone: "+628115550406" },
    },
    acts: [],
  },
  {
    daysAgo: 3,
    channel: "portal",
    report: {
      title: "Izin usaha warung belum terbit",
      text: "Berkas izin usaha saya sudah lengkap sejak bulan lalu, di sistem tertulis menunggu verifikasi dinas.",
      category: "business-permit",
      place: { area: "64.71.03" },
      contact: { name: "Wahyu Kurniawan", phone: "+628115550407" },
    },
    acts: [
      hub(5, "verify", {
        class: "complaint",
        category: "business-permit",
        title: "Izin usaha warung belum terbit",
      }),
    ],
  },
  {
    daysAgo: 12,
    channel: "portal",
    report: {
      title: "Tanggul sungai retak di perbatasan",
      text: "Tanggul di batas kota dan kabupaten retak memanjang, air merembes ke kebun warga kalau hujan deras.",
      category: "drainage",
      place: { area: "64.02.13", address: "Batas Samboja dan Balikpapan Timur" },
      contact: { name: "Sukardi", phone: "+628115550408" },
    },
    acts: [
      ...sentTo("64.02", "drainage", "Tanggul sungai retak di perbatasan", { urgency: "high" }),
      at("64.02", 18, "return", {
        reason: "Titik retakan berada di wilayah Kota Balikpapan.",
        basis: "Permendagri tentang batas daerah",
        proposedTenant: "64.71",
      }),
      hub(4, "forward", { tenant: "64.71", note: "Mohon dicek titiknya bersama kecamatan." }),
      at("64.71", 20, "return", {
        reason: "Sungai lintas kabupaten/kota adalah kewenangan provinsi.",
        basis: "UU Nomor 23 Tahun 2014, lampiran urusan pekerjaan umum",
        proposedTenant: "64",
      }),
    ],
  },
  {
    daysAgo: 0.8,
    channel: "portal",
    report: {
      title: "Trotoar depan SD dipakai parkir",
      text: "Setiap pagi trotoar depan SD dipenuhi motor, anak-anak berjalan di badan jalan.",
      category: "transport",
      place: { area: "64.71.02", address: "Depan SD di Jalan Wolter Monginsidi" },
    },
    acts: [...sentTo("64.71", "transport", "Trotoar depan SD dipakai parkir")],
  },
  {
    daysAgo: 1.5,
    channel: "whatsapp",
    report: {
      text: "Air got meluap ke jalan di Gang Mawar tiap hujan, baunya menyengat dan jentik nyamuk banyak.",
      category: "drainage",
      place: { area: "64.71.05", address: "Gang Mawar" },
      contact: { phone: "+628115550410" },
    },
    acts: [
      ...sentTo("64.71", "drainage", "Selokan meluap di Gang Mawar"),
      at("64.71", 2, "accept"),
    ],
  },
  {
    daysAgo: 3.5,
    channel: "portal",
    report: {
      title: "Jalan depan Puskesmas Manggar berlubang",
      text: "Lubang selebar ban mobil tepat di tanjakan depan puskesmas, ambulans harus memutar ke jalur lawan.",
      category: "road",
      place: { area: "64.71.01", address: "Depan Puskesmas Manggar", roadStatus: "regency" },
      contact: { name: "Fitri Ramadhani", phone: "+628115550411" },
    },
    acts: [
      ...sentTo("64.71", "road", "Jalan depan Puskesmas Manggar berlubang", { urgency: "high" }),
      ...takenUp("64.71", "dinas-pu"),
    ],
  },
  {
    daysAgo: 11,
    channel: "generic",
    at: "64.71",
    report: {
      title: "Gorong-gorong pecah di Batu Ampar",
      text: "Penutup gorong-gorong pecah dan besinya mencuat. Kemarin seorang anak terjatuh, untung hanya lecet.",
      category: "drainage",
      place: { area: "64.71.03", address: "Batu Ampar, dekat masjid raya" },
      contact: { name: "Hj. Aminah", phone: "+628115550412" },
    },
    acts: [
      at("64.71", 3, "verify", {
        class: "complaint",
        category: "drainage",
        title: "Gorong-gorong pecah di Batu Ampar",
        urgency: "high",
      }),
      ...takenUp("64.71", "dinas-pu"),
    ],
  },
  {
    daysAgo: 9,
    channel: "portal",
    report: {
      title: "Pengaspalan jalan lingkungan berhenti separuh",
      text: "Pengaspalan gang kami berhenti di tengah sejak dua minggu lalu, alat berat sudah pergi, sisanya kerikil lepas.",
      category: "road",
      place: { area: "64.71.04", address: "Gang Damai, Klandasan", roadStatus: "regency" },
      contact: { name: "Rudi Hartono", email: "rudi.hartono@example.id" },
    },
    acts: [
      ...sentTo("64.71", "road", "Pengaspalan Gang Damai berhenti separuh"),
      ...takenUp("64.71", "dinas-pu", ["dlh"]),
      at("64.71", 24, "respond", {
        kind: "initial",
        text: "Kami memeriksa kontrak pengaspalan Gang Damai bersama pengawas lapangan pada hari kerja berikutnya.",
      }),
    ],
  },
  {
    daysAgo: 6,
    channel: "portal",
    report: {
      title: "Pungutan daftar ulang di sekolah negeri",
      text: "Orang tua diminta membayar Rp350.000 untuk daftar ulang tanpa kuitansi. Saya takut anak saya diperlakukan berbeda bila nama saya diketahui.",
      class: "whistleblowing",
      category: "illegal-levy",
      accused: { tenant: "64.71", unit: "disdik" },
      place: { area: "64.71.02" },
      anonymous: true,
      contact: { phone: "+628115550414" },
    },
    acts: [
      hub(5, "verify", {
        class: "whistleblowing",
        category: "illegal-levy",
        title: "Dugaan pungutan daftar ulang di sekolah negeri",
        supervisory: true,
        maladministration: ["demandForPayment"],
        accused: { tenant: "64.71", unit: "disdik" },
      }),
      hub(2, "forward", { tenant: "64.71" }),
      ...takenUp("64.71", "inspektorat"),
    ],
  },
];
