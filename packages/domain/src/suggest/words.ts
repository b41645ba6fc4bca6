/** A word as it stands in a text, and as it is compared: in small letters, abbreviations written out. */
export interface Word {
  readonly form: string;
  /** UTF-16 code units from the beginning; `end` is behind the last. */
  readonly start: number;
  readonly end: number;
}

const shortest = 3;
const longest = 30;

/** What people write in a hurry. */
const writtenOut: Readonly<Record<string, string>> = {
  jl: "jalan",
  jln: "jalan",
  kec: "kecamatan",
  kel: "kelurahan",
  kab: "kabupaten",
  prov: "provinsi",
  gg: "gang",
  rs: "rumahsakit",
  rsud: "rumahsakit",
  pkm: "puskesmas",
  bpn: "pertanahan",
  pln: "listrik",
  pdam: "pdam",
  pju: "lampu",
  ktp: "ktp",
  kk: "kk",
};

/** Words that say nothing of what a report is about: of grammar, of courtesy, and of every report. */
const empty: ReadonlySet<string> = new Set(
  (
    "ada adalah agar akan aku anda antara apa apakah atas atau bagi bagaimana bahkan bahwa banyak baru beberapa begitu belum " +
    "benar berapa biar bila bisa boleh buat bukan cuma cukup dalam dan dapat dari datang dengan demi di dia dimana dong " +
    "dua gak ga hal hanya harap harus hingga ia ingin ini itu jadi jangan jika juga kalau kalo kami kan kapan karena karna kasih kata ke " +
    "kemudian kenapa kepada ketika kita kok lagi lah lain lalu lama langsung lapor laporan laporkan lebih maka makin malah mana masih " +
    "masyarakat mau melapor melalui menjadi menurut mereka merupakan mohon nggak nya oleh pada pagi pak para pernah perlu pihak pun " +
    "saat saja salam sampai sangat satu saya sebagai sebelum sedang segera sejak sekali sekarang selalu selama selamat " +
    "semua seorang seperti sering serta setelah setiap siang sore sudah supaya tadi tanpa telah tengah tentang terhadap terima terimakasih " +
    "terjadi terlalu tersebut tetap tetapi tiap tiba tidak tolong untuk warga wib wita wit yang yg dgn tdk utk sdh blm krn dr pd dlm " +
    "bapak ibu kakak admin hormat hormatnya bulan hari minggu tahun kemarin besok tindak ditindak ditindaklanjuti tindaklanjut the and"
  ).split(" "),
);

/**
 * The words of a text that say something. Numbers of two to four digits count (a kilometre, a house); longer ones are
 * somebody's, and no words.
 */
export function wordsIn(text: string): Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(/[\p{L}\p{M}]+|\p{Nd}+/gu)) {
    const [said] = match;
    const small = said.toLowerCase();
    const form = Object.hasOwn(writtenOut, small) ? (writtenOut[small] ?? small) : small;
    const isKnown = form !== small || Object.hasOwn(writtenOut, small);
    const isNumber = /^\p{Nd}+$/u.test(said);
    const fits = isNumber
      ? said.length >= 2 && said.length <= 4
      : isKnown || (said.length >= shortest && said.length <= longest);
    if (!fits || empty.has(form)) continue;
    found.push({ form, start: match.index, end: match.index + said.length });
  }
  return found;
}
