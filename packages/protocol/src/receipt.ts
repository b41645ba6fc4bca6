import { openJws, signCompact, type JwsKind } from "./jws.ts";
import type { PublicJwk, SigningKey } from "./keys.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";
import {
  conform,
  integer,
  list,
  object,
  oneOf,
  optional,
  value,
  where,
  type Shape,
} from "./shape.ts";
import { hashShape, head, instant, codeWord, nodeUrnShape, token, type Head } from "./terms.ts";

export interface Verdict {
  hash: string;
  verdict: "accepted" | "duplicate" | "parked" | "rejected";
  /** Why it was parked or rejected; always there with a rejection. */
  code?: string;
  /** Sending the same bytes again cannot help. */
  permanent?: boolean;
  /** Of the event's stream, after the batch. */
  head?: Head;
}

/** One for each batch, signed after the receiver's commit. */
export interface Receipt {
  /** The receiver of the batch. */
  iss: string;
  /** Its sender. */
  aud: string;
  time: string;
  batch: { generation: string; from: number; to: number };
  verdicts: Verdict[];
}

export const MAX_BATCH_ITEMS = 100;

const RECEIPT: JwsKind = { typ: "simpul-receipt+jws", limit: 64 * 1024 };

const verdict: Shape<Verdict> = where(
  object<Verdict>({
    hash: hashShape,
    verdict: oneOf("accepted", "duplicate", "parked", "rejected"),
    code: optional(codeWord),
    permanent: optional(value<boolean>("true or false", (given) => typeof given === "boolean")),
    head: optional(head),
  }),
  (given) =>
    given.verdict === "rejected" && given.code === undefined
      ? { pointer: "/code", wanted: "the reason of a rejection" }
      : undefined,
);

const receiptShape: Shape<Receipt> = object<Receipt>({
  iss: nodeUrnShape,
  aud: nodeUrnShape,
  time: instant,
  batch: where(
    object<Receipt["batch"]>({ generation: token, from: integer(0), to: integer(0) }),
    ({ from, to }) =>
      from <= to ? undefined : { pointer: "/to", wanted: "a position not before `from`" },
  ),
  verdicts: list(verdict, MAX_BATCH_ITEMS),
});

export async function signReceipt(receipt: Receipt, key: SigningKey): Promise<string> {
  return signCompact(RECEIPT, receipt, key);
}

/** `keyOf` must answer keys of `expected.iss` only: a receipt proves what that node received. */
export async function verifyReceipt(
  jws: string,
  keyOf: (kid: string) => PublicJwk | undefined,
  expected: { iss: string; aud: string },
): Promise<{ outcome: "verified"; receipt: Receipt; kid: string } | ProtocolRefusal> {
  const opened = await openJws(jws, RECEIPT, keyOf);
  if (opened.outcome === "refused") return opened;
  const fit = conform(opened.value, receiptShape);
  if (fit.outcome === "refused") return fit;
  const receipt = fit.value;
  if (receipt.iss !== expected.iss)
    return refuse("wrongIssuer", `receipt of ${receipt.iss}`, "/iss");
  if (receipt.aud !== expected.aud)
    return refuse("wrongAudience", `receipt for ${receipt.aud}`, "/aud");
  return { outcome: "verified", receipt, kid: opened.kid };
}
