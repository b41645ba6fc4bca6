import { expect, it } from "vitest";
import { LARGEST_ARCHIVE, verifyArchive } from "../src/index.ts";

const refusal = (bytes: Uint8Array) => {
  const found = verifyArchive(bytes);
  return found.outcome === "refuted" ? `${found.code} at ${found.where}` : found.outcome;
};

it("a file that is no archive is refuted, never thrown at", () => {
  for (const text of ["", "x", "PK\u0003\u0004", "x".repeat(512), "x".repeat(5000)])
    expect(refusal(Buffer.from(text))).toBe("notCanonical at archive");
});

it("a bomb is refused before it is looked into", () => {
  expect(refusal(new Uint8Array(LARGEST_ARCHIVE + 1))).toBe("tooLarge at archive");
});
