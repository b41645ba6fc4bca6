import { texts } from "../text.ts";

/** What who answers reads: editor, drafts, templates, review. */
export const deskAnswers = texts({
  draft: { id: "Draf", en: "Draft" },
});
