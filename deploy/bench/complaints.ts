/** Words of people: what the corpus of the suggestions' bench is mixed from. Owners: `R`egency, `P`rovince, or a tenant. */
export interface Topic {
  readonly category: string;
  /** What somebody else, or the reporter, takes it for. */
  readonly mistaken: readonly string[];
  /** Said by anybody with this matter. */
  readonly says: readonly string[];
  /** Who ended up with it, how often, and what hints at it when the reporter mentions it. */
  readonly ends: readonly {
    readonly owner: string;
    readonly share: number;
    readonly hints: readonly string[];
  }[];
  /** Units of a city, as above. */
  readonly units: readonly {
    readonly unit: string;
    readonly share: number;
    readonly hints: readonly string[];
  }[];
}

const all = (text: string): string[] => text.split("; ");

export const topics: readonly Topic[] = [
  {
    category: "road",
    mistaken: ["bridge", "drainage", "transport"],
    says: all(
      "jalan berlubang dalam; aspal mengelupas; lubang menganga sering bikin jatuh; permukaan jalan bergelombang; jalanan hancur dilewati truk; badan jalan amblas; tambalan aspal lepas lagi; motor oleng karena lubang",
    ),
    ends: [
      {
        owner: "R",
        share: 62,
        hints: all("gang masuk perumahan; jalan lingkungan RT; jalan depan pasar; jalan kampung"),
      },
      {
        owner: "P",
        share: 20,
        hints: all(
          "jalan penghubung antar kabupaten; ruas jalan provinsi; jalur menuju kota sebelah",
        ),
      },
      {
        owner: "kempu",
        share: 18,
        hints: all(
          "jalan lintas nasional; jalur truk antar provinsi; poros trans; dekat gerbang tol",
        ),
      },
    ],
    units: [
      { unit: "dpu", share: 85, hints: all("pengaspalan ulang; proyek tambal") },
      { unit: "perkim", share: 15, hints: all("gang perumahan; jalan lingkungan permukiman") },
    ],
  },
  {
    category: "street-light",
    mistaken: ["electricity", "road"],
    says: all(
      "lampu jalan mati; penerangan jalan padam; gelap gulita kalau malam; tiang lampu miring; lampu kedap kedip; rawan begal karena gelap; bohlam putus belum diganti",
    ),
    ends: [
      { owner: "R", share: 80, hints: all("lampu taman kota; tiang milik pemkot; jalan protokol") },
      { owner: "pln", share: 20, hints: all("kabel menjuntai; meteran lampu; gardu dekat tiang") },
    ],
    units: [
      { unit: "dishub", share: 70, hints: all("lampu persimpangan; tiang lampu") },
      { unit: "dpu", share: 30, hints: all("lampu taman; trotoar gelap") },
    ],
  },
  {
    category: "electricity",
    mistaken: ["street-light"],
    says: all(
      "listrik padam berjam jam; mati lampu tiap malam; tegangan turun naik; trafo meledak; token tidak bisa masuk; kabel putus kena pohon; tagihan melonjak tidak wajar",
    ),
    ends: [
      { owner: "pln", share: 90, hints: all("gardu induk; nomor pelanggan; petugas catat meter") },
      { owner: "R", share: 10, hints: all("pohon menimpa kabel; tiang di lahan pemkot") },
    ],
    units: [{ unit: "dpu", share: 100, hints: all("pohon menimpa kabel") }],
  },
  {
    category: "water",
    mistaken: ["drainage", "pollution"],
    says: all(
      "air pdam tidak mengalir; air ledeng keruh berbau; pipa bocor sudah seminggu; tekanan air kecil sekali; meteran air rusak; tagihan air naik padahal mati; distribusi air bergilir",
    ),
    ends: [
      { owner: "R", share: 90, hints: all("kantor pdam; pelanggan pdam; loket pdam") },
      { owner: "P", share: 10, hints: all("sistem air regional; embung provinsi") },
    ],
    units: [
      { unit: "pdam", share: 85, hints: all("loket pdam; petugas pdam") },
      { unit: "dpu", share: 15, hints: all("galian pipa merusak jalan; proyek pipa") },
    ],
  },
  {
    category: "drainage",
    mistaken: ["road", "waste", "pollution"],
    says: all(
      "banjir tiap hujan; got mampet; saluran air tersumbat; air meluap ke rumah; drainase dangkal penuh lumpur; genangan tidak surut; parit ambruk; gorong gorong pecah",
    ),
    ends: [
      { owner: "R", share: 75, hints: all("parit depan rumah; selokan gang; got perumahan") },
      {
        owner: "kempu",
        share: 15,
        hints: all("tanggul sungai besar; pintu air bendungan; balai wilayah sungai"),
      },
      { owner: "P", share: 10, hints: all("kanal provinsi; rumah pompa provinsi") },
    ],
    units: [
      { unit: "dpu", share: 75, hints: all("parit ambruk; normalisasi saluran") },
      { unit: "dlh", share: 25, hints: all("tersumbat sampah; tumpukan sampah di parit") },
    ],
  },
  {
    category: "waste",
    mistaken: ["pollution", "drainage"],
    says: all(
      "sampah menumpuk; bau busuk menyengat; truk sampah tidak datang; tps penuh meluber; sampah dibakar sembarangan; lalat di mana mana; buang sampah liar di pinggir jalan",
    ),
    ends: [
      { owner: "R", share: 94, hints: all("petugas kebersihan; retribusi sampah") },
      { owner: "P", share: 6, hints: all("tpa regional; sampah lintas kabupaten") },
    ],
    units: [
      { unit: "dlh", share: 88, hints: all("truk sampah; tps") },
      { unit: "satpol", share: 12, hints: all("pembuang liar; pkl buang sampah") },
    ],
  },
  {
    category: "pollution",
    mistaken: ["waste", "water"],
    says: all(
      "limbah pabrik dibuang ke sungai; asap hitam cerobong; ikan mati mengambang; bau kimia tajam; debu batubara masuk rumah; sungai berubah warna; bising mesin sampai malam",
    ),
    ends: [
      { owner: "R", share: 50, hints: all("usaha laundry; bengkel kecil; peternakan tetangga") },
      {
        owner: "P",
        share: 25,
        hints: all("kawasan industri; izin provinsi; sungai lintas kabupaten"),
      },
      {
        owner: "klhk",
        share: 25,
        hints: all("tambang batubara; perusahaan sawit besar; limbah b3"),
      },
    ],
    units: [
      { unit: "dlh", share: 90, hints: all("uji limbah") },
      { unit: "satpol", share: 10, hints: all("usaha tanpa izin") },
    ],
  },
  {
    category: "hospital",
    mistaken: ["clinic", "health-insurance"],
    says: all(
      "antre dokter berjam jam; pasien ditolak igd; kamar rawat penuh; perawat ketus; obat kosong di apotek; jadwal operasi ditunda; hasil lab lama keluar; pendaftaran online error",
    ),
    ends: [
      { owner: "R", share: 52, hints: all("rsud kota; rumah sakit daerah") },
      { owner: "P", share: 25, hints: all("rsud provinsi; rumah sakit rujukan provinsi") },
      { owner: "kemenkes", share: 23, hints: all("rumah sakit umum pusat; rumah sakit vertikal") },
    ],
    units: [
      { unit: "rsud", share: 80, hints: all("igd; rawat inap") },
      { unit: "dinkes", share: 20, hints: all("rujukan puskesmas; rumah sakit swasta") },
    ],
  },
  {
    category: "health-insurance",
    mistaken: ["hospital", "social-aid"],
    says: all(
      "kartu bpjs tidak aktif; iuran sudah dibayar status nonaktif; klaim ditolak; pindah faskes gagal; aplikasi jkn error; peserta pbi dicoret; diminta bayar padahal peserta bpjs",
    ),
    ends: [
      {
        owner: "bpjs",
        share: 72,
        hints: all("kantor cabang bpjs; call center 165; tunggakan iuran"),
      },
      {
        owner: "R",
        share: 28,
        hints: all("pbi daerah; dinas sosial coret; puskesmas minta bayar"),
      },
    ],
    units: [
      { unit: "dinkes", share: 60, hints: all("puskesmas minta bayar") },
      { unit: "dinsos", share: 40, hints: all("pbi dicoret; data kemiskinan") },
    ],
  },
  {
    category: "id-card",
    mistaken: ["family-card"],
    says: all(
      "ktp belum jadi; blangko ktp habis; rekam ktp sudah setahun; nama di ktp salah; suket terus menerus; antre disdukcapil dari subuh; nik tidak terdaftar",
    ),
    ends: [
      { owner: "R", share: 86, hints: all("loket disdukcapil; kantor kecamatan") },
      {
        owner: "kemendagri",
        share: 14,
        hints: all("nik ganda pusat; data siak tidak sinkron; server pusat"),
      },
    ],
    units: [
      { unit: "disdukcapil", share: 92, hints: all("loket") },
      { unit: "kecamatan", share: 8, hints: all("kantor camat; surat pengantar lurah") },
    ],
  },
  {
    category: "land",
    mistaken: ["building-permit", "other"],
    says: all(
      "sertifikat tanah tidak terbit; balik nama berlarut; tanah diserobot; ukur tanah belum datang; ptsl mandek; sertifikat ganda; blokir tanah tanpa alasan",
    ),
    ends: [
      { owner: "bpn", share: 88, hints: all("kantor pertanahan; petugas ukur; ptsl") },
      { owner: "R", share: 12, hints: all("pbb tanah; lurah; tanah aset pemkot") },
    ],
    units: [
      { unit: "kecamatan", share: 60, hints: all("lurah; surat tanah") },
      { unit: "satpol", share: 40, hints: all("bangunan di lahan pemkot") },
    ],
  },
  {
    category: "unpaid-wage",
    mistaken: ["employment", "workplace-safety"],
    says: all(
      "gaji belum dibayar; upah di bawah umr; lembur tidak dibayar; thr dicicil; phk tanpa pesangon; perusahaan kabur; slip gaji dipotong sepihak",
    ),
    ends: [
      { owner: "P", share: 64, hints: all("pengawas ketenagakerjaan; pabrik") },
      { owner: "R", share: 20, hints: all("mediasi disnaker kota; toko kecil") },
      {
        owner: "kemnaker",
        share: 16,
        hints: all("perusahaan cabang banyak provinsi; buruh migran; kantor pusat jakarta"),
      },
    ],
    units: [{ unit: "disnaker", share: 100, hints: all("mediasi") }],
  },
  {
    category: "education",
    mistaken: ["illegal-levy", "social-aid"],
    says: all(
      "pungutan uang gedung; guru jarang masuk; atap kelas bocor; bantuan pip belum cair; ppdb zonasi kacau; ijazah ditahan; buku paket belum dibagi; seragam wajib beli di sekolah",
    ),
    ends: [
      { owner: "R", share: 55, hints: all("sd negeri; smp negeri; paud") },
      { owner: "P", share: 35, hints: all("sma negeri; smk; slb") },
      { owner: "kemendikbud", share: 10, hints: all("kampus negeri; kip kuliah; universitas") },
    ],
    units: [
      { unit: "disdik", share: 95, hints: all("sd; smp") },
      { unit: "inspektorat", share: 5, hints: all("kepala sekolah pungli") },
    ],
  },
  {
    category: "social-aid",
    mistaken: ["health-insurance", "education"],
    says: all(
      "bansos tidak cair; bantuan salah sasaran; nama dicoret dari dtks; beras bantuan berkutu; pkh dipotong; kartu sembako kosong; warga mampu malah dapat",
    ),
    ends: [
      {
        owner: "R",
        share: 62,
        hints: all("pendamping desa; musyawarah kelurahan; bantuan daerah"),
      },
      {
        owner: "kemensos",
        share: 38,
        hints: all("kartu pkh kementerian; bank himbara; dtks pusat"),
      },
    ],
    units: [
      { unit: "dinsos", share: 88, hints: all("pendamping; dtks") },
      { unit: "kecamatan", share: 12, hints: all("kelurahan; ketua rt") },
    ],
  },
  {
    category: "transport",
    mistaken: ["public-order", "road"],
    says: all(
      "angkot ngetem sembarangan; parkir liar; tarif tidak sesuai; macet parah simpang; lampu merah mati; bus tidak datang; juru parkir minta paksa; truk odol lewat terus",
    ),
    ends: [
      { owner: "R", share: 62, hints: all("terminal kota; angkot; parkir tepi jalan") },
      {
        owner: "kemenhub",
        share: 26,
        hints: all("bandara; pelabuhan; kereta; kapal feri; jembatan timbang"),
      },
      { owner: "P", share: 12, hints: all("bus antar kota; terminal tipe b") },
    ],
    units: [
      { unit: "dishub", share: 80, hints: all("angkot; terminal") },
      { unit: "satpol", share: 20, hints: all("parkir liar trotoar; pkl") },
    ],
  },
  {
    category: "public-order",
    mistaken: ["transport", "waste"],
    says: all(
      "pkl menutup trotoar; karaoke buka sampai subuh; balap liar; miras dijual bebas; tawuran remaja; bangunan liar; gepeng meresahkan; musik keras tengah malam",
    ),
    ends: [
      { owner: "R", share: 60, hints: all("satpol pp; perda; izin keramaian kelurahan") },
      { owner: "polri", share: 40, hints: all("balap liar; tawuran; polsek tidak datang; judi") },
    ],
    units: [
      { unit: "satpol", share: 85, hints: all("perda") },
      { unit: "kecamatan", share: 15, hints: all("ketua rt; kelurahan") },
    ],
  },
];

