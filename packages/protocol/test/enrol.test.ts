import { expect, test } from "vitest";
import { directoryKey, nodeEncryptionKey, nodeKey, rootKey } from "../fixtures/keys.ts";
import { signMessages } from "../fixtures/sign.ts";
import {
  generateEncryptionKey,
  nodeUrn,
  parseEnrolAnswer,
  parseEnrolBody,
  signEnrolProof,
  verifyEnrolProof,
  type EnrolBody,
  type EnrolClaims,
} from "../src/index.ts";

const claims: EnrolClaims = {
  code: "K7QX-92MD",
  node: "sleman",
  aud: nodeUrn("hub"),
  jti: "j1",
  iat: 1795298400,
  encryption: nodeEncryptionKey.kid,
};
const expected = { aud: claims.aud, now: claims.iat };
const body: EnrolBody = {
  code: claims.code,
  node: claims.node,
  signing: nodeKey.publicJwk,
  encryption: nodeEncryptionKey.publicJwk,
  proof: await signEnrolProof(claims, nodeKey),
};

test("who holds the key is believed", async () => {
  expect(parseEnrolBody(body)).toEqual({ outcome: "parsed", body });
  expect(await verifyEnrolProof(body, expected)).toEqual({ outcome: "verified", claims });
});

test("who brings the key of another is not", async () => {
  expect(await verifyEnrolProof({ ...body, signing: rootKey.publicJwk }, expected)).toMatchObject({
    code: "unknownKey",
  });
  const impostor = { ...directoryKey, kid: nodeKey.kid };
  expect(
    await verifyEnrolProof({ ...body, proof: await signEnrolProof(claims, impostor) }, expected),
  ).toMatchObject({ code: "badSignature" });
});

test("a proof is of one code, node, encryption key, hub and moment", async () => {
  expect(await verifyEnrolProof({ ...body, code: "OTHER" }, expected)).toMatchObject({
    code: "wrongProof",
  });
  expect(await verifyEnrolProof({ ...body, node: "batam" }, expected)).toMatchObject({
    code: "wrongProof",
  });
  const { publicJwk } = await generateEncryptionKey();
  expect(await verifyEnrolProof({ ...body, encryption: publicJwk }, expected)).toMatchObject({
    code: "wrongProof",
  });
  expect(await verifyEnrolProof(body, { ...expected, aud: nodeUrn("other") })).toMatchObject({
    code: "wrongAudience",
  });
  expect(await verifyEnrolProof(body, { ...expected, now: claims.iat + 301 })).toMatchObject({
    code: "clockSkew",
  });
});

test.each<[string, object]>([
  ["/signing/crv", { signing: nodeEncryptionKey.publicJwk }],
  ["/encryption/crv", { encryption: nodeKey.publicJwk }],
  ["/signing/kid", { signing: { ...nodeKey.publicJwk, kid: rootKey.kid } }],
  ["/signing/d", { signing: { ...nodeKey.publicJwk, d: "secret" } }],
  ["/code", { code: "" }],
  ["/proof", { proof: "none" }],
])("%s must be what it should be", (pointer, change) => {
  expect(parseEnrolBody({ ...body, ...change })).toMatchObject({ code: "malformed", pointer });
});

test("the answer brings a root that can be pinned", async () => {
  const { directory } = await signMessages();
  const answer = { root: rootKey.publicJwk, directory, tenants: ["34.04"] };
  expect(parseEnrolAnswer(answer)).toEqual({ outcome: "parsed", body: answer });
  expect(
    parseEnrolAnswer({ ...answer, root: { ...rootKey.publicJwk, kid: nodeKey.kid } }),
  ).toMatchObject({ pointer: "/root/kid" });
});
