/** What a report is about. A tenant may add its own below these; the codes are Open311's service codes too. */
export interface Category {
  readonly code: string;
  readonly parent: string | null;
  readonly name: { readonly id: string; readonly en: string };
  /** A road's owner is decided by its status, so the reporter is asked for it. */
  readonly asksRoadStatus?: true;
}

/** The national list that a new installation starts with. */
export const nationalCategories: readonly Category[] = [
  { code: "infrastructure", parent: null, name: { id: "Infrastruktur", en: "Infrastructure" } },
  {
    code: "road",
    parent: "infrastructure",
    name: { id: "Jalan rusak", en: "Damaged road" },
    asksRoadStatus: true,
  },
  {
    code: "bridge",
    parent: "infrastructure",
    name: { id: "Jembatan", en: "Bridge" },
    asksRoadStatus: true,
  },
  {
    code: "street-light",
    parent: "infrastructure",
    name: { id: "Lampu jalan", en: "Street light" },
    asksRoadStatus: true,
  },
  {
    code: "drainage",
    parent: "infrastructure",
    name: { id: "Drainase dan banjir", en: "Drainage and flooding" },
  },
  { code: "water", parent: "infrastructure", name: { id: "Air bersih", en: "Water supply" } },
  { code: "electricity", parent: "infrastructure", name: { id: "Listrik", en: "Electricity" } },
  { code: "environment", parent: null, name: { id: "Lingkungan", en: "Environment" } },
  { code: "waste", parent: "environment", name: { id: "Sampah", en: "Waste" } },
  { code: "pollution", parent: "environment", name: { id: "Pencemaran", en: "Pollution" } },
  { code: "health", parent: null, name: { id: "Kesehatan", en: "Health" } },
  {
    code: "hospital",
    parent: "health",
    name: { id: "Pelayanan rumah sakit", en: "Hospital service" },
  },
  { code: "clinic", parent: "health", name: { id: "Pelayanan puskesmas", en: "Community clinic" } },
  {
    code: "health-insurance",
    parent: "health",
    name: { id: "Jaminan kesehatan", en: "Health insurance" },
  },
  {
    code: "civil-registry",
    parent: null,
    name: { id: "Administrasi kependudukan", en: "Civil registry" },
  },
  {
    code: "id-card",
    parent: "civil-registry",
    name: { id: "KTP elektronik", en: "Electronic ID card" },
  },
  {
    code: "family-card",
    parent: "civil-registry",
    name: { id: "Kartu keluarga dan akta", en: "Family card and certificates" },
  },
  { code: "permit", parent: null, name: { id: "Perizinan", en: "Permits" } },
  {
    code: "building-permit",
    parent: "permit",
    name: { id: "Persetujuan bangunan gedung", en: "Building approval" },
  },
  { code: "business-permit", parent: "permit", name: { id: "Izin usaha", en: "Business permit" } },
  { code: "land", parent: null, name: { id: "Pertanahan", en: "Land affairs" } },
  { code: "employment", parent: null, name: { id: "Ketenagakerjaan", en: "Employment" } },
  {
    code: "unpaid-wage",
    parent: "employment",
    name: { id: "Upah tidak dibayar", en: "Unpaid wages" },
  },
  {
    code: "workplace-safety",
    parent: "employment",
    name: { id: "Keselamatan kerja", en: "Workplace safety" },
  },
  { code: "education", parent: null, name: { id: "Pendidikan", en: "Education" } },
  { code: "social-aid", parent: null, name: { id: "Bantuan sosial", en: "Social assistance" } },
  { code: "transport", parent: null, name: { id: "Perhubungan", en: "Transport" } },
  { code: "public-order", parent: null, name: { id: "Ketertiban umum", en: "Public order" } },
  {
    code: "integrity",
    parent: null,
    name: { id: "Integritas aparatur", en: "Integrity of officials" },
  },
  { code: "illegal-levy", parent: "integrity", name: { id: "Pungutan liar", en: "Illegal levy" } },
  {
    code: "staff-conduct",
    parent: "integrity",
    name: { id: "Perilaku petugas", en: "Conduct of staff" },
  },
  { code: "other", parent: null, name: { id: "Lainnya", en: "Other" } },
];

/** The code and all above it, nearest first: a rule for `infrastructure` holds for `road` too. */
export function categoryPath(
  code: string,
  categories: readonly Pick<Category, "code" | "parent">[],
): string[] {
  const path: string[] = [];
  for (let next: string | null = code; next !== null && !path.includes(next);) {
    path.push(next);
    const current: string = next;
    next = categories.find((c) => c.code === current)?.parent ?? null;
  }
  return path;
}
