import type { Place } from "../report/vocabulary.ts";

/**
 * Who ended up with a report, so that what one regency's reports teach helps at all others: the government of the place, that of
 * its province, or a tenant by its code.
 */
const regencyOfPlace = "@regency";
const provinceOfPlace = "@province";

export function ownerLabel(tenant: string, place: Pick<Place, "area">): string {
  const parts = place.area?.split(".") ?? [];
  if (parts.length >= 2 && tenant === parts.slice(0, 2).join(".")) return regencyOfPlace;
  if (parts.length >= 1 && tenant === parts[0]) return provinceOfPlace;
  return tenant;
}

/** The tenant that a label means at this place; none where the place does not say. */
export function tenantOfLabel(label: string, place: Pick<Place, "area">): string | undefined {
  const parts = place.area?.split(".") ?? [];
  switch (label) {
    case regencyOfPlace:
      return parts.length >= 2 ? parts.slice(0, 2).join(".") : undefined;
    case provinceOfPlace:
      return parts[0];
    default:
      return label;
  }
}
