import type { Tenant, Unit } from "@simpul/domain";

/** Who plays in the demo: the hub, a node that hosts several tenants, a sovereign one, and the Ombudsman's. */
export interface Player {
  readonly id: string;
  readonly kind: "hub" | "node";
  readonly title: string;
  readonly tenants: readonly Omit<Tenant, "node">[];
}

const tenant = (
  code: string,
  name: string,
  kind: Tenant["kind"],
  parent: string | null,
  zone = "Asia/Jakarta",
): Omit<Tenant, "node"> => ({
  code,
  name,
  kind,
  parent,
  zone,
  accepts: kind !== "national" && kind !== "ombudsman",
});

const wita = "Asia/Makassar";

export const hubPlayer: Player = {
  id: "hub",
  kind: "hub",
  title: "Hub nasional",
  tenants: [tenant("national", "Pusat pengelolaan pengaduan nasional", "national", null)],
};

export const nodePlayers: readonly Player[] = [
  {
    id: "kaltim",
    kind: "node",
    title: "Node bersama",
    tenants: [
      tenant("64", "Provinsi Kalimantan Timur", "province", "national", wita),
      tenant("64.02", "Kabupaten Kutai Kartanegara", "regency", "64", wita),
      tenant("64.71", "Kota Balikpapan", "city", "64", wita),
      tenant("21.71", "Kota Batam", "city", "national"),
      tenant("kemnaker", "Kementerian Ketenagakerjaan", "ministry", "national"),
    ],
  },
  {
    id: "sleman",
    kind: "node",
    title: "Node mandiri",
    tenants: [tenant("34.04", "Kabupaten Sleman", "regency", "national")],
  },
  {
    id: "ombudsman",
    kind: "node",
    title: "Ombudsman RI",
    tenants: [tenant("ombudsman", "Ombudsman Republik Indonesia", "ombudsman", null)],
  },
];

export const players: readonly Player[] = [hubPlayer, ...nodePlayers];

export function playerOf(code: string): Player {
  const player = players.find((p) => p.tenants.some((t) => t.code === code));
  if (player === undefined) throw new Error(`nobody in the demo plays ${code}`);
  return player;
}

const unit = (code: string, name: string, kind: Unit["kind"] = "office"): Unit => ({
  code,
  name,
  parent: null,
  kind,
});

const local: readonly Unit[] = [
  unit("dinas-pu", "Dinas Pekerjaan Umum"),
  unit("dinkes", "Dinas Kesehatan"),
  unit("disdukcapil", "Dinas Kependudukan dan Pencatatan Sipil"),
  unit("dpmptsp", "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu"),
  unit("disnaker", "Dinas Tenaga Kerja"),
  unit("dishub", "Dinas Perhubungan"),
  unit("dlh", "Dinas Lingkungan Hidup"),
  unit("dinsos", "Dinas Sosial"),
  unit("disdik", "Dinas Pendidikan"),
  unit("satpol-pp", "Satuan Polisi Pamong Praja"),
  unit("rsud", "Rumah Sakit Umum Daerah", "clinic"),
  unit("perumda-air", "Perusahaan Umum Daerah Air Minum", "agency"),
  unit("inspektorat", "Inspektorat Daerah", "inspectorate"),
];

export const unitsOfPlayers: Readonly<Record<string, readonly Unit[]>> = {
  "64": local,
  "64.02": local,
  "64.71": local,
  "21.71": local,
  "34.04": local,
  kemnaker: [
    unit("binwasnaker", "Ditjen Pembinaan Pengawasan Ketenagakerjaan dan K3"),
    unit("phi", "Ditjen Pembinaan Hubungan Industrial dan Jaminan Sosial"),
    unit("itjen", "Inspektorat Jenderal", "inspectorate"),
  ],
  ombudsman: [
    unit("kaltim", "Perwakilan Kalimantan Timur"),
    unit("diy", "Perwakilan DI Yogyakarta"),
  ],
};
