import { readFileSync } from "node:fs";
import { createPublicKey, verify } from "node:crypto";
import { calculateJwkThumbprint, compactVerify, decodeProtectedHeader, importJWK } from "jose";
import { describe, expect, test } from "vitest";
import { directoryKey, nodeEncryptionKey, nodeKey, rootKey } from "../fixtures/keys.ts";
import * as messages from "../fixtures/messages.ts";
import { signMessages } from "../fixtures/sign.ts";
import {
  composeEvent,
  openIdentityMessage,
  openSealedIdentity,
  sha256,
  thumbprint,
  verifyDirectory,
  verifyEvent,
  verifyHop,
  verifyReceipt,
  verifyReference,
} from "../src/index.ts";

const kinds = [
  "event",
  "receipt",
  "hop",
  "directory",
  "reference",
  "identity-ask",
  "identity-answer",
] as const;
const signer = {
  event: rootKey,
  receipt: nodeKey,
  hop: nodeKey,
  directory: directoryKey,
  reference: directoryKey,
  "identity-ask": nodeKey,
  "identity-answer": rootKey,
};

function golden(kind: (typeof kinds)[number]): string {
  return readFileSync(new URL(`../fixtures/v1/${kind}.jws`, import.meta.url), "utf8").trim();
}

describe("golden messages of version 1", () => {
  test("the event is verified, byte for byte", async () => {
    const verified = await verifyEvent(golden("event"), (kid) =>
      kid === rootKey.kid ? rootKey.publicJwk : undefined,
    );
    const { payload, hash } = composeEvent(messages.event);
    expect(verified).toMatchObject({
      outcome: "verified",
      payload,
      hash,
      event: messages.event,
      kid: rootKey.kid,
    });
    expect(hash).toBe("h_ZVbd2XoBHvuDfp1hYnwOodd2b0HdKutcmsEyIgJww");
  });

  test("the receipt is verified", async () => {
    const expected = { iss: messages.receipt.iss, aud: messages.receipt.aud };
    expect(await verifyReceipt(golden("receipt"), () => nodeKey.publicJwk, expected)).toEqual({
      outcome: "verified",
      receipt: messages.receipt,
      kid: nodeKey.kid,
    });
  });

  test("the hop is verified", async () => {
    const { aud, htm, htu, iat } = messages.hop;
    const expected = {
      keyOf: () => nodeKey.publicJwk,
      aud,
      htm,
      htu,
      now: iat,
      body: messages.hopBody,
    };
    expect(await verifyHop(golden("hop"), expected)).toEqual({
      outcome: "verified",
      claims: messages.hop,
      kid: nodeKey.kid,
    });
  });

  test.each([rootKey.publicJwk, rootKey.kid])(
    "the directory is verified under the pinned root %o",
    async (root) => {
      const now = "2026-11-22T00:00:00.000Z";
      expect(await verifyDirectory(golden("directory"), { root, now })).toEqual({
        outcome: "verified",
        directory: messages.directory,
      });
    },
  );

  test("the reference document is verified under the pinned root", async () => {
    const pinned = {
      root: rootKey.kid,
      now: "2026-11-22T00:00:00.000Z",
      kind: "calendar",
    } as const;
    expect(await verifyReference(golden("reference"), pinned)).toEqual({
      outcome: "verified",
      document: messages.reference,
    });
  });

  test("the identity's ask and its answer are opened, and what was sealed", async () => {
    const { identity, identityAsk: ask, identityAnswer: answer } = messages;
    expect(await openIdentityMessage(golden("identity-ask"), () => nodeKey.publicJwk)).toEqual({
      outcome: "opened",
      message: { kind: "ask", id: ask.id, ask },
      kid: nodeKey.kid,
    });
    expect(await openIdentityMessage(golden("identity-answer"), () => rootKey.publicJwk)).toEqual({
      outcome: "opened",
      message: { kind: "answer", id: ask.id, answer },
      kid: rootKey.kid,
    });
    const opened = await openSealedIdentity(answer.sealed ?? "", nodeEncryptionKey, ask.id);
    expect(opened).toEqual({ outcome: "opened", plain: identity });
  });

  test("signing the same messages gives the same bytes", async () => {
    expect(await signMessages()).toEqual(
      Object.fromEntries(kinds.map((kind) => [kind, golden(kind)])),
    );
  });
});

describe("other implementations agree", () => {
  test.each(kinds)("jose reads the %s", async (kind) => {
    const key = await importJWK(signer[kind].publicJwk, "EdDSA");
    const { protectedHeader } = await compactVerify(golden(kind), key);
    expect(protectedHeader).toMatchObject({
      alg: "EdDSA",
      kid: signer[kind].kid,
      typ: `simpul-${kind}+jws`,
    });
    expect(decodeProtectedHeader(golden(kind))).toEqual(protectedHeader);
  });

  test.each(kinds)("node:crypto verifies the %s", (kind) => {
    const [header, payload, signature = ""] = golden(kind).split(".");
    const { kty, crv, x } = signer[kind].publicJwk;
    const key = createPublicKey({ key: { kty, crv, x }, format: "jwk" });
    expect(
      verify(null, Buffer.from(`${header}.${payload}`), key, Buffer.from(signature, "base64url")),
    ).toBe(true);
  });

  test("the thumbprint is that of RFC 8037, appendix A.3, and that of jose", async () => {
    const { kty, crv, x } = rootKey.publicJwk;
    expect(await thumbprint(rootKey.publicJwk)).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    expect(await calculateJwkThumbprint({ kty, crv, x })).toBe(rootKey.kid);
  });

  test("the digest is that of FIPS 180-4", () => {
    expect(Buffer.from(sha256("abc"), "base64url").toString("hex")).toBe(
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
  });
});
