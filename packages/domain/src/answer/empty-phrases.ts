import { spansOf } from "../personal/detect.ts";
import type { Span } from "../personal/detect.ts";

/** What an answer says without saying anything. */
export const emptyKinds = ["promise", "passedOn", "waiting", "thanks"] as const;
export type EmptyKind = (typeof emptyKinds)[number];

export interface EmptyPhrase extends Span {
  readonly kind: EmptyKind;
}

export interface EmptyAnswer {
  readonly phrases: readonly EmptyPhrase[];
  /** What a reader would ask next. */
  readonly missing: readonly ("who" | "what" | "when")[];
}

const soon = "(?:akan|segera|sedang|telah|sudah|tengah|dapat|mohon|siap)";
const us = "(?:kami|kita|pihak kami|yang bersangkutan)";
/** "Akan segera kami", "sudah kami", "kami akan": what stands before the verb. */
const lead = `(?:${us}\\s+)?(?:${soon}\\s+){1,3}(?:${us}\\s+)?(?:segera\\s+)?`;

const forms: Readonly<Record<EmptyKind, RegExp>> = {
  promise: new RegExp(
    `${lead}(?:di|me|men)?(?:tindak\\s*lanjut(?:i|kan)?|proses|cek|tinjau|pelajari|perhatikan|evaluasi|upayakan|usahakan|selesaikan|tangani|nindaklanjuti|mproses)(?:nya)?(?:\\s+(?:lebih lanjut|secepatnya|segera|sesuai (?:ketentuan|prosedur|aturan)(?:\\s+yang berlaku)?))?`,
    "giu",
  ),
  passedOn: new RegExp(
    `${lead}(?:di|me|men)?(?:(?:nerus|terus|disposisi|koordinasi|sampai|nyampai|lapor|limpah|oper|informasi)kan|disposisi|koordinasi|berkoordinasi|teruskan)(?:nya)?(?:\\s+(?:kepada|ke|dengan)\\s+(?:(?:pihak|dinas|instansi|unit|bagian|bidang|petugas)\\s+)?(?:yang\\s+)?(?:terkait|berwenang|bersangkutan|teknis))?`,
    "giu",
  ),
  waiting:
    /(?:masih\s+|sedang\s+)?dalam\s+(?:tahap\s+)?(?:proses|antrean|antrian)(?:\s+(?:penanganan|pengerjaan|tindak\s*lanjut|pengecekan))?|mohon\s+(?:untuk\s+)?(?:menunggu|bersabar|ditunggu|maklum)|(?:menjadi|sebagai)\s+(?:bahan\s+)?(?:perhatian|masukan|evaluasi|pertimbangan)(?:\s+(?:kami|bagi kami))?/giu,
  thanks:
    /terima\s*kasih(?:\s+(?:atas|untuk|banyak)(?:\s+(?:laporan|informasi|masukan|perhatian|aduan|pengaduan|kepedulian)(?:\s*(?:nya|anda|bapak|ibu|saudara|bapak\/ibu|yang (?:telah )?(?:disampaikan|diberikan)))*)?)?|laporan(?:\s+(?:anda|bapak|ibu|saudara|bapak\/ibu))?\s+(?:telah|sudah)\s+(?:kami\s+)?(?:di)?terima|(?:kami\s+)?mohon\s+maaf(?:\s+atas\s+ketidaknyamanan(?:nya)?)?/giu,
};

const who =
  /(?<![\p{L}\p{N}])(?:dinas|badan|bidang|seksi|subbagian|bagian|upt[d]?|kecamatan|kelurahan|desa|camat|lurah|satpol(?:\s+pp)?|puskesmas|rsud|perumda|pdam|pln|bpjs|kepala|petugas|tim|regu|mandor|kontraktor|penyedia)(?:\s+(?!yang|terkait|kami|akan|sudah|telah|sedang|di|ke|dan|untuk|berwenang|teknis)[\p{L}\p{N}]+)/giu;

const months =
  "januari|februari|maret|april|mei|juni|juli|agustus|september|oktober|november|desember";
const when = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:senin|selasa|rabu|kamis|jumat|jum'at|sabtu|minggu\\s+(?:depan|ini|lalu)|pekan\\s+(?:depan|ini|lalu)|bulan\\s+(?:depan|ini|lalu)|hari\\s+ini|besok|lusa|kemarin|tadi\\s+(?:pagi|siang|malam)|\\d{1,2}\\s+(?:${months})|(?:${months})\\s+\\d{4}|\\d{1,2}[/.-]\\d{1,2}(?:[/.-]\\d{2,4})?|\\d{4}-\\d\\d-\\d\\d|(?:\\d+|satu|dua|tiga|empat|lima|enam|tujuh|sepuluh)\\s+(?:x\\s*24\\s*jam|jam|hari|minggu|pekan|bulan)|triwulan\\s+\\S+|tahun\\s+anggaran\\s+\\d{4})(?![\\p{L}\\p{N}])`,
  "giu",
);

/** Courtesies and the small words of which no answer is made. */
const small = new Set(
  "yth bapak ibu saudara pelapor dengan hormat salam selamat pagi siang sore malam assalamualaikum wassalamualaikum wr wb wib wita wit terima kasih atas untuk kepada dari pada dalam oleh yang dan atau di ke ini itu tersebut akan sudah telah sedang segera mohon kami kita anda nya hal hari tanggal agar supaya juga serta bahwa adalah dapat bisa tidak belum laporan aduan pengaduan keluhan informasi masukan tindak lanjut tindaklanjut pihak terkait berwenang bersangkutan demikian sampaikan disampaikan sesuai ketentuan prosedur berlaku lebih lanjut secepatnya baik semua selanjutnya sebelumnya perihal mengenai tentang terhadap menunggu maaf kabar".split(
    " ",
  ),
);

/** Words that are left besides phrases, times and small ones: at this many something is said. */
const enough = 3;

/**
 * An answer that says no more than that something will be done, that it was passed on or that one has to wait, without who,
 * what and when ("it was forwarded" is not a follow-up). A warning for whoever writes it: it reads forms and not sense.
 * @returns undefined where there is nothing to warn of
 */
export function emptyAnswer(text: string): EmptyAnswer | undefined {
  const phrases = Object.entries(forms)
    .flatMap(([kind, form]) =>
      // Proof: the keys of `forms` are these kinds by its type.
      spansOf(text, form).map((span) => ({ ...span, kind: kind as EmptyKind })),
    )
    .toSorted((a, b) => a.start - b.start || b.end - a.end)
    .filter((one, at, all) => !all.slice(0, at).some((other) => other.end > one.start));
  if (phrases.length === 0) return undefined;
  const people = spansOf(text, who);
  const times = spansOf(text, when);
  const rest = without(text, [...phrases, ...people, ...times]);
  const has = {
    who: people.length > 0,
    what: contentWords(rest) >= enough,
    when: times.length > 0,
  };
  const isPassedOn = phrases.some(({ kind }) => kind === "passedOn");
  if (has.what || (has.who && has.when && !isPassedOn)) return undefined;
  return { phrases, missing: (["who", "what", "when"] as const).filter((each) => !has[each]) };
}

function without(text: string, spans: readonly Span[]): string {
  let rest = "";
  let at = 0;
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) {
    if (start > at) rest += `${text.slice(at, start)} `;
    at = Math.max(at, end);
  }
  return rest + text.slice(at);
}

function contentWords(text: string): number {
  // Numbers alone tell nobody what was done.
  const words = text.toLowerCase().match(/\p{L}[\p{L}\p{N}]{2,}/gu) ?? [];
  return new Set(words.filter((word) => !small.has(word))).size;
}
