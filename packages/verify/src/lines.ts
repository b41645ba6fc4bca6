import { refuted, type Refuted, type RefutedCode } from "./refuted.ts";

/** One compact JWS a line, each ended by a line feed; an empty file has none. */
export function linesOf(
  bytes: Uint8Array,
  file: string,
  most: number,
  code: RefutedCode,
): string[] | Refuted {
  const text = Buffer.from(bytes).toString("latin1");
  if (text === "") return [];
  if (!text.endsWith("\n")) return refuted(code, file, "the last line is not ended");
  const lines = text.slice(0, -1).split("\n");
  return lines.length > most ? refuted("tooLarge", file, `more than ${most} lines`) : lines;
}
