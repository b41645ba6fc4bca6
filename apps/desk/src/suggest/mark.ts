/** A piece of a text, and whether it is one of the words that two texts have in common. */
export interface Piece {
  readonly text: string;
  readonly isShared: boolean;
}

/** The whole text in pieces; only whole words are marked, however they are written. @param words in small letters */
export function markWords(text: string, words: readonly string[]): Piece[] {
  const shared = new Set(words);
  const pieces: Piece[] = [];
  let at = 0;
  const add = (upTo: number, isShared: boolean): void => {
    if (upTo <= at) return;
    pieces.push({ text: text.slice(at, upTo), isShared });
    at = upTo;
  };
  for (const match of text.matchAll(/[\p{L}\p{M}]+|\p{Nd}+/gu)) {
    if (!shared.has(match[0].toLowerCase())) continue;
    add(match.index, false);
    add(match.index + match[0].length, true);
  }
  add(text.length, false);
  return pieces;
}
