import { describe, expect, test } from "vitest";
import { nodeKey, rootKey } from "../fixtures/keys.ts";
import { hop, hopBody } from "../fixtures/messages.ts";
import {
  checkHopBody,
  HOP_SKEW_SECONDS,
  openHop,
  sha256,
  signHop,
  verifyHop,
  type ExpectedHop,
  type HopClaims,
} from "../src/index.ts";

const expected: ExpectedHop = {
  keyOf: () => nodeKey.publicJwk,
  aud: hop.aud,
  htm: hop.htm,
  htu: hop.htu,
  now: hop.iat,
  body: hopBody,
};

async function verified(claims: Partial<HopClaims> = {}, changed: Partial<ExpectedHop> = {}) {
  return verifyHop(await signHop({ ...hop, ...claims }, nodeKey), { ...expected, ...changed });
}

describe("the body", () => {
  test("is compared raw: one space more is another body", async () => {
    expect(await verified({}, { body: hopBody.replace(",", ", ") })).toMatchObject({
      code: "bodyMismatch",
    });
    expect(await verified({}, { body: Buffer.from(hopBody) })).toMatchObject({
      outcome: "verified",
    });
  });

  test("may be empty", async () => {
    expect(await verified({ bodyDigest: sha256("") }, { body: "" })).toMatchObject({
      outcome: "verified",
    });
  });

  test("is checked before a key is looked up", async () => {
    const lookedUp: string[] = [];
    const keyOf = (kid: string) => {
      lookedUp.push(kid);
      return nodeKey.publicJwk;
    };
    expect(await verified({}, { body: "other", keyOf })).toMatchObject({ code: "bodyMismatch" });
    expect(lookedUp).toEqual([]);
  });
});

describe("a token without its body", () => {
  const open = async (claims: Partial<HopClaims>, changed: Partial<ExpectedHop> = {}) =>
    openHop(await signHop({ ...hop, ...claims }, nodeKey), { ...expected, ...changed });

  test("says who calls, and the body is compared afterwards", async () => {
    const opened = await open({ bodyDigest: sha256("said") });
    expect(opened).toMatchObject({ outcome: "verified", kid: nodeKey.kid });
    expect(checkHopBody({ bodyDigest: sha256("said") }, "said")).toBeUndefined();
    expect(checkHopBody({ bodyDigest: sha256("said") }, "other")?.code).toBe("bodyMismatch");
  });

  test("is refused like any other", async () => {
    expect(await open({ htu: "https://elsewhere" })).toMatchObject({ code: "wrongRequest" });
    expect(await open({ aud: "urn:simpul:node:other" })).toMatchObject({ code: "wrongAudience" });
    expect(await open({}, { now: hop.iat + 301 })).toMatchObject({ code: "clockSkew" });
    expect(await open({}, { keyOf: () => rootKey.publicJwk })).toMatchObject({
      code: "unknownKey",
    });
  });
});

describe("the clock", () => {
  test.each([-HOP_SKEW_SECONDS, 0, HOP_SKEW_SECONDS])(
    "%i seconds apart is accepted",
    async (skew) => {
      expect(await verified({}, { now: hop.iat + skew })).toMatchObject({ outcome: "verified" });
    },
  );

  test.each([-HOP_SKEW_SECONDS - 1, HOP_SKEW_SECONDS + 1, Number.NaN])(
    "%f seconds apart is refused",
    async (skew) => {
      expect(await verified({}, { now: hop.iat + skew })).toMatchObject({
        code: "clockSkew",
        pointer: "/iat",
      });
    },
  );

  test("is not told to a forger", async () => {
    const forged = await signHop(hop, rootKey);
    const keyOf = () => ({ ...nodeKey.publicJwk });
    expect(await verifyHop(forged, { ...expected, keyOf, now: 0 })).toMatchObject({
      code: "unknownKey",
    });
  });

  test.each([121, 0, -1])("a life of %i seconds is refused", async (life) => {
    expect(await verified({ exp: hop.iat + life })).toMatchObject({
      code: "malformed",
      pointer: "/exp",
    });
  });
});

describe("a token is good for one request", () => {
  test.each<[string, Partial<ExpectedHop>]>([
    ["wrongAudience", { aud: "urn:simpul:node:other" }],
    ["wrongIssuer", { iss: "urn:simpul:node:other" }],
    ["wrongRequest", { htm: "GET" }],
    ["wrongRequest", { htu: `${hop.htu}?x=1` }],
    ["wrongReply", { reply: hop.jti }],
  ])("%s", async (code, changed) => {
    expect(await verified({}, changed)).toMatchObject({ outcome: "refused", code });
  });

  test("a response is good for its own request only, and is never a request", async () => {
    expect(await verified({ reply: "one" }, { reply: "one" })).toMatchObject({
      outcome: "verified",
    });
    expect(await verified({ reply: "one" }, { reply: "two" })).toMatchObject({
      code: "wrongReply",
    });
    expect(await verified({ reply: "one" })).toMatchObject({ code: "wrongReply" });
  });
});
