import { categoryPath } from "./category.ts";
import type { Category } from "./category.ts";

/**
 * Whether a tenant keeps pictures also as they were uploaded, with the place where they were taken: "policy per tenant and
 * category" (PRODUCT, "Evidence").
 */
export interface EvidencePolicy {
  /** Where no category says another. */
  readonly keeps: boolean;
  /** By code; each holds for those below it that say nothing of their own. */
  readonly categories: ReadonlyMap<string, boolean>;
}

/** The nearest word on the way up decides. */
export function keepsOriginals(
  { keeps, categories: said }: EvidencePolicy,
  category: string | undefined,
  categories: readonly Pick<Category, "code" | "parent">[],
): boolean {
  const path = category === undefined ? [] : categoryPath(category, categories);
  const nearest = path.find((code) => said.has(code));
  return nearest === undefined ? keeps : (said.get(nearest) ?? keeps);
}

/** What is known before anybody knows the category. */
export function keepsUnclassified({ keeps, categories }: EvidencePolicy): "all" | "none" | "some" {
  const words = new Set([keeps, ...categories.values()]);
  if (words.size > 1) return "some";
  return keeps ? "all" : "none";
}
