import { existsSync, globSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { allowedTypes } from "../../packages/casework/src/files/prepare.ts";
import { parts } from "../../packages/domain/src/report/visibility.ts";
import { faultOf } from "../../packages/doors/src/http/auth/password-rules.ts";
import { read, root } from "./deployed.ts";
import { blocksOf } from "./documents.ts";

const file = "docs/asvs.md";

/** Number and level of every requirement of levels 1 and 2 (ASVS 5.0.0) in the chapters that the page is about. */
const required = Object.entries({
  1: `5.2.1 5.2.2 5.3.1 5.3.2 6.1.1 6.2.1 6.2.2 6.2.3 6.2.4 6.2.5 6.2.6 6.2.7 6.2.8 6.3.1 6.3.2 6.4.1 6.4.2 7.2.1 7.2.2 7.2.3
    7.2.4 7.4.1 7.4.2 8.1.1 8.2.1 8.2.2 8.3.1 14.2.1 14.3.1`,
  2: `5.1.1 5.2.3 5.4.1 5.4.2 5.4.3 6.1.2 6.1.3 6.2.9 6.2.10 6.2.11 6.2.12 6.3.3 6.3.4 6.4.3 6.4.4 6.5.1 6.5.2 6.5.3 6.5.4 6.5.5
    6.6.1 6.6.2 6.6.3 6.8.1 6.8.2 6.8.3 6.8.4 7.1.1 7.1.2 7.1.3 7.3.1 7.3.2 7.4.3 7.4.4 7.4.5 7.5.1 7.5.2 7.6.1 7.6.2 8.1.2
    8.2.3 8.4.1 14.1.1 14.1.2 14.2.2 14.2.3 14.2.4 14.3.2 14.3.3`,
}).flatMap(([level, numbers]) => numbers.split(/\s+/).map((number) => `${number} at ${level}`));

interface Row {
  readonly number: string;
  readonly level: string;
  readonly where: readonly string[];
  readonly proofs: readonly { readonly path: string; readonly title: string }[];
  readonly status: string;
}

const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split(/(?<!\\)\|/)
    .map((cell) => cell.trim());

const rows: readonly Row[] = read(file)
  .split("\n")
  .filter((line) => /^\| \d+\.\d+\.\d+ \|/.test(line))
  .map((line) => {
    const [number = "", level = "", , where = "", proofs = "", status = ""] = cellsOf(line);
    return {
      number,
      level,
      where: [...where.matchAll(/`([^`]+)`/g)].map(([, path = ""]) => path),
      proofs: [...proofs.matchAll(/`([^`]+)` › (.*?)(?=<br>|$)/g)].map(
        ([, path = "", title = ""]) => ({ path, title }),
      ),
      status,
    };
  });

test("no requirement is left out, or stands there twice", () => {
  expect(rows.map(({ number, level }) => `${number} at ${level}`).toSorted()).toEqual(
    required.toSorted(),
  );
});

describe.each(rows.map((row) => [row.number, row] as const))("%s", (_, row) => {
  test("says how it stands, and what is missing", () => {
    expect(row.status).toMatch(/^(met|(partly|gap|not applicable): .{10,})$/);
    if (/^(met|partly)/.test(row.status)) expect(row.proofs).not.toEqual([]);
  });

  test("leads to files that exist and to tests that they hold", () => {
    for (const path of row.where)
      expect([path, existsSync(join(root, path))]).toEqual([path, true]);
    for (const { path, title } of row.proofs) expect(titlesOf(path)).toContain(title);
  });
});

/** As they are written in the file. */
const titlesOf = (path: string): string[] =>
  [
    ...read(path).matchAll(
      /\b(?:test|it)(?:\.each\([\s\S]*?\))?\(\s*(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/g,
    ),
  ].map(([, double, single]) => (double ?? single ?? "").replaceAll('\\"', '"'));

/** What stands between a heading and the next. */
const section = (title: string): string =>
  new RegExp(`^### ${title}\\n(.*?)(?=^##)`, "ms").exec(read(file))?.[1] ?? "";

const tableOf = (title: string): string[][] =>
  section(title)
    .split("\n")
    .filter((line) => line.startsWith("| "))
    .slice(2)
    .map(cellsOf);

test("the figures are those of the code", () => {
  const figures = [...tableOf("Limits"), ...tableOf("Sessions")];
  expect(figures.length).toBeGreaterThan(20);
  for (const [what = "", said = "", where = ""] of figures) {
    const [, path = "", code = ""] = /^`([^`]+)`: `([^`]+)`$/.exec(where) ?? [];
    expect([what, read(path).includes(code)]).toEqual([what, true]);
    // The code's first figure, and the page's: the same, or a whole number of minutes of it.
    const [inCode = 0] = (code.match(/\d+/g) ?? []).map(Number);
    const [onPage = 0] = (said.match(/\d+/g) ?? []).map(Number);
    expect([what, [onPage, onPage * 60]]).toEqual([what, expect.arrayContaining([inCode])]);
  }
});

test("the words that make no password are those of the code", () => {
  const source = read("packages/doors/src/http/auth/password-rules.ts");
  const inCode = /const commonWords = new Set\(\s*`([^`]*)`/.exec(source)?.[1] ?? "";
  const words = (text: string) => text.split(/\s+/).filter((word) => word !== "");
  const [block] = blocksOf(file);
  expect(words(block?.text ?? "")).toEqual(words(inCode));
  for (const word of words(inCode))
    expect([word, faultOf(`${word}20261945!#`, "x@example")]).toEqual([word, "common"]);
});

test("every way in is told of", () => {
  const source = read("packages/db/src/store/sign-in-sessions.ts");
  const means = /type SignInMeans = ([^;]*);/.exec(source)?.[1] ?? "";
  const ways = [...means.matchAll(/"(\w+)"/g)].map(([, way]) => `\`${way ?? ""}\``);
  expect(ways.length).toBeGreaterThan(3);
  const told = tableOf("Ways in").map(([way]) => way ?? "");
  expect(told.filter((way) => way.startsWith("`"))).toEqual(ways);
});

test("the files that are taken are those of the code", () => {
  const told = tableOf("Files").map(([type = ""]) => type.replaceAll("`", ""));
  expect(told.toSorted()).toEqual([...allowedTypes].toSorted());
});

test("every part of a report has a level", () => {
  const levels = tableOf("Levels of protection").map(([, what = ""]) => what);
  for (const part of parts)
    expect([part, levels.some((what) => what.includes(`\`${part}\``))]).toEqual([part, true]);
});

const desk = globSync("apps/desk/src/**/*.{ts,tsx}", { cwd: root });

test("the desk keeps in a browser what was typed and not sent, its language and a switch of keys, and nothing that it read", () => {
  const kept = /localStorage|sessionStorage|indexedDB|document\.cookie|caches\.open|cookieStore/;
  expect(desk.length).toBeGreaterThan(5);
  expect(desk.filter((path) => kept.test(read(path)))).toEqual(["apps/desk/src/device.ts"]);
  const keeps = /from "(\.\.?\/)+device\.ts"/;
  expect(desk.filter((path) => keeps.test(read(path))).toSorted()).toEqual([
    // Acts that wait to be sent, texts that the server does not have yet: each by its account, gone with it.
    "apps/desk/src/acting/everyone/draft.ts",
    "apps/desk/src/acting/kept.ts",
    "apps/desk/src/answer/local-drafts.ts",
    "apps/desk/src/speech.tsx",
    "apps/desk/src/work/commands.ts",
  ]);
  const [, ...keys] = /const kept = "([^"]*)"/.exec(read("apps/desk/src/speech.tsx")) ?? [];
  expect(keys).toEqual(["simpul.lang"]);
});

test("a password's field hides it, and lets password managers in", () => {
  const fields = desk.flatMap((path) => [
    ...read(path).matchAll(/<(\w+)\s[^>]*?\b(?:name|autoComplete)="[^"]*password[^"]*"[^>]*>/gi),
  ]);
  expect(fields.length).toBeGreaterThanOrEqual(4);
  for (const [tag, element] of fields) {
    // Mantine's, of type `password` until its reader asks to see it.
    expect([tag, element]).toEqual([tag, "PasswordInput"]);
    expect(tag).toMatch(/autoComplete="(current|new)-password"/);
  }
  expect(
    desk.filter((path) => /onPaste|autoComplete="off"[^>]*password/i.test(read(path))),
  ).toEqual([]);
});
