/**
 * Features with what comes of two of them, for neither alone says it: what the rules say of a category (`j:`), a category at a
 * place (`p:`), a word within a category (`x:`).
 * @param features `c:` the deepest first
 */
export function crossed(features: readonly string[]): string[] {
  const of = (kind: string): string[] => features.filter((each) => kindOf(each) === kind);
  const [category] = of("c");
  if (category === undefined) return [...features];
  return [
    ...features,
    ...of("r").map((rule) => `j:${valueOf(category)}/${valueOf(rule)}`),
    ...of("a").map((area) => `p:${valueOf(category)}/${valueOf(area)}`),
    ...of("w").map((word) => wordIn(category, word)),
  ];
}

/** Both are features: `c:road` and `w:lubang`. */
export const wordIn = (category: string, word: string): string =>
  `x:${valueOf(category)}/${valueOf(word)}`;

export const kindOf = (feature: string): string => feature.slice(0, feature.indexOf(":"));
const valueOf = (feature: string): string => feature.slice(feature.indexOf(":") + 1);
