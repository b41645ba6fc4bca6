import { isKey } from "@simpul/words";
import type { Say } from "@simpul/words";

/** Why the server said no, in a few words, by the code of its refusal. */
export function whyWords(t: Say, code: string | undefined): string {
  const name = code === "versionChanged" ? "versionConflict" : code;
  const key = `problem.${name ?? ""}.title`;
  // Proof: asked just before whether it is one; a problem's title has no parameters.
  return isKey(key) ? t(key as "problem.notFound.title") : t("problem.forbidden.title");
}
