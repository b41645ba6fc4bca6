import { expect, test } from "vitest";
import { acceptedLanguage } from "../src/index.ts";

test.each([
  [undefined, "id"],
  ["", "id"],
  ["*", "id"],
  ["en", "en"],
  ["en-GB,en;q=0.9", "en"],
  ["id-ID,id;q=0.9,en-US;q=0.8,en;q=0.7", "id"],
  ["in", "id"],
  ["en;q=0.2, id;q=0.8", "id"],
  ["fr, de;q=0.9", "id"],
  ["fr, en;q=0.5", "en"],
  ["EN", "en"],
  ["en;q=0", "id"],
  ["en;q=nonsense", "id"],
  [`${"x,".repeat(100_000)}en`, "id"],
] as const)("%s", (header, lang) => {
  expect(acceptedLanguage(header)).toBe(lang);
});
