import { crc32, deflateRawSync } from "node:zlib";
import { expect, test } from "vitest";
import { prepareFile } from "../../src/media/prepare-file.ts";

interface Entry {
  readonly name: string;
  readonly bytes: Buffer;
  /** What its head says of its size, where that is a lie. */
  readonly said?: number;
}

/** The entries of a ZIP without its directory: enough to be taken for an office document. */
function zipOf(entries: readonly Entry[]): Buffer {
  return Buffer.concat(
    entries.flatMap(({ name, bytes, said }) => {
      const packed = deflateRawSync(bytes, { level: 1 });
      const head = Buffer.alloc(30);
      head.writeUInt32LE(0x04034b50, 0);
      head.writeUInt16LE(20, 4);
      head.writeUInt16LE(8, 8);
      head.writeUInt32LE(crc32(bytes), 14);
      head.writeUInt32LE(packed.length, 18);
      head.writeUInt32LE(said ?? bytes.length, 22);
      head.writeUInt16LE(name.length, 26);
      return [head, Buffer.from(name), packed];
    }),
  );
}

const wordDocument =
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
const types = Buffer.from(
  `<Types><Override PartName="/word/document.xml" ContentType="${wordDocument}"/></Types>`,
);

test("an office document is told by what it says, and is kept as it came", async () => {
  const bytes = zipOf([{ name: "[Content_Types].xml", bytes: types }]);
  expect(await prepareFile(bytes)).toEqual({
    outcome: "prepared",
    type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    bytes,
  });
});

const spaces = Buffer.alloc(60_000_000, 32);

test.each([
  ["says how large it is", [{ name: "[Content_Types].xml", bytes: spaces }]],
  ["lies about it", [{ name: "[Content_Types].xml", bytes: spaces, said: 100 }]],
  [
    "holds two thousand files",
    Array.from({ length: 2_000 }, (_, i) => ({ name: `${String(i)}.xml`, bytes: types })),
  ],
  ["climbs out of its folder", [{ name: "../../etc/passwd", bytes: types }]],
])("an archive that %s is not unpacked, and not taken", async (_, entries) => {
  const bytes = zipOf(entries);
  const before = process.memoryUsage().arrayBuffers;
  const made = await prepareFile(bytes);
  // Of that type `upload` takes nothing.
  expect(made.outcome === "failed" ? "application/zip" : made.type).toBe("application/zip");
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(20_000_000);
});
