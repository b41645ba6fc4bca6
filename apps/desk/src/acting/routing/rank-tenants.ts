import type { Tenant } from "@simpul/domain";

type Named = Pick<Tenant, "code" | "name" | "kind" | "accepts">;

/**
 * Institutions that take reports, by what somebody typed: a code, a name or its beginning, initials, or what people call them
 * ("pemkot balikpapan"). The best match first; without anything typed none.
 */
export function rankTenants<T extends Named>(
  tenants: readonly T[],
  typed: string,
  most: number,
): T[] {
  const said = plain(typed);
  if (said === "") return [];
  return tenants
    .filter(({ accepts }) => accepts)
    .map((tenant) => ({ tenant, rank: rankOf(tenant, said) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || compare(a.tenant.name, b.tenant.name))
    .slice(0, most)
    .map(({ tenant }) => tenant);
}

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .toLowerCase()
    // The dot of "64.71" is part of it, that of "kab." is not.
    .replaceAll(/[^\p{L}\p{Nd}.]+|\.(?!\p{Nd})/gu, " ")
    .replaceAll(/ +/g, " ")
    .trim();

/** What a government of this kind is called in speech. */
const spoken: Readonly<Partial<Record<Named["kind"], readonly string[]>>> = {
  city: ["pemkot", "pemerintah kota", "kota"],
  regency: ["pemkab", "pemerintah kabupaten", "kabupaten", "kab"],
  province: ["pemprov", "pemerintah provinsi", "provinsi", "prov"],
};

function namesOf({ name, kind }: Named): string[] {
  const whole = plain(name);
  const own = whole.replace(/^(kota|kabupaten|provinsi) /, "");
  const initials = whole
    .split(" ")
    .filter((word) => word !== "dan" && word !== "republik")
    .map((word) => word.charAt(0))
    .join("");
  const called = (spoken[kind] ?? []).map((title) => `${title} ${own}`);
  return [whole, own, ...called, ...(initials.length > 2 ? [initials] : [])];
}

function rankOf(tenant: Named, said: string): number {
  const code = tenant.code.toLowerCase();
  if (code === said) return 100;
  const names = namesOf(tenant);
  if (names.includes(said)) return 90;
  if (names.some((name) => name.startsWith(said))) return 80;
  if (code.startsWith(said)) return 70;
  // Every word that was typed begins one of the name, in any order.
  const wanted = said.split(" ");
  const has = (name: string): boolean => {
    const words = name.split(" ");
    return wanted.every((word) => words.some((each) => each.startsWith(word)));
  };
  if (names.some(has)) return 60;
  return said.length >= 3 && names.some((name) => name.includes(said)) ? 40 : 0;
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
