import { describe, expect, test } from "vitest";
import { directoryKey, nodeKey, rootKey } from "../fixtures/keys.ts";
import { certificateValidity, directory, reference } from "../fixtures/messages.ts";
import {
  certifyDirectoryKey,
  sha256,
  signDirectory,
  signReference,
  verifyDirectory,
  verifyReference,
  type PinnedRoot,
  type ReferenceDocument,
  type ReferenceKind,
} from "../src/index.ts";
import { readReferenceHeads, writeReferenceHeads } from "../src/reference-heads.ts";

const certificate = await certifyDirectoryKey(directoryKey.publicJwk, rootKey, certificateValidity);
const now = "2026-11-22T00:00:00.000Z";
const pinned: PinnedRoot & { kind: ReferenceKind } = { root: rootKey.kid, now, kind: "calendar" };

const signed = (change: Record<string, unknown> = {}, crt = certificate) =>
  // Proof: what does not fit is what the tests want refused.
  signReference({ ...reference, ...change } as ReferenceDocument, directoryKey, crt);

async function verified(
  change: Record<string, unknown> = {},
  known: Partial<typeof pinned> = {},
  crt = certificate,
) {
  return verifyReference(await signed(change, crt), { ...pinned, ...known });
}

describe("trust begins at the pinned root", () => {
  test.each([nodeKey.kid, nodeKey.publicJwk])("under another root it is forged", async (root) => {
    expect(await verified({}, { root })).toMatchObject({ outcome: "refused", code: "forged" });
  });

  test("a forger who signs everything anew is not believed", async () => {
    const crt = await certifyDirectoryKey(directoryKey.publicJwk, nodeKey, certificateValidity);
    expect(await verified({}, {}, crt)).toMatchObject({ code: "forged" });
    expect(await verified({}, { root: rootKey.publicJwk }, crt)).toMatchObject({ code: "forged" });
  });

  test("other bytes under a genuine signature are forged", async () => {
    const [head, payload = "", signature] = (await signed()).split(".");
    const altered = Buffer.from(payload, "base64url").toString().replace("12-25", "12-24");
    const jws = [head, Buffer.from(altered).toString("base64url"), signature].join(".");
    expect(altered).toContain("2026-12-24");
    expect(await verifyReference(jws, pinned)).toMatchObject({ code: "forged" });
  });

  test("a directory is no reference document, nor the other way round", async () => {
    const other = await signDirectory(directory, directoryKey, certificate);
    expect(await verifyReference(other, pinned)).toMatchObject({
      code: "forged",
      detail: expect.stringContaining("wrongType"),
    });
    expect(await verifyDirectory(await signed(), pinned)).toMatchObject({
      code: "forged",
      detail: expect.stringContaining("wrongType"),
    });
  });

  test("what was issued when the key was not certified is forged", async () => {
    expect(await verified({ issued: "2025-12-31T23:59:59.999Z" })).toMatchObject({
      code: "forged",
      pointer: "/issued",
    });
  });

  test("a mebibyte is taken and not a byte more", async () => {
    const empty = JSON.stringify({ ...reference, body: { text: "" } }).length;
    const filled = (more: number) => ({ body: { text: "x".repeat(1024 * 1024 - empty + more) } });
    expect(await verified(filled(0))).toMatchObject({ outcome: "verified" });
    expect(await verified(filled(1))).toMatchObject({
      code: "forged",
      detail: expect.stringContaining("tooLarge"),
    });
  });
});

describe("time and versions", () => {
  test("a version below the known one is a rollback; the known one is not", async () => {
    expect(await verified({}, { atLeastVersion: 4 })).toMatchObject({ code: "rollback" });
    expect(await verified({}, { atLeastVersion: 3 })).toMatchObject({ outcome: "verified" });
  });

  test("it never expires, but its certificate does, and then it comes with the refusal", async () => {
    const last = "2026-12-31T23:59:59.999Z";
    expect(await verified({}, { now: last })).toMatchObject({ outcome: "verified" });
    expect(await verified({}, { now: certificateValidity.until })).toMatchObject({
      outcome: "refused",
      code: "expired",
      document: reference,
    });
  });
});

test.each<[string, Record<string, unknown>]>([
  ["/kind", { kind: "policy" }],
  ["/kind", { kind: "directory" }],
  ["/version", { version: 0 }],
  ["/version", { version: 1.5 }],
  ["/issued", { issued: "2026-11-21" }],
  ["/body", { body: [] }],
  ["/expires", { expires: now }],
])("%s %o is no calendar", async (pointer, change) => {
  expect(await verified(change)).toMatchObject({ code: "malformed", pointer });
});

describe("the heads that ride with an answer", () => {
  const hash = sha256("a document");

  test("are read as they were written", () => {
    for (const heads of [
      {},
      { policy: { version: 1, hash } },
      { calendar: { version: 999_999_999_999_999, hash }, policy: { version: 7, hash } },
    ])
      expect(readReferenceHeads(writeReferenceHeads(heads))).toEqual(heads);
  });

  test.each([
    null,
    "",
    "calendar",
    `calendar=0;hash="${hash}"`,
    `calendar=9007199254740993;hash="${hash}"`,
    `calendar=1;hash="${hash}A"`,
    `__proto__=1;hash="${hash}"`,
  ])("%s says nothing", (header) => {
    expect(readReferenceHeads(header)).toEqual({});
  });

  test("of a later hub are read as far as they are known", () => {
    expect(
      readReferenceHeads(`category=2;hash="${hash}",policy=1;hash="${hash}",calendar=2`),
    ).toEqual({ policy: { version: 1, hash } });
  });
});
