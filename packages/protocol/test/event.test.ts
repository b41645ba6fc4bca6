import { sign } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { rootKey } from "../fixtures/keys.ts";
import { event } from "../fixtures/messages.ts";
import {
  compactJws,
  composeEvent,
  encodeBase64url,
  eventType,
  MAX_EVENT_BYTES,
  parseEventType,
  sha256,
  signEvent,
  verifyEvent,
} from "../src/index.ts";

const keyOf = () => rootKey.publicJwk;

/** Signs whatever text: what a hostile peer can do with its own key. */
async function verifySigned(payload: string | Uint8Array, typ = "simpul-event+jws") {
  const head = encodeBase64url(JSON.stringify({ alg: "EdDSA", kid: rootKey.kid, typ }));
  const input = `${head}.${encodeBase64url(payload)}`;
  return verifyEvent(
    `${input}.${encodeBase64url(sign(null, Buffer.from(input), rootKey.privateKey))}`,
    keyOf,
  );
}

const verifyAltered = (change: object) => verifySigned(JSON.stringify({ ...event, ...change }));

describe("composing", () => {
  test("the key order is fixed, whatever the order of the members", () => {
    const reversed = Object.fromEntries(Object.entries(event).toReversed()) as typeof event; // the same members
    expect(composeEvent(reversed)).toEqual(composeEvent(event));
  });

  test("the hash is that of the payload bytes", () => {
    const { payload, hash } = composeEvent(event);
    expect(hash).toBe(sha256(Buffer.from(payload)));
  });

  test.each([
    { seq: 0 },
    { prev: null },
    { id: "x" },
    { time: "2026-11-21" },
    { data: { text: "a\0b" } },
    { data: { size: 2 ** 53 } },
    { data: { text: "x".repeat(MAX_EVENT_BYTES) } },
  ])("an event that every peer would refuse does not come into being: %#", (change) => {
    expect(() => composeEvent({ ...event, ...change })).toThrow(TypeError);
  });

  test("any data comes back as it was, and the bytes too", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.dictionary(
          fc.string(),
          fc.oneof(fc.string({ unit: "binary" }), fc.integer(), fc.array(fc.boolean())),
        ),
        async (data) => {
          fc.pre(
            !JSON.stringify(data).includes(String.raw`\u0000`) && !Object.hasOwn(data, "__proto__"),
          );
          const { payload, hash } = composeEvent({ ...event, data });
          const verified = await verifyEvent(
            compactJws({ payload, ...(await signEvent(payload, rootKey)) }),
            keyOf,
          );
          expect(verified).toMatchObject({ outcome: "verified", payload, hash });
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe("a signed event is refused where its members are not what they should be", () => {
  test.each<[string, object]>([
    ["/specversion", { specversion: "2.0" }],
    ["/id", { id: "019AA8A1-7C00-7000-8000-000000000002" }],
    ["/id", { id: "019aa8a1-7c00-4000-8000-000000000002" }],
    ["/source", { source: "urn:simpul:tenant:64.71" }],
    ["/source", { source: "urn:simpul:node:" }],
    ["/type", { type: "id.simpul.report.forwarded" }],
    ["/type", { type: "id.simpul.report..forwarded.v1" }],
    ["/type", { type: "id.simpul.report.forwarded.v1\n" }],
    ["/subject", { subject: "report 1" }],
    ["/time", { time: "2026-02-30T00:00:00.000Z" }],
    ["/time", { time: "2026-11-21T22:00:00Z" }],
    ["/time", { time: "2026-11-21T22:00:00.000+00:00" }],
    ["/time", { time: "2026-11-21T22:00:60.000Z" }],
    ["/stream", { stream: "urn:simpul:tenant:64.71 " }],
    ["/seq", { seq: 0 }],
    ["/seq", { seq: 1.5 }],
    ["/seq", { seq: "2" }],
    ["/prev", { prev: null }],
    ["/prev", { seq: 1 }],
    ["/prev", { prev: `${sha256("x").slice(0, 42)}B` }],
    ["/seen", { seen: [] }],
    ["/seen/64~171", { seen: { "64/71": { seq: 1, hash: sha256("x") } } }],
    ["/seen/64.71/seq", { seen: { "64.71": { seq: 0, hash: sha256("x") } } }],
    ["/seen/64.71/hash", { seen: { "64.71": { seq: 1 } } }],
    ["/seen/64.71/more", { seen: { "64.71": { seq: 1, hash: sha256("x"), more: 1 } } }],
    ["/epoch", { epoch: -1 }],
    ["/directory", { directory: null }],
    ["/calendar", { calendar: "" }],
    ["/data", { data: [] }],
    ["/extra", { extra: 1 }],
  ])("%s %o", async (pointer, change) => {
    expect(await verifyAltered(change)).toMatchObject({
      outcome: "refused",
      code: "malformed",
      pointer,
    });
  });

  test.each(Object.keys(event))("%s is missing", async (name) => {
    expect(await verifyAltered({ [name]: undefined })).toMatchObject({
      code: "malformed",
      pointer: `/${name}`,
    });
  });
});

describe("a payload that could be read in two ways is refused", () => {
  const text = JSON.stringify(event);
  const nested = (depth: number) =>
    text.replace('"later":{', `"deep":${"[".repeat(depth)}${"]".repeat(depth)},"later":{`);

  test.each([
    ["a repeated member", text.replace('"seq":2', '"seq":3,"seq":2')],
    [
      "a repeated member in other letters",
      text.replace('"tenant":', String.raw`"tenan\u0074":"64","tenant":`),
    ],
    ["a lone surrogate", text.replace('"64.71","note"', String.raw`"\ud800","note"`)],
    ["NUL", text.replace('"64.71","note"', String.raw`"\u0000","note"`)],
    ["__proto__", text.replace('"later":', '"__proto__":')],
    ["an infinite number", text.replace("0.5", "1e999")],
    ["an integer that a double does not hold", text.replace("0.5", "9007199254740993")],
    ["too deep", nested(31)],
    ["far too deep", nested(20_000)],
    ["a byte order mark", `\uFEFF${text}`],
    ["two documents", `${text}{}`],
    ["no object", "[]"],
    ["invalid UTF-8", Buffer.from(text.replace("é", "\u00ff"), "latin1")],
  ])("%s", async (_, payload) => {
    expect(await verifySigned(payload)).toMatchObject({ outcome: "refused", code: "malformed" });
  });

  test("what only looks like it is kept", async () => {
    const tricky = text.replace(
      '"64.71","note"',
      String.raw`"\\\",\"seq\":1,\"seq\":[[ \\u0000 \\","seq":"a:","note"`,
    );
    expect(await verifySigned(tricky)).toMatchObject({ outcome: "verified", payload: tricky });
    expect(await verifySigned(nested(30))).toMatchObject({ outcome: "verified" });
  });

  test("the heads of every tenant of the country at once are no trouble", () => {
    const seen = Object.fromEntries(
      Array.from({ length: 700 }, (_, i) => [`t${i}`, { seq: i + 1, hash: sha256(String(i)) }]),
    );
    expect(() => composeEvent({ ...event, seen })).not.toThrow();
  });

  test("more than 64 KiB", async () => {
    const full = text.replace(
      "0.5",
      `"${"x".repeat(MAX_EVENT_BYTES - Buffer.byteLength(text) + 1)}"`,
    );
    expect(await verifySigned(full)).toMatchObject({ outcome: "verified" });
    expect(await verifySigned(`${full} `)).toMatchObject({ code: "tooLarge" });
    expect(await verifySigned(full.repeat(20))).toMatchObject({ code: "tooLarge" });
  });
});

test("an event signed as something else is no event", async () => {
  const text = JSON.stringify(event);
  expect(await verifySigned(text, "simpul-hop+jws")).toMatchObject({ code: "wrongType" });
  expect(await verifySigned(text, "JWT")).toMatchObject({ code: "wrongType" });
});

test("event types", () => {
  expect(eventType("report.forwarded")).toBe("id.simpul.report.forwarded.v1");
  expect(parseEventType("id.simpul.fork.settled.v12")).toEqual({
    name: "fork.settled",
    version: 12,
  });
  expect(parseEventType("id.simpul.report.v0")).toBeUndefined();
  expect(parseEventType("com.example.report.v1")).toBeUndefined();
});
