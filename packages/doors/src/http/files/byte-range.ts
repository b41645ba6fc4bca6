export interface ByteRange {
  readonly from: number;
  /** The first byte that is left out. */
  readonly to: number;
}

/**
 * One range of bytes (RFC 9110, 14.1.2). What is not one, or several at once, is answered with the whole, as the RFC lets a
 * server do.
 * @param size of the whole, in bytes
 */
export function byteRange(
  header: string | undefined,
  size: number,
): ByteRange | "whole" | "unsatisfiable" {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? "") ?? [];
  if (first === undefined || last === undefined || (first === "" && last === "")) return "whole";
  if (first === "") {
    const most = Math.min(Number(last), size);
    return most === 0 ? "unsatisfiable" : { from: size - most, to: size };
  }
  const from = Number(first);
  if (last !== "" && Number(last) < from) return "whole";
  if (from >= size) return "unsatisfiable";
  return { from, to: last === "" ? size : Math.min(Number(last) + 1, size) };
}
