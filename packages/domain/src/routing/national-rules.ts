import type { RoutingRule } from "./route.ts";

/**
 * What a new installation starts with; the hub's admins change it as data. Concurrent affairs are divided by
 * the annex of Law 23/2014 on regional government; roads by Law 38/2004 as amended by Law 2/2022.
 */
export const nationalRules: readonly RoutingRule[] = [
  {
    id: "road-national",
    when: { category: "infrastructure", roadStatus: ["national"] },
    owner: { kind: "tenant", code: "kempu" },
    basis: "UU 38/2004 jo. UU 2/2022: jalan nasional, wewenang Pemerintah Pusat",
  },
  {
    id: "road-province",
    when: { category: "infrastructure", roadStatus: ["province"] },
    owner: { kind: "provinceOfPlace" },
    basis: "UU 38/2004 jo. UU 2/2022: jalan provinsi, wewenang pemerintah provinsi",
  },
  {
    id: "road-regency",
    when: { category: "infrastructure", roadStatus: ["regency"] },
    owner: { kind: "regencyOfPlace" },
    basis: "UU 38/2004 jo. UU 2/2022: jalan kabupaten/kota, wewenang pemerintah kabupaten/kota",
  },
  {
    id: "labour-inspection",
    when: { category: "employment" },
    owner: { kind: "provinceOfPlace" },
    basis: "UU 23/2014 lampiran G: pengawasan ketenagakerjaan, wewenang provinsi",
  },
  {
    id: "local-services",
    when: {},
    owner: { kind: "regencyOfPlace" },
    basis: "UU 23/2014: urusan pemerintahan konkuren, pelayanan dasar di kabupaten/kota",
  },
];
