import { isObject } from "./shape.ts";

/** The provinces that have an office of the Ombudsman, by their codes (Kepmendagri 300.2.2-2138/2025). */
const offices: Readonly<Record<string, string>> = {
  "11": "Aceh",
  "12": "Sumatera Utara",
  "13": "Sumatera Barat",
  "14": "Riau",
  "15": "Jambi",
  "16": "Sumatera Selatan",
  "17": "Bengkulu",
  "18": "Lampung",
  "19": "Kepulauan Bangka Belitung",
  "21": "Kepulauan Riau",
  "31": "Daerah Khusus Ibukota Jakarta",
  "32": "Jawa Barat",
  "33": "Jawa Tengah",
  "34": "Daerah Istimewa Yogyakarta",
  "35": "Jawa Timur",
  "36": "Banten",
  "51": "Bali",
  "52": "Nusa Tenggara Barat",
  "53": "Nusa Tenggara Timur",
  "61": "Kalimantan Barat",
  "62": "Kalimantan Tengah",
  "63": "Kalimantan Selatan",
  "64": "Kalimantan Timur",
  "65": "Kalimantan Utara",
  "71": "Sulawesi Utara",
  "72": "Sulawesi Tengah",
  "73": "Sulawesi Selatan",
  "74": "Sulawesi Tenggara",
  "75": "Gorontalo",
  "76": "Sulawesi Barat",
  "81": "Maluku",
  "82": "Maluku Utara",
  "91": "Papua",
  "92": "Papua Barat",
};

/** 34 offices for 38 provinces: the ones split off in 2022 are served by the offices of the old ones. */
const servedBy: Readonly<Record<string, string>> = {
  "93": "91",
  "94": "91",
  "95": "91",
  "96": "92",
};

/** The office that a case goes to: by its place, else by its institution, else the seat. */
export function officeOf({ place, institution }: Readonly<Record<string, unknown>>): {
  readonly office: string;
  readonly officeName: string;
  readonly chosenBy: { readonly code?: string; readonly by: string };
} {
  const seat = "Ombudsman Republik Indonesia";
  for (const [by, code] of [
    ["place", isObject(place) ? place["area"] : undefined],
    ["institution", institution],
  ] as const) {
    if (typeof code !== "string") continue;
    const province = code.slice(0, 2);
    const office = servedBy[province] ?? province;
    const name = /^\d\d(?:\.|$)/.test(code) ? offices[office] : undefined;
    if (name !== undefined)
      return { office, officeName: `${seat} Perwakilan ${name}`, chosenBy: { code, by } };
  }
  return { office: "pusat", officeName: seat, chosenBy: { by: "none" } };
}
