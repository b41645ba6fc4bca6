import { refuted, type Refuted, type RefutedCode } from "./refuted.ts";

const largest = 256 * 1024 * 1024;

/** One compact JWS a line, each ended by a line feed; an empty file has none. */
export function linesOf(
  bytes: Uint8Array,
  file: string,
  most: number,
  code: RefutedCode,
): string[] | Refuted {
  let ends = 0;
  for (let at = bytes.indexOf(10); at >= 0 && ends <= most; at = bytes.indexOf(10, at + 1)) ends++;
  if (ends > most || bytes.length > largest)
    return refuted("tooLarge", file, `more than ${most} lines, or ${largest} bytes`);
  const text = Buffer.from(bytes).toString("latin1");
  if (text === "") return [];
  if (!text.endsWith("\n")) return refuted(code, file, "the last line is not ended");
  return text.slice(0, -1).split("\n");
}
