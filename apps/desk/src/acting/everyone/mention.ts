const before = /(?:^|[^\p{L}\p{N}.])@([a-z0-9.-]{0,40})$/iu;

/** What was typed behind the "@" that the caret stands in; undefined where it stands in none. */
export function mentionAt(text: string, caret: number): string | undefined {
  return before.exec(text.slice(0, caret))?.[1];
}

/** The text with a unit's code in the place of what was typed, and where the caret goes. */
export function withMention(
  text: string,
  caret: number,
  code: string,
): { readonly text: string; readonly caret: number } {
  const typed = mentionAt(text, caret);
  if (typed === undefined) return { text, caret };
  const head = `${text.slice(0, caret - typed.length)}${code} `;
  return { text: head + text.slice(caret).replace(/^ /, ""), caret: head.length };
}
