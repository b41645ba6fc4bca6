/**
 * The canonical container of an archive: ustar (POSIX.1-1988), plain files in the order given, mode 0644, owner and time 0,
 * two blocks of zeros at the end and no padding beyond them. The same files make the same bytes, and every tar reads them.
 * @returns the archive in pieces, for a file of 25 MB need not be copied to be written
 */
export function packTar(
  files: readonly (readonly [name: string, content: Uint8Array])[],
): Uint8Array[] {
  return [
    ...files.flatMap(([name, content]) => [
      headerOf(name, content.length),
      content,
      Buffer.alloc((block - (content.length % block)) % block),
    ]),
    Buffer.alloc(2 * block),
  ];
}

const block = 512;

function headerOf(name: string, size: number): Uint8Array {
  if (!/^[\x21-\x7e]{1,99}$/.test(name)) throw new TypeError(`${name} is no name for an archive`);
  const octal = (value: number, digits: number) => `${value.toString(8).padStart(digits, "0")}\0`;
  const withSum = (sum: string): Uint8Array =>
    Buffer.from(
      [
        name.padEnd(100, "\0"),
        octal(0o644, 7),
        octal(0, 7),
        octal(0, 7),
        octal(size, 11),
        octal(0, 11),
        sum,
        "0",
        "".padEnd(100, "\0"),
        "ustar\u000000",
        "".padEnd(64, "\0"),
        octal(0, 7),
        octal(0, 7),
      ]
        .join("")
        .padEnd(block, "\0"),
      "latin1",
    );
  // Of all bytes, with spaces where the sum itself will stand.
  const sum = withSum(" ".repeat(8)).reduce((total, byte) => total + byte, 0);
  return withSum(`${octal(sum, 6)} `);
}
