interface Named {
  readonly code: string;
  readonly name: string;
}

const plain = (text: string): string =>
  text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();

/** Of all institutions those that somebody may mean, the likeliest first: every word of the query is in name or code. */
export function findTenants<T extends Named>(
  tenants: readonly T[],
  query: string,
  most: number,
): T[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return tenants.slice(0, most);
  return tenants
    .flatMap((tenant) => {
      const name = plain(tenant.name);
      const code = plain(tenant.code);
      if (!words.every((word) => name.includes(word) || code.startsWith(word))) return [];
      const phrase = words.join(" ");
      const rank = code === phrase ? 0 : name.startsWith(phrase) ? 1 : begins(name, words) ? 2 : 3;
      return [{ tenant, rank }];
    })
    .toSorted((a, b) => a.rank - b.rank || a.tenant.name.localeCompare(b.tenant.name, "id"))
    .slice(0, most)
    .map(({ tenant }) => tenant);
}

const begins = (name: string, words: readonly string[]): boolean => {
  const parts = name.split(/[^\p{L}\p{N}]+/u);
  return words.every((word) => parts.some((part) => part.startsWith(word)));
};
