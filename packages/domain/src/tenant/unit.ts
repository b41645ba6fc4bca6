export const unitKinds = [
  "office",
  "agency",
  "inspectorate",
  "clinic",
  "subdistrict",
  "secretariat",
] as const;
export type UnitKind = (typeof unitKinds)[number];

/** A work unit (OPD) of a tenant. */
export interface Unit {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly kind: UnitKind;
}
