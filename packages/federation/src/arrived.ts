import type { ParkedRow } from "@simpul/db";
import type { ContentItem, Verdict, VerifiedEvent } from "@simpul/protocol";
import { readType } from "./event-shapes.ts";

/** A peer's event whose signature, signer and shape were checked. */
export interface Arrived {
  readonly to: string;
  readonly writer: string;
  readonly type: string;
  readonly verified: VerifiedEvent;
  readonly content: readonly ContentItem[];
  readonly jws: string;
  readonly traceparent?: string;
}

export const rejected = (hash: string, code: string, permanent: boolean): Verdict => ({
  hash,
  verdict: "rejected",
  code,
  permanent,
});

export function parkedRow(
  tenant: string,
  report: string,
  arrived: Arrived,
  reason: string,
): ParkedRow {
  const { writer, jws, content, verified } = arrived;
  return {
    tenant,
    report,
    writer,
    seq: verified.event.seq,
    hash: verified.hash,
    jws,
    content,
    reason,
  };
}

/** A parked event was verified when it came; its bytes have lain in our own database since. */
export function reread(row: ParkedRow): Arrived | undefined {
  const [header, payload, signature] = row.jws.split(".");
  if (header === undefined || payload === undefined || signature === undefined) return undefined;
  const text = Buffer.from(payload, "base64url").toString("utf8");
  // Proof: `readItem` verified these bytes as an event before they were parked.
  const event = JSON.parse(text) as VerifiedEvent["event"];
  const type = readType(event);
  // Known by now, and not what this version means by it: it stays where its bytes are kept.
  if (type === "malformed") return undefined;
  return {
    to: row.tenant,
    writer: row.writer,
    type,
    verified: {
      outcome: "verified",
      payload: text,
      hash: row.hash,
      event,
      protected: header,
      signature,
      kid: "",
    },
    // Proof: as above; the items were parked with the batch.
    content: row.content as Arrived["content"],
    jws: row.jws,
  };
}
