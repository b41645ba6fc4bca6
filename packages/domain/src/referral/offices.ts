/**
 * The Ombudsman's provincial offices, by the province's Kemendagri code: 34 offices for 38 provinces. The provinces that
 * were split from Papua and Papua Barat in 2022 are still served by the offices of the old ones.
 */
const servedBy: Readonly<Record<string, string>> = {
  "93": "91",
  "94": "91",
  "95": "91",
  "96": "92",
};

const provinces = [
  "11",
  "12",
  "13",
  "14",
  "15",
  "16",
  "17",
  "18",
  "19",
  "21",
  "31",
  "32",
  "33",
  "34",
  "35",
  "36",
  "51",
  "52",
  "53",
  "61",
  "62",
  "63",
  "64",
  "65",
  "71",
  "72",
  "73",
  "74",
  "75",
  "76",
  "81",
  "82",
  "91",
  "92",
  "93",
  "94",
  "95",
  "96",
];

/** Where no province is known: the Ombudsman's own seat takes it. */
export const centralOffice = "pusat";

/**
 * The office for the place concerned.
 * @param area Kemendagri code at any depth; without one the institution's own decides (`64.71` lies in 64)
 */
export function officeFor(area: string | undefined, institution: string | undefined): string {
  for (const code of [area, institution]) {
    const province = code?.slice(0, 2);
    if (province !== undefined && provinces.includes(province))
      return servedBy[province] ?? province;
  }
  return centralOffice;
}

/** All provincial offices, by the code of their province. */
export const provincialOffices: readonly string[] = provinces.filter((code) => !(code in servedBy));
