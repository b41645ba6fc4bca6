/** Words of grammar, in which reports do not differ. */
const empty: ReadonlySet<string> = new Set(
  (
    "ada adalah agar akan aku anda antara apa apakah atau bagi bahwa belum bila bisa buat dalam dan dapat dari dengan di " +
    "dia hal hanya harus hingga ia ini itu jadi jika juga kalau kami kan karena ke kepada ketika kita lah lagi lain maka " +
    "masih mereka mohon nya oleh pada para per pun saat saja sampai sangat saya sebagai sebelum sedang segera sehingga " +
    "sejak seperti serta setelah sudah supaya telah tentang terhadap tersebut tetapi tidak tolong untuk yaitu yakni yang " +
    "yg dgn tdk utk sdh blm krn dr pd dlm a an and at for in is of on or the to"
  ).split(" "),
);

/** What people write in a hurry. */
const writtenOut: Readonly<Record<string, string>> = {
  jl: "jalan",
  jln: "jalan",
  kec: "kecamatan",
  kel: "kelurahan",
  kab: "kabupaten",
  prov: "provinsi",
};

/** Stands where an empty word stood, so that a phrase keeps its distances; no index keeps it. */
export const gap = "zz";
const longest = 60;
const mostTerms = 16;

/** Small letters without marks, abbreviations written out; anything else than letters and digits parts words. */
function wordsOf(text: string): string[] {
  const plain = text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map((word) =>
    Object.hasOwn(writtenOut, word) ? (writtenOut[word] ?? word) : word,
  );
}

const isKept = (word: string): boolean => !empty.has(word) && word.length <= longest;

/** A text as it is indexed: its words, apart by single spaces. */
export function searchableText(text: string): string {
  return wordsOf(text)
    .map((word) => (isKept(word) ? word : gap))
    .join(" ");
}

/**
 * What was typed, as PostgreSQL's `to_tsquery` reads it: every word has to be there, what stands in quotation marks side by
 * side. `undefined` for words that say nothing alone.
 */
export function searchQuery(typed: string): string | undefined {
  const terms = [...typed.normalize("NFKC").matchAll(/["“”„]([^"“”„]*)(?:["“”„]|$)|[^"“”„]+/gu)]
    .flatMap(([said, phrase]) =>
      phrase === undefined ? wordsOf(said).filter(isKept) : phraseOf(phrase),
    )
    .slice(0, mostTerms);
  return terms.length === 0 ? undefined : [...new Set(terms)].join(" & ");
}

function phraseOf(phrase: string): string[] {
  let query = "";
  let distance = 0;
  for (const word of wordsOf(phrase).slice(0, mostTerms)) {
    distance += 1;
    if (!isKept(word)) continue;
    query = query === "" ? word : `${query} <${distance}> ${word}`;
    distance = 0;
  }
  return query === "" ? [] : [query.includes(" ") ? `(${query})` : query];
}
