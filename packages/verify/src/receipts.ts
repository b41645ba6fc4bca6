import type { Known } from "./directories.ts";
import { openJws } from "./jws.ts";
import { linesOf } from "./lines.ts";
import type { Manifest } from "./manifest.ts";
import { isRefuted, refuted, type Refuted } from "./refuted.ts";
import { integer, list, matching, maybe, misfit, object, oneOf } from "./shape.ts";
import type { ReadEvent, Streams } from "./streams.ts";
import { isHash, isHead, isInstant, isNodeUrn, type Head } from "./terms.ts";

interface Receipt {
  readonly iss: string;
  readonly aud: string;
  readonly time: string;
  readonly verdicts: readonly { readonly hash: string; readonly head?: Head }[];
}

export interface Receipts {
  readonly count: number;
  /** Events of which a node other than their signer's has signed that it received them. */
  readonly covered: number;
}

const file = "receipts.ndjson";
const most = 100_000;

const receipt = {
  iss: isNodeUrn,
  aud: isNodeUrn,
  time: isInstant,
  batch: object({
    generation: matching(/^[A-Za-z0-9._~-]{1,128}$/),
    from: integer(0),
    to: integer(0),
  }),
  verdicts: list(
    object({
      hash: isHash,
      verdict: oneOf("accepted", "duplicate", "parked", "rejected"),
      code: maybe(matching(/^[a-zA-Z][a-zA-Z0-9.]{0,63}$/)),
      permanent: maybe((value) => typeof value === "boolean"),
      head: maybe(isHead),
    }),
    100,
  ),
};

/**
 * Receipts are of batches, so they may name events of other reports. Each must name one of these, and the head that its
 * issuer had of that stream must stand in it: an end that was cut off is missed by whoever has receipted it.
 */
export function readReceipts(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
  known: Known,
  streams: Streams,
): Receipts | Refuted {
  const lines = linesOf(files.get(file) ?? new Uint8Array(), file, most, "receiptMalformed");
  if (isRefuted(lines)) return lines;
  const all = [...streams.values()].flatMap((stream) =>
    stream.map((one) => ({ one, stream, owner: known.keys.get(one.kid) })),
  );
  const byHash = new Map(all.map((each) => [each.one.hash, each]));
  /** When another node first proved that it had the event. */
  const proven = new Map<ReadEvent, string>();
  for (const [index, line] of lines.entries()) {
    const where = `${file} line ${index + 1}`;
    const read = readReceipt(line, where, known);
    if (isRefuted(read)) return read;
    const { iss, aud, time, verdicts } = read;
    const ours = verdicts.flatMap((verdict) => {
      const found = byHash.get(verdict.hash);
      return found === undefined ? [] : [{ ...found, verdict }];
    });
    if (ours.length === 0 || (iss !== manifest.by && aud !== manifest.by))
      return refuted("receiptForeign", where, "it names no event of this archive's maker's copy");
    for (const { one, stream, owner, verdict } of ours) {
      const { head } = verdict;
      if (head !== undefined && stream[head.seq - 1]?.hash !== head.hash)
        return refuted("receiptContradicted", where, `${iss} had seq ${head.seq} otherwise`);
      if (owner?.urn !== iss && time < (proven.get(one) ?? "~")) proven.set(one, time);
    }
  }
  return unproven(streams, known, proven) ?? { count: lines.length, covered: proven.size };
}

function readReceipt(line: string, where: string, known: Known): Receipt | Refuted {
  const kind = { typ: "simpul-receipt+jws", limit: 64 * 1024 };
  const opened = openJws(line, kind, (kid) => known.keys.get(kid)?.jwk);
  if (opened.outcome === "broken")
    return refuted(
      opened.as === "malformed" ? "receiptMalformed" : "receiptForged",
      where,
      opened.detail,
    );
  const fault = misfit(opened.value, receipt, "closed");
  if (fault !== "fits") return refuted("receiptMalformed", where, fault);
  // Proof: the shape has just looked at every member.
  const read = opened.value as Receipt;
  const key = known.keys.get(opened.kid);
  if (key?.urn !== read.iss)
    return refuted(
      "receiptForged",
      where,
      `not signed by ${read.iss}, whose receipt it says it is`,
    );
  return key.revokedAt !== undefined && read.time >= key.revokedAt
    ? refuted("receiptForged", where, `${opened.kid} was revoked at ${key.revokedAt}`)
    : read;
}

/** The thief of a key that was revoked dates as he likes: only what others had before that moment counts. */
function unproven(
  streams: Streams,
  known: Known,
  proven: ReadonlyMap<ReadEvent, string>,
): Refuted | undefined {
  for (const stream of streams.values()) {
    // From the end: who had an event had what it is chained to.
    let since = "~";
    for (const one of stream.toReversed()) {
      const time = proven.get(one) ?? "~";
      if (time < since) since = time;
      const revokedAt = known.keys.get(one.kid)?.revokedAt;
      if (revokedAt !== undefined && since >= revokedAt)
        return refuted(
          "keyRevoked",
          one.where,
          `${one.kid} was revoked at ${revokedAt}, and nobody has receipted the event before that`,
        );
    }
  }
  return undefined;
}