/** Who has a part of some matters in one city and nowhere else. */
export const authorities = [
  {
    regency: "21.71",
    owner: "bpbatam",
    share: 70,
    categories: ["land", "water", "road", "permit"],
    hints: all("lahan otorita; uwto; pl dari bp batam; kawasan bebas"),
  },
];

/** Around the matter: what every report has, whatever it is about. */
export const openings = all(
  "selamat pagi pak; mohon bantuannya; assalamualaikum admin; lapor min; yth bapak walikota; izin melapor; halo kak; ; ; tolong ditindaklanjuti",
);
export const closings = all(
  "sudah lapor rt tapi tidak ada tanggapan; mohon segera ditangani; sudah berbulan bulan begini; kasihan anak sekolah; terima kasih; warga sudah resah; foto terlampir; ; ; kalau hujan makin parah; petugas hanya janji janji; kami bayar pajak juga",
);
/** Named in reports of every kind, so that they mislead. */
export const misleading = all(
  "dekat rumah sakit; di belakang sekolah; samping kantor pdam; seberang terminal; depan kantor pertanahan; jalan menuju pabrik; sebelah gardu pln; arah bandara; dekat tps; samping polsek; depan puskesmas; belakang pasar",
);
export const streets = all(
  "Mulawarman; Sudirman; Diponegoro; Ahmad Yani; Gajah Mada; Kartini; Pattimura; Hasanuddin; Imam Bonjol; Melati; Kenanga; Cendrawasih; Rajawali; Merpati; Flamboyan; Anggrek; Veteran; Pahlawan; Teuku Umar; Yos Sudarso; Antasari; Sisingamangaraja; Manggis; Rambutan; Durian; Beringin; Cemara; Mahoni; Jati; Meranti; Kutilang; Kasuari; Nuri; Bangau; Garuda; Elang",
);
/** A thing or day that only who was there names. */
export const particulars = all(
  "warung bu siti; toko sinar jaya; masjid al ikhlas; gereja bethel; lapangan voli; pos kamling; bengkel pak joko; apotek sehat; minimarket biru; pohon beringin tua; jembatan kecil; tikungan tajam; tanjakan panjang; gapura merah; kolam pancing; gudang beras; rumah kosong; sumur bor; menara telkom; pangkalan ojek; bank sampah; posyandu mawar; kantor pos; toko bangunan maju; salon rina; kos putri hijau; pemakaman umum; sawah pak haji; taman bermain; halte kuning",
);
