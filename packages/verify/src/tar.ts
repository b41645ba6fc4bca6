import { isRefuted, refuted, type Refuted } from "./refuted.ts";

/** 1 GiB: forty files of the largest size, and what is said about them. */
export const LARGEST_ARCHIVE = 1024 * 1024 * 1024;
const mostFiles = 20_000;
const block = 512;
const first = ["manifest.json", "manifest.jws"];
const named = /^(?:[a-z0-9]+\/)?[A-Za-z0-9_-][A-Za-z0-9._-]{0,80}$/;

/**
 * The files of a canonical ustar archive (POSIX.1-1988): plain files only, mode 0644, owner 0, time 0, the manifest and its
 * signature first and the rest by name, two blocks of zeros at the end and nothing behind. Each header is made anew from
 * name and size and compared byte for byte, so one content has one container and nothing hides in its fields.
 * Refused: `tooLarge`, `notCanonical`.
 */
export function readTar(bytes: Uint8Array): Map<string, Uint8Array> | Refuted {
  if (bytes.length > LARGEST_ARCHIVE)
    return refuted("tooLarge", "archive", `more than ${LARGEST_ARCHIVE} bytes`);
  const files = new Map<string, Uint8Array>();
  let at = 0;
  for (let last = ""; ;) {
    const header = bytes.subarray(at, at + block);
    if (header.length < block) return crooked(at, "it ends in the middle");
    if (isZero(header)) break;
    const entry = readEntry(bytes, at);
    if (isRefuted(entry)) return entry;
    const { name, content, next } = entry;
    const wanted = first[files.size];
    const isBehind = files.size > first.length && name <= last;
    if (wanted === undefined ? isBehind || first.includes(name) : name !== wanted)
      return crooked(at, `${name} is out of order`);
    if (files.size >= mostFiles) return refuted("tooLarge", "archive", `over ${mostFiles} files`);
    files.set(name, content);
    last = name;
    at = next;
  }
  if (bytes.length !== at + 2 * block || !isZero(bytes.subarray(at)))
    return crooked(at, "it does not end with exactly two blocks of zeros");
  return files;
}

function readEntry(
  bytes: Uint8Array,
  at: number,
): { name: string; content: Uint8Array; next: number } | Refuted {
  const header = bytes.subarray(at, at + block);
  const end = header.indexOf(0);
  const name = ascii(header.subarray(0, Math.min(end < 0 ? 100 : end, 100)));
  const size = ascii(header.subarray(124, 135));
  if (!named.test(name) || !/^[0-7]{11}$/.test(size)) return crooked(at, "not a plain file");
  const length = Number.parseInt(size, 8);
  if (!Buffer.from(header).equals(headerOf(name, length)))
    return crooked(at, `the header of ${name} is not in its one spelling`);
  const from = at + block;
  const next = from + Math.ceil(length / block) * block;
  if (next > bytes.length) return crooked(at, `${name} is cut off`);
  if (!isZero(bytes.subarray(from + length, next)))
    return crooked(at, `something hides behind ${name}`);
  return { name, content: bytes.subarray(from, from + length), next };
}

function headerOf(name: string, size: number): Buffer {
  const header = Buffer.alloc(block);
  const put = (text: string, offset: number) => header.write(text, offset, "latin1");
  put(name, 0);
  put("0000644\0", 100);
  put("0000000\0", 108);
  put("0000000\0", 116);
  put(`${size.toString(8).padStart(11, "0")}\0`, 124);
  put("00000000000\0", 136);
  // The sum is taken with spaces in its own place.
  put("        ", 148);
  put("0", 156);
  put("ustar\u000000", 257);
  put("0000000\0", 329);
  put("0000000\0", 337);
  let sum = 0;
  for (const byte of header) sum += byte;
  put(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return header;
}

const crooked = (at: number, detail: string): Refuted =>
  refuted("notCanonical", "archive", `at byte ${at}: ${detail}`);

const ascii = (bytes: Uint8Array): string => Buffer.from(bytes).toString("latin1");

const isZero = (bytes: Uint8Array): boolean => bytes.every((byte) => byte === 0);
