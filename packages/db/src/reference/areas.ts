import { getDistricts, getProvinces, getRegencies, getVillages } from "idn-area-data";
import type { Area } from "../store/directory.ts";

/** The country as the Ministry of Home Affairs codes it, each area after the one it lies in. */
export async function readAreas(): Promise<Area[]> {
  const [provinces, regencies, districts, villages] = await Promise.all([
    getProvinces(),
    getRegencies(),
    getDistricts(),
    getVillages(),
  ]);
  return [
    ...provinces.map(({ code, name }): Area => ({ code, name, kind: "province", parent: null })),
    ...regencies.map(({ code, name, province_code }): Area => ({
      code,
      name,
      // A code's second part counts regencies from 01 and cities from 71 (Kepmendagri on area codes).
      kind: Number(code.slice(3)) >= 71 ? "city" : "regency",
      parent: province_code,
    })),
    ...districts.map(({ code, name, regency_code }): Area => ({
      code,
      name,
      kind: "district",
      parent: regency_code,
    })),
    ...villages.map(({ code, name, district_code }): Area => ({
      code,
      name,
      kind: "village",
      parent: district_code,
    })),
  ];
}
