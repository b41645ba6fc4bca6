import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { checkSignature, webhookSecret } from "../../src/index.ts";

const now = 1_772_413_200;
const first = `whsec_${Buffer.alloc(32, 1).toString("base64")}`;
const second = `whsec_${Buffer.alloc(32, 2).toString("base64")}`;
const body = JSON.stringify({ type: "report.submitted", data: { text: "Jalan rusak 🛣️" } });

/** Signed by the library that others use. */
const signedBy = (secret: string, id = "msg_1", at = now, raw = body) => ({
  id,
  timestamp: String(at),
  signature: new Webhook(secret).sign(id, new Date(at * 1000), raw),
});
const check = (
  secrets: string[],
  headers: Parameters<typeof checkSignature>[1],
  raw: string | Uint8Array = body,
) => checkSignature(secrets.map(webhookSecret), headers, Buffer.from(raw), now);
const bad = { outcome: "unsigned", code: "badWebhookSignature" };

test("what the library signs is signed", () => {
  expect(check([first], signedBy(first))).toEqual({ outcome: "signed", id: "msg_1" });
});

test("a secret is the same with and without its prefix", () => {
  expect(check([first.slice("whsec_".length)], signedBy(first)).outcome).toBe("signed");
});

test("another secret, a changed body, id or time, and no secret at all are not", () => {
  const headers = signedBy(first);
  expect(check([second], headers)).toEqual(bad);
  expect(check([first], headers, `${body} `)).toEqual(bad);
  expect(check([first], { ...headers, id: "msg_2" })).toEqual(bad);
  expect(check([first], { ...headers, timestamp: String(now + 1) })).toEqual(bad);
  expect(check([], headers)).toEqual(bad);
});

test("while it is rotated either secret may sign, and a sender may sign with both", () => {
  expect(check([first, second], signedBy(second)).outcome).toBe("signed");
  const both = `${signedBy(first).signature} ${signedBy(second).signature}`;
  for (const kept of [first, second])
    expect(check([kept], { ...signedBy(first), signature: both }).outcome).toBe("signed");
  expect(
    check([first], { ...signedBy(first), signature: `v1a,xyz ${signedBy(first).signature}` })
      .outcome,
  ).toBe("signed");
});

test("five minutes either way are tolerated, and no second more", () => {
  for (const off of [-300, 300])
    expect(check([first], signedBy(first, "m", now + off)).outcome).toBe("signed");
  for (const off of [-301, 301])
    expect(check([first], signedBy(first, "m", now + off))).toEqual({
      outcome: "unsigned",
      code: "staleTimestamp",
    });
});

test("an old time with a false signature says nothing of our clock", () => {
  expect(check([second], signedBy(first, "m", now - 900))).toEqual(bad);
});

test("headers that are missing or no headers of the standard are refused", () => {
  const headers = signedBy(first);
  for (const name of ["id", "timestamp", "signature"] as const)
    expect(check([first], { ...headers, [name]: undefined })).toEqual(bad);
  for (const id of ["", "a b", "a\u0007", "é", "x".repeat(257)])
    expect(check([first], { ...signedBy(first, id), id })).toEqual(bad);
  for (const timestamp of ["", "1e9", "-5", "0x10", `${now}.0`, "9".repeat(13)])
    expect(check([first], { ...headers, timestamp })).toEqual(bad);
  for (const signature of ["", "v1,", "v1", "v2,AAAA", signedBy(first).signature.slice(3)])
    expect(check([first], { ...headers, signature })).toEqual(bad);
  expect(check([first], signedBy(first, "x".repeat(256))).outcome).toBe("signed");
});

test("the bytes are what is signed: two bodies that decode alike are not the same", () => {
  const headers = signedBy(first, "m", now, "\uFFFD");
  expect(check([first], headers, Buffer.from([0xff]))).toEqual(bad);
});

test("a secret too short to protect anything is a fault of the installation", () => {
  expect(() => webhookSecret("whsec_AAAA")).toThrow("16 bytes");
});
