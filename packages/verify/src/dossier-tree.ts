import { readJson } from "./json.ts";
import { payloadOf } from "./jws.ts";
import { isObject } from "./shape.ts";

/** The tenants of a directory: names, zones, and who stands above whom. */
export interface Tree {
  nameOf(tenant: string): string;
  zoneOf(tenant: string): string;
  chainOf(tenant: string): readonly string[];
}

const zones = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

/** Of the version that a dossier's names are from, which `readDirectories` has found genuine. */
export function treeOf(files: ReadonlyMap<string, Uint8Array>, version: number): Tree {
  const compact = Buffer.from(files.get(`directory/${version}.jws`) ?? "").toString("latin1");
  const read = readJson(payloadOf(compact) ?? new Uint8Array());
  const listed = read.outcome === "json" && isObject(read.value) ? read.value["tenants"] : [];
  const tenants = new Map(
    (Array.isArray(listed) ? listed : []).filter(isObject).map((one) => [String(one["code"]), one]),
  );
  return {
    nameOf(tenant) {
      const name = tenants.get(tenant)?.["name"];
      return typeof name === "string" ? name : tenant;
    },
    zoneOf(tenant) {
      const zone = String(tenants.get(tenant)?.["zone"]);
      // WIB, where a directory names a place outside of the country's zones.
      return zones.includes(zone) ? zone : "Asia/Jakarta";
    },
    chainOf(tenant) {
      const chain: string[] = [];
      for (let at: unknown = tenant; typeof at === "string" && !chain.includes(at);)
        at = (chain.push(at), tenants.get(at)?.["parent"]);
      return chain;
    },
  };
}
