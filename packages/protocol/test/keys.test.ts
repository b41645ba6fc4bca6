import { createPublicKey, diffieHellman } from "node:crypto";
import { describe, expect, test } from "vitest";
import { directoryKey, nodeEncryptionKey, rootKey } from "../fixtures/keys.ts";
import {
  exportPrivateJwk,
  generateEncryptionKey,
  generateSigningKey,
  importEncryptionKey,
  importSigningKey,
  signEvent,
} from "../src/index.ts";
import { encryptionJwk, signingJwk } from "../src/keys.ts";
import { isWeakPoint } from "../src/weak-points.ts";

test("a key comes back from its file", async () => {
  const signing = await generateSigningKey();
  const again = await importSigningKey(JSON.parse(JSON.stringify(await exportPrivateJwk(signing))));
  expect(again.publicJwk).toEqual(signing.publicJwk);
  expect(await signEvent("{}", again)).toEqual(await signEvent("{}", signing));
  const sealing = await generateEncryptionKey();
  expect((await importEncryptionKey(await exportPrivateJwk(sealing))).publicJwk).toEqual(
    sealing.publicJwk,
  );
  expect(signingJwk(signing.publicJwk, "")).toBeUndefined();
  expect(encryptionJwk(sealing.publicJwk, "")).toBeUndefined();
});

test("the public half holds no secret", async () => {
  expect(Object.keys((await generateSigningKey()).publicJwk).toSorted()).toEqual([
    "crv",
    "kid",
    "kty",
    "x",
  ]);
});

test("a key file whose parts do not belong together is refused", async () => {
  const file = await exportPrivateJwk(rootKey);
  const { x, kid } = directoryKey.publicJwk;
  for (const wrong of [
    { ...file, x, kid },
    { ...file, x },
    { ...file, kid },
    { ...file, d: undefined },
    { ...file, use: "sig" },
    null,
  ]) {
    await expect(importSigningKey(wrong)).rejects.toThrow(TypeError);
  }
  await expect(importSigningKey(await exportPrivateJwk(nodeEncryptionKey))).rejects.toThrow(
    TypeError,
  );
});

describe("points of small order", () => {
  const p = 2n ** 255n - 19n;
  const spelled = (y: bigint) =>
    Buffer.from(y.toString(16).padStart(64, "0"), "hex").reverse().toString("base64url");
  const order8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022n;
  const edwards = [0n, 1n, p - 1n, order8, p - order8];
  const montgomery = [
    0n,
    1n,
    p - 1n,
    325606250916557431795983626356110631294008115727848805560023387167927233504n,
    39382357235489614581723060781553021112529911719440698176882885853963445705823n,
  ];

  const power = (base: bigint, exponent: bigint): bigint =>
    exponent === 0n
      ? 1n
      : (power((base * base) % p, exponent / 2n) * (exponent % 2n ? base : 1n)) % p;
  const over = (a: bigint, b: bigint) => (((a % p) + p) * power(((b % p) + p) % p, p - 2n)) % p;
  const d = over(-121665n, 121666n);
  /** (x², y) of twice the point: RFC 8032, section 5.1, needs no square root for it. */
  const doubled = ([xx, y]: [bigint, bigint]): [bigint, bigint] => {
    const dxxyy = (((d * xx) % p) * y * y) % p;
    return [over(4n * xx * y * y, (1n + dxxyy) ** 2n), over(y * y + xx, 1n - dxxyy)];
  };

  test.each(edwards)("eight times the point at %d is nothing, so the key is refused", (y) => {
    const point: [bigint, bigint] = [over(y * y - 1n, d * y * y + 1n), y];
    expect(doubled(doubled(doubled(point)))).toEqual([0n, 1n]);
    expect(isWeakPoint("Ed25519", spelled(y))).toBe(true);
    expect(isWeakPoint("Ed25519", spelled(y + 2n ** 255n))).toBe(true);
  });

  test.each(montgomery)("no secret can be agreed upon with %d", (u) => {
    const publicKey = createPublicKey({
      key: { kty: "OKP", crv: "X25519", x: spelled(u) },
      format: "jwk",
    });
    expect(() => diffieHellman({ privateKey: nodeEncryptionKey.privateKey, publicKey })).toThrow(
      /derivation|diffie|operation/i,
    );
    expect(isWeakPoint("X25519", spelled(u))).toBe(true);
  });

  test("a second spelling of a coordinate is refused", () => {
    expect(isWeakPoint("Ed25519", spelled(p + 3n))).toBe(true);
    expect(isWeakPoint("X25519", spelled(p + 9n))).toBe(true);
    expect(isWeakPoint("X25519", spelled(9n))).toBe(false);
  });
});
