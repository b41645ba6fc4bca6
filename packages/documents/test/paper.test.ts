import { describe, expect, test } from "vitest";
import { openPaper } from "../src/pages/paper.ts";
import { table } from "../src/pages/table.ts";

const info = { Title: "Uji", CreationDate: new Date("2026-07-06T01:00:00.000Z") };
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

/** Where each piece of text was put, by what the library was told. */
async function placed(write: (paper: Awaited<ReturnType<typeof openPaper>>) => void) {
  const paper = await openPaper(info);
  const lines: { right: number; bottom: number }[] = [];
  const { doc } = paper;
  // Proof: the library's own method, which every line goes through; its types are not ours.
  const inner = doc as unknown as {
    _fragment(line: string, x: number, y: number, options: { textWidth?: number }): void;
  };
  const fragment = inner._fragment.bind(doc);
  inner._fragment = (line, x, y, options) => {
    lines.push({ right: x + doc.widthOfString(line), bottom: y });
    fragment(line, x, y, options);
  };
  write(paper);
  const pages = doc.bufferedPageRange().count;
  const bytes = await paper.finish(() => {});
  return { lines, pages, bytes, paper };
}

const long = `https://example.id/${"a".repeat(400)} ${"kata ".repeat(30)}${"W".repeat(200)}`;

describe("what is written on paper", () => {
  test("stays between the margins, however long a word is", async () => {
    const { lines, paper } = await placed((to) => to.write(long));
    expect(lines.length).toBeGreaterThan(5);
    for (const { right } of lines)
      expect(right).toBeLessThanOrEqual(paper.left + paper.width + 0.5);
  });

  test("goes on over as many pages as it takes, and never below the last line", async () => {
    const { lines, pages, paper } = await placed((to) =>
      to.write("Satu baris saja.\n".repeat(200)),
    );
    expect(pages).toBe(5);
    expect(lines.length).toBe(200);
    for (const { bottom } of lines) expect(bottom).toBeLessThan(paper.end);
  });

  test("in a table stays in its cell, under a head on each page", async () => {
    const columns = [
      { title: "Kiri", share: 0.3 },
      { title: "Kanan", share: 0.7 },
    ];
    const rows = Array.from({ length: 60 }, (_, i) => [`${i} ${"x".repeat(60)}`, long]);
    const { lines, pages, paper } = await placed((to) => table(to, columns, rows));
    expect(pages).toBeGreaterThan(3);
    for (const { right, bottom } of lines) {
      expect(right).toBeLessThanOrEqual(paper.left + paper.width);
      expect(bottom).toBeLessThan(paper.end);
    }
  });

  test("shows a character that the letters lack, drops what turns the direction, and says so", async () => {
    const { paper } = await placed((to) => to.write("biasa \u202e saja"));
    expect(paper.lacked).toBe(false);
    const other = await placed((to) => to.write("senyum \u{1f600}"));
    expect(other.paper.lacked).toBe(true);
  });

  test("has its letters with it, and the same bytes twice", async () => {
    const made = () => placed((to) => to.write(long));
    const [one, other] = [await made(), await made()];
    expect(text(one.bytes)).toContain("/FontFile2");
    expect(text(one.bytes)).toMatch(/\/BaseFont \/[A-Z]{6}\+SourceSerif4/);
    expect(Buffer.from(one.bytes).equals(other.bytes)).toBe(true);
  });
});
