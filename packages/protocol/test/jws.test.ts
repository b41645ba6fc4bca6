import { createHmac } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { directoryKey, nodeKey, rootKey } from "../fixtures/keys.ts";
import { hop, hopBody, receipt } from "../fixtures/messages.ts";
import { signMessages } from "../fixtures/sign.ts";
import {
  encodeBase64url,
  verifyDirectory,
  verifyEvent,
  verifyHop,
  verifyReceipt,
  verifyReference,
  type PublicJwk,
} from "../src/index.ts";

const signed = await signMessages();
const [header = "", payload = "", signature = ""] = signed.event.split(".");
const known = new Map([rootKey, nodeKey, directoryKey].map((key) => [key.kid, key.publicJwk]));
const keyOf = (kid: string): PublicJwk | undefined => known.get(kid);

const verifiers = {
  event: (jws: string) => verifyEvent(jws, keyOf),
  receipt: (jws: string) => verifyReceipt(jws, keyOf, { iss: receipt.iss, aud: receipt.aud }),
  hop: (jws: string) =>
    verifyHop(jws, {
      keyOf,
      aud: hop.aud,
      htm: hop.htm,
      htu: hop.htu,
      now: hop.iat,
      body: hopBody,
    }),
  directory: (jws: string) =>
    verifyDirectory(jws, { root: rootKey.kid, now: "2026-11-22T00:00:00.000Z" }),
  reference: (jws: string) =>
    verifyReference(jws, {
      root: rootKey.kid,
      now: "2026-11-22T00:00:00.000Z",
      kind: "calendar",
    }),
};

function headed(fields: Record<string, unknown>): string {
  return `${encodeBase64url(JSON.stringify(fields))}.${payload}.${signature}`;
}

const honest = { alg: "EdDSA", kid: rootKey.kid, typ: "simpul-event+jws" };

describe.each(Object.entries(verifiers))("%s", (kind, verify) => {
  const jws = signed[kind as keyof typeof signed]; // the keys of `verifiers` are those of `signed`

  test("is verified as it was signed", async () => {
    expect(await verify(jws)).toMatchObject({ outcome: "verified" });
  });

  test("is refused with any one character changed", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(jws.length - 1),
        fc.constantFrom(..."AQgw_-9z.=+/ \n\0é"),
        async (at, char) => {
          fc.pre(jws[at] !== char);
          expect((await verify(jws.slice(0, at) + char + jws.slice(at + 1))).outcome).toBe(
            "refused",
          );
        },
      ),
      { numRuns: 400 },
    );
  });

  test("is refused with any one bit of its bytes flipped", async () => {
    const parts = jws.split(".").map((part) => Buffer.from(part, "base64url"));
    await fc.assert(
      fc.asyncProperty(fc.nat(2), fc.nat(), fc.nat(7), async (part, at, bit) => {
        const flipped = parts.map((bytes) => Buffer.from(bytes));
        const target = flipped[part] ?? Buffer.alloc(1);
        const index = at % target.length;
        target[index] = (target[index] ?? 0) ^ (1 << bit);
        expect((await verify(flipped.map(encodeBase64url).join("."))).outcome).toBe("refused");
      }),
      { numRuns: 300 },
    );
  });

  test("is refused when cut short or prolonged", async () => {
    for (const other of [
      jws.slice(0, -1),
      `${jws}A`,
      `${jws}.`,
      `${jws}==`,
      ` ${jws}`,
      `${jws}\n`,
      "",
      "..",
      ".",
    ]) {
      expect((await verify(other)).outcome, JSON.stringify(other.slice(-4))).toBe("refused");
    }
  });

  test("is not taken for another kind", async () => {
    const others = Object.entries(signed).filter(([other]) => other !== kind);
    const outcomes = await Promise.all(
      others.map(async ([, wrong]) => (await verify(wrong)).outcome),
    );
    expect(new Set(outcomes)).toEqual(new Set(["refused"]));
  });
});

describe("the protected header", () => {
  test.each(["none", "HS256", "ES256", "Ed25519", "eddsa", null])(
    "alg %s is refused",
    async (alg) => {
      expect(await verifyEvent(headed({ ...honest, alg }), keyOf)).toMatchObject({
        outcome: "refused",
        code: "wrongAlgorithm",
      });
    },
  );

  test("alg none without a signature is refused", async () => {
    const unsigned = `${encodeBase64url(JSON.stringify({ ...honest, alg: "none" }))}.${payload}.`;
    expect((await verifyEvent(unsigned, keyOf)).outcome).toBe("refused");
  });

  test("a MAC under the public key is refused", async () => {
    const head = encodeBase64url(JSON.stringify({ ...honest, alg: "HS256" }));
    const mac = createHmac("sha512", rootKey.publicJwk.x)
      .update(`${head}.${payload}`)
      .digest("base64url");
    expect(await verifyEvent(`${head}.${payload}.${mac}`, keyOf)).toMatchObject({
      code: "wrongAlgorithm",
    });
  });

  test.each([
    { jwk: nodeKey.publicJwk },
    { crit: ["b64"], b64: false },
    { jku: "https://evil.example" },
  ])("%o is refused", async (more) => {
    expect(await verifyEvent(headed({ ...honest, ...more }), keyOf)).toMatchObject({
      code: "malformed",
    });
  });

  test("an unknown key, and a key answered under another name, are refused", async () => {
    expect(await verifyEvent(signed.event, () => undefined)).toMatchObject({ code: "unknownKey" });
    expect(await verifyEvent(signed.event, () => nodeKey.publicJwk)).toMatchObject({
      code: "unknownKey",
    });
    expect(
      await verifyEvent(signed.event, () => ({ ...nodeKey.publicJwk, kid: rootKey.kid })),
    ).toMatchObject({ code: "unknownKey" });
  });
});

describe("canonical base64url", () => {
  const spare = signature.at(-1) ?? "";
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const other = alphabet[alphabet.indexOf(spare) + 1] ?? "";

  test("another spelling of the same signature is refused", async () => {
    const respelled = signature.slice(0, -1) + other;
    expect(Buffer.from(respelled, "base64url")).toEqual(Buffer.from(signature, "base64url"));
    expect(await verifyEvent(`${header}.${payload}.${respelled}`, keyOf)).toMatchObject({
      code: "malformed",
    });
  });

  test.each([
    `${signature}==`,
    `${signature.slice(0, 40)}\n${signature.slice(40)}`,
    Buffer.from(signature, "base64url").toString("base64"),
  ])("padding, white space and the other alphabet are refused", async (respelled) => {
    expect(await verifyEvent(`${header}.${payload}.${respelled}`, keyOf)).toMatchObject({
      code: "malformed",
    });
  });
});
