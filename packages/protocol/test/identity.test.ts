import { decodeProtectedHeader } from "jose";
import { describe, expect, test } from "vitest";
import { nodeEncryptionKey, nodeKey, rootKey } from "../fixtures/keys.ts";
import { identityAnswer as answer, identityAsk as ask } from "../fixtures/messages.ts";
import {
  generateEncryptionKey,
  isSealedFor,
  openIdentityMessage,
  openSealedIdentity,
  parsePostBody,
  parsePullBody,
  sealIdentity,
  sha256,
  signHop,
  signIdentityAnswer,
  signIdentityAsk,
  type IdentityAnswer,
  type IdentityAsk,
} from "../src/index.ts";
import { hop } from "../fixtures/messages.ts";

const keyOf = () => nodeKey.publicJwk;
const asked = (change: object) => {
  const changed: IdentityAsk = { ...ask, ...change };
  return openIdentityMessage(signIdentityAsk(changed, nodeKey), keyOf);
};
const answered = (change: object) => {
  const changed: IdentityAnswer = { ...answer, ...change };
  return openIdentityMessage(signIdentityAnswer(changed, nodeKey), keyOf);
};

describe("an ask", () => {
  test.each<[string, object]>([
    ["/exp", { exp: "2026-11-25T00:00:00.001Z" }],
    ["/exp", { exp: ask.at }],
    ["/to", { to: ask.from }],
    ["/purpose", { purpose: "curiosity" }],
    ["/id", { id: "9b2f3c1e-0000-4000-8000-000000000001" }],
    ["/report", { report: "SP-1" }],
    ["/key", { key: "x" }],
    ["/role", { role: "a liaison" }],
    ["/at", { at: "2026-11-22T00:00:00Z" }],
    ["/reason", { reason: "words that must not travel" }],
  ])("is refused at %s for %o", async (pointer, change) => {
    expect(await asked(change)).toMatchObject({ code: "malformed", pointer });
  });

  test("counts only under its signer's key and as what it is", async () => {
    const jws = signIdentityAsk(ask, nodeKey);
    expect(await openIdentityMessage(jws, () => rootKey.publicJwk)).toMatchObject({
      code: "unknownKey",
    });
    const [head = "", body = "", signature = ""] = jws.split(".");
    const turned = Buffer.from(body, "base64url").toString().replace("liaison", "auditor");
    const forged = [head, Buffer.from(turned).toString("base64url"), signature].join(".");
    expect(await openIdentityMessage(forged, keyOf)).toMatchObject({ code: "badSignature" });
    const other = await signHop(hop, nodeKey);
    expect(await openIdentityMessage(other, keyOf)).toMatchObject({ code: "wrongType" });
    expect(await openIdentityMessage(`${jws}${"A".repeat(20_000)}`, keyOf)).toMatchObject({
      code: "tooLarge",
    });
  });
});

test.each<object>([
  { sealed: undefined },
  { code: "noIdentity" },
  { outcome: "refused" },
  { outcome: "refused", sealed: undefined },
  { outcome: "refused", code: "noIdentity" },
])("an answer gives or says why not: %o", async (change) => {
  const stripped = Object.fromEntries(
    Object.entries({ ...answer, ...change }).filter(([, v]) => v !== undefined),
  );
  expect(
    await openIdentityMessage(signIdentityAnswer(stripped as never, nodeKey), keyOf),
  ).toMatchObject({
    code: "malformed",
    pointer: "/outcome",
  });
  expect(await answered({})).toMatchObject({ outcome: "opened" });
});

describe("what is sealed", () => {
  const plain = JSON.stringify({ name: "Siti Kenari", phone: "+62 812-7777-0001" });

  test("opens for its node and its ask, and for nothing else", async () => {
    const sealed = await sealIdentity(plain, nodeEncryptionKey.publicJwk, ask.id);
    expect(await openSealedIdentity(sealed, nodeEncryptionKey, ask.id)).toEqual({
      outcome: "opened",
      plain,
    });
    const later = "019aa8a1-7c00-7000-8000-0000000000dd";
    expect(await openSealedIdentity(sealed, nodeEncryptionKey, later)).toMatchObject({
      code: "wrongReply",
    });
    const stranger = await generateEncryptionKey();
    expect(await openSealedIdentity(sealed, stranger, ask.id)).toMatchObject({
      code: "wrongReply",
    });
    // Renamed for the other ask, or for the other key: the cipher covers what the header says.
    const [head = "", ...rest] = sealed.split(".");
    const header = decodeProtectedHeader(sealed);
    const renamed = (change: object) =>
      [Buffer.from(JSON.stringify({ ...header, ...change })).toString("base64url"), ...rest].join(
        ".",
      );
    expect(head).not.toBe("");
    expect(isSealedFor(renamed({ ask: later }), nodeEncryptionKey.kid, later)).toBe(true);
    expect(
      await openSealedIdentity(renamed({ ask: later }), nodeEncryptionKey, later),
    ).toMatchObject({
      code: "malformed",
    });
    expect(
      await openSealedIdentity(renamed({ kid: stranger.kid }), stranger, ask.id),
    ).toMatchObject({
      code: "malformed",
    });
    for (const text of ["", "a.b.c.d.e", renamed({ alg: "dir" }), renamed({ typ: "JWE" })])
      expect(await openSealedIdentity(text, nodeEncryptionKey, ask.id)).toMatchObject({
        outcome: "refused",
      });
  });

  test("has the same length for a short name and a long one, and shows none of it", async () => {
    const lengths = await Promise.all(
      ["{}", plain, JSON.stringify({ name: "x".repeat(1500) })].map(async (said) => {
        const sealed = await sealIdentity(said, nodeEncryptionKey.publicJwk, ask.id);
        return sealed.length;
      }),
    );
    expect(new Set(lengths).size).toBe(1);
    await expect(sealIdentity(plain, nodeKey.publicJwk, ask.id)).rejects.toThrow(TypeError);
  });
});

test("a body carries twenty messages of sixteen kilobytes and no more", () => {
  const jws = signIdentityAsk(ask, nodeKey);
  const body = { generation: "g", items: [] };
  const long = `${jws}${"A".repeat(16_384)}`;
  for (const messages of [Array.from({ length: 21 }, () => jws), [long], ["no message"], "x"])
    expect(parsePostBody({ ...body, messages })).toMatchObject({ code: "malformed" });
  const taken = Array.from({ length: 21 }, () => sha256("x"));
  expect(parsePullBody({ generation: "g", after: 0, backlog: 0, taken })).toMatchObject({
    pointer: "/taken",
  });
});
