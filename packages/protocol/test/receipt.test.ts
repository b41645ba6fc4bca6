import { expect, test } from "vitest";
import { nodeKey, rootKey } from "../fixtures/keys.ts";
import { receipt } from "../fixtures/messages.ts";
import { sha256, signReceipt, verifyReceipt, type Receipt } from "../src/index.ts";

const keyOf = (kid: string) => (kid === nodeKey.kid ? nodeKey.publicJwk : undefined);
const expected = { iss: receipt.iss, aud: receipt.aud };

async function verified(change: object, key = nodeKey) {
  const changed: Receipt = { ...receipt, ...change };
  return verifyReceipt(await signReceipt(changed, key), keyOf, expected);
}

test("a receipt of another party, or for another, proves nothing", async () => {
  expect(await verified({ iss: "urn:simpul:node:other" })).toMatchObject({ code: "wrongIssuer" });
  expect(await verified({ aud: "urn:simpul:node:other" })).toMatchObject({ code: "wrongAudience" });
  expect(await verified({}, rootKey)).toMatchObject({ code: "unknownKey" });
});

test.each<[string, object]>([
  ["/verdicts/0/code", { verdicts: [{ hash: sha256("x"), verdict: "rejected" }] }],
  ["/verdicts/0/verdict", { verdicts: [{ hash: sha256("x"), verdict: "ok" }] }],
  ["/verdicts/0/hash", { verdicts: [{ hash: "x", verdict: "accepted" }] }],
  ["/verdicts/0/permanent", { verdicts: [{ hash: sha256("x"), verdict: "parked", permanent: 1 }] }],
  [
    "/verdicts",
    { verdicts: Array.from({ length: 101 }, () => ({ hash: sha256("x"), verdict: "accepted" })) },
  ],
  ["/batch/to", { batch: { generation: "g", from: 2, to: 1 } }],
  ["/batch/generation", { batch: { generation: "", from: 1, to: 1 } }],
  ["/time", { time: "now" }],
  ["/extra", { extra: true }],
])("%s must be what it should be", async (pointer, change) => {
  expect(await verified(change)).toMatchObject({ code: "malformed", pointer });
});
