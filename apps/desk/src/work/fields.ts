import { channelKinds, classes, states, urgencies } from "@simpul/domain";
import type { Here } from "../me.tsx";
import type { Names } from "../names.tsx";
import type { Say } from "@simpul/words";
import { dayWords } from "../days.ts";
import type { Lang } from "@simpul/words";
import type { ListSearch } from "../search.ts";

/** What a list is narrowed by, each a chip. */
const fields = [
  "states",
  "due",
  "units",
  "institutions",
  "categories",
  "area",
  "classes",
  "urgencies",
  "officer",
  "channels",
  "dates",
  "flags",
] as const;
export type Field = (typeof fields)[number];

const flags = ["anonymous", "secret", "supervisory", "returned", "waiting"] as const;
export const closed = { states, classes, urgencies, channels: channelKinds, flags } as const;
export type ClosedField = keyof typeof closed;

/** Units and officers are an institution's own; which institution has it, only the hub asks. */
export function fieldsAt({ isHub }: Pick<Here, "isHub">): Field[] {
  const elsewhere: readonly Field[] = isHub ? ["units", "officer"] : ["institutions"];
  return fields.filter((field) => !elsewhere.includes(field));
}

/** The address without one field. */
export function without(search: ListSearch, field: Field): ListSearch {
  if (field !== "dates") {
    const { [field]: _, ...rest } = search;
    return rest;
  }
  const { from: _, to: __, ...rest } = search;
  return rest;
}

export const isSet = (search: ListSearch, field: Field): boolean =>
  field === "dates"
    ? search.from !== undefined || search.to !== undefined
    : search[field] !== undefined;

/** A value of a closed set as people read it; of an address that anybody may have typed. */
export function valueWords(t: Say, field: ClosedField, value: string): string {
  const known = closed[field].find((each) => each === value);
  if (known === undefined) return value;
  switch (field) {
    case "states":
      // Proof: it was found in the set of this field, as below.
      return t(`state.${known as (typeof closed.states)[number]}`);
    case "classes":
      return t(`class.${known as (typeof closed.classes)[number]}`);
    case "urgencies":
      return t(`urgency.${known as (typeof closed.urgencies)[number]}`);
    case "channels":
      return t(`channel.${known as (typeof closed.channels)[number]}`);
    case "flags":
      return t(`list.flag.${known as (typeof closed.flags)[number]}`);
  }
}

/** What a chip says of its field: "Diterima, Tertunda". */
export function chosenWords(
  { t, lang, names }: { readonly t: Say; readonly lang: Lang; readonly names: Names },
  search: ListSearch,
  field: Field,
): string {
  switch (field) {
    case "states":
    case "classes":
    case "urgencies":
    case "channels":
    case "flags":
      return (search[field] ?? []).map((value) => valueWords(t, field, value)).join(", ");
    case "institutions":
      return (search.institutions ?? []).map(names.tenant).join(", ");
    case "categories":
      return (search.categories ?? []).map(names.category).join(", ");
    case "units":
      return (search.units ?? []).map(names.unit).join(", ");
    case "area":
      return search.area === undefined ? "" : names.area(search.area);
    case "due":
      return search.due === undefined
        ? ""
        : t(search.due === "late" ? "list.due.late" : "list.due.soon");
    case "officer":
      return search.officer === "me" || search.officer === "nobody"
        ? t(`list.officer.${search.officer}`)
        : t("list.officer.other");
    case "dates":
      return [search.from, search.to]
        .map((day) => (day === undefined ? "…" : dayWords(lang, day)))
        .join(" – ");
  }
}
