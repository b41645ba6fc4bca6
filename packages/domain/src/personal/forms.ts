/** Forms of Indonesian numbers; which of them are plausible. */

/** Kemendagri codes of the provinces, the first two digits of a NIK and of a KK number. */
const provinces = new Set(
  (
    "11 12 13 14 15 16 17 18 19 21 31 32 33 34 35 36 51 52 53 61 62 63 64 65 " +
    "71 72 73 74 75 76 81 82 91 92 93 94 95 96 97"
  ).split(" "),
);

const sixteen = /(?<![\p{L}\p{N}]|\d[.-])\d(?:[ .-]?\d){15}(?![.-]?\d|\p{L})/gu;
const familyCardBefore = /\b(?:kk|kartu\s+keluarga)\b[^\d\n]{0,20}$/iu;

/**
 * Sixteen digits that can be a NIK (UU 23/2006 as amended, art. 13: area, date of birth with 40 added to a woman's day,
 * serial) or a family card's number, which is built alike: what stands before it tells them apart.
 */
export function identityCards(
  text: string,
): { kind: "nationalId" | "familyCard"; start: number; end: number }[] {
  return [...text.matchAll(sixteen)].flatMap(({ index: start, 0: written }) => {
    if (!isPlausible(written.replaceAll(/\D/g, ""))) return [];
    const before = text.slice(Math.max(0, start - 40), start);
    const kind = familyCardBefore.test(before) ? "familyCard" : "nationalId";
    return [{ kind, start, end: start + written.length }];
  });
}

function isPlausible(digits: string): boolean {
  const at = (from: number) => Number(digits.slice(from, from + 2));
  const day = at(6) > 40 ? at(6) - 40 : at(6);
  const month = at(8);
  const longest = month === 2 ? 29 : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return (
    provinces.has(digits.slice(0, 2)) &&
    at(2) >= 1 &&
    at(4) >= 1 &&
    day >= 1 &&
    day <= longest &&
    month >= 1 &&
    month <= 12 &&
    digits.slice(12) !== "0000"
  );
}

/** B 1234 XYZ, KT-1234-AB, DD1234A. */
export const plates: RegExp =
  /(?<![\p{L}\p{N}-])[a-z]{1,2}[ -]?[1-9]\d{0,3}[ -]?[a-z]{1,3}(?![\p{L}\p{N}-])/giu;

const regions = new Set(
  (
    "A AA AB AD AE AG B BA BB BD BE BG BH BK BL BM BN BP D DA DB DC DD DE DG DH DK DL DM DN DP DR DS DT DW " +
    "E EA EB ED F G H K KB KH KT KU L M N P PA PB PE PG PS PT R S T W Z"
  ).split(" "),
);
const unitsAndMonths = new Set(
  "JAN FEB MAR APR MEI MAY JUN JUL AGU AGT AUG SEP OKT OCT NOV DES DEC M CM MM KM KG G L RT RW WIB WIT JAM".split(
    " ",
  ),
);

export const isPlateRegion = (written: string): boolean => regions.has(written.toUpperCase());
export const isUnitOrMonth = (written: string): boolean =>
  unitsAndMonths.has(written.toUpperCase());
