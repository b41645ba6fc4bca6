import type { Category } from "@simpul/domain";

export interface CategoryGroup {
  readonly group: string;
  readonly items: readonly { readonly value: string; readonly label: string }[];
}

const mostLikely = 3;

/**
 * Categories as a list to choose from: those that the words speak of first, then each group under its name. Each stands once.
 * @param likely codes, the likeliest first
 * @param general what a group is called as a category: "Infrastruktur (umum)"
 */
export function categoryGroups(
  categories: readonly Category[],
  likely: readonly string[],
  lang: "id" | "en",
  names: { readonly likely: string; general(name: string): string },
): CategoryGroup[] {
  const parents = new Set(categories.flatMap(({ parent }) => parent ?? []));
  const item = ({ code, name }: Category) => ({
    value: code,
    label: parents.has(code) ? names.general(name[lang]) : name[lang],
  });
  const first = likely.slice(0, mostLikely);
  const rest = categories.filter(({ code }) => !first.includes(code));
  const groups = categories
    .filter(({ parent }) => parent === null)
    .map((top) => ({
      group: top.name[lang],
      items: rest.filter(({ code, parent }) => code === top.code || parent === top.code).map(item),
    }));
  const listed = first.flatMap((code) => categories.filter((each) => each.code === code).map(item));
  return [{ group: names.likely, items: listed }, ...groups].filter(
    ({ items }) => items.length > 0,
  );
}

/** Words that people use for it, besides its name; stems, as Indonesian begins words with them. */
const alsoCalled: Readonly<Record<string, readonly string[]>> = {
  road: ["jalan", "lubang", "aspal", "trotoar"],
  bridge: ["jembatan"],
  "street-light": ["lampu", "penerangan", "pju", "gelap"],
  drainage: ["drainase", "selokan", "parit", "gorong", "banjir", "genangan", "mampet"],
  water: ["pdam", "air", "keran", "ledeng"],
  electricity: ["listrik", "pln", "padam"],
  waste: ["sampah", "tps"],
  pollution: ["limbah", "polusi", "cemar", "asap", "bau"],
  hospital: ["rsud", "rumah sakit", "igd"],
  clinic: ["puskesmas", "posyandu"],
  "health-insurance": ["bpjs", "jkn", "kis"],
  "id-card": ["ktp"],
  "family-card": ["kartu keluarga"],
  "civil-registry": ["dukcapil", "disdukcapil", "akta"],
  "building-permit": ["imb", "pbg"],
  "business-permit": ["oss", "nib", "izin usaha"],
  land: ["sertifikat", "bpn", "tanah"],
  "unpaid-wage": ["gaji", "upah", "thr"],
  education: ["sekolah", "guru", "ppdb", "siswa"],
  "social-aid": ["bansos", "pkh", "blt", "sembako"],
  transport: ["angkot", "terminal", "parkir", "bus"],
  "public-order": ["bising", "pkl", "satpol"],
  "illegal-levy": ["pungli", "pungutan", "suap"],
  "staff-conduct": ["petugas", "pegawai"],
};

/**
 * Which categories a report speaks of, by the words of their names and what people call them. A guess for who chooses, no
 * decision: the likeliest first, none where nothing fits.
 */
export function likelyCategories(text: string, categories: readonly Category[]): string[] {
  const said = ` ${text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{Nd}]+/gu, " ")
    .trim()} `;
  const begins = (word: string): number => said.split(` ${word}`).length - 1;
  return categories
    .map(({ code, name }) => {
      const own = name.id
        .toLowerCase()
        .split(/\s+/)
        .filter((word) => word.length > 4);
      const words = new Set([...own, ...(alsoCalled[code] ?? [])]);
      const score = [...words].reduce((sum, word) => sum + Math.min(2, begins(word)), 0);
      return { code, score };
    })
    .filter(({ score }) => score > 0)
    .toSorted((a, b) => b.score - a.score)
    .map(({ code }) => code);
}
