import type { Known } from "./directories.ts";
import { openJws } from "./jws.ts";
import { linesOf } from "./lines.ts";
import type { Manifest } from "./manifest.ts";
import { isRefuted, refuted, type Refuted, type RefutedCode } from "./refuted.ts";
import { integer, isObject, misfit, oneOf, orNull, record, text } from "./shape.ts";
import {
  codePattern,
  isEventType,
  isHash,
  isHead,
  isInstant,
  isNodeUrn,
  isTenantUrn,
  isUuid,
  sha256,
  tenantUrn,
  type Head,
} from "./terms.ts";

interface Event {
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly time: string;
  readonly stream: string;
  readonly seq: number;
  readonly prev: string | null;
  readonly seen: Readonly<Record<string, Head>>;
  readonly epoch: number;
  readonly directory: number;
  readonly calendar: string | null;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface ReadEvent {
  readonly event: Event;
  readonly hash: string;
  readonly kid: string;
  readonly where: string;
}

/** By writer, in order: the event with seq n stands at n − 1. */
export type Streams = ReadonlyMap<string, readonly ReadEvent[]>;

const longest = 10_000;
const name = /^streams\/(.+)\.ndjson$/;

const event = {
  specversion: oneOf("1.0"),
  id: isUuid,
  source: isNodeUrn,
  type: isEventType,
  subject: isUuid,
  time: isInstant,
  stream: isTenantUrn,
  seq: integer(1),
  prev: orNull(isHash),
  seen: record(codePattern, isHead, 1024),
  epoch: integer(0),
  directory: integer(0),
  calendar: orNull(text(128)),
  data: isObject,
};

/** Every stream: each event by itself and in its chain, then what the writers had seen of each other. */
export function readStreams(
  files: ReadonlyMap<string, Uint8Array>,
  manifest: Manifest,
  known: Known,
): Streams | Refuted {
  const streams = new Map<string, ReadEvent[]>();
  for (const [file, bytes] of files) {
    const writer = name.exec(file)?.[1];
    if (writer === undefined) continue;
    const lines = linesOf(bytes, file, longest, "eventMalformed");
    if (isRefuted(lines)) return lines;
    const stream: ReadEvent[] = [];
    for (const [index, line] of lines.entries()) {
      const where = `${file} line ${index + 1}`;
      const read = readEvent(line, where, known);
      if (isRefuted(read)) return read;
      const fault =
        placed(read, writer, manifest) ??
        signed(read, writer, manifest, known) ??
        next(read, stream);
      if (fault !== undefined) return refuted(fault[0], where, fault[1]);
      stream.push(read);
    }
    if (stream.length === 0) return refuted("eventMalformed", file, "a stream without an event");
    streams.set(writer, stream);
  }
  return contradiction(streams, manifest) ?? streams;
}

function readEvent(line: string, where: string, known: Known): ReadEvent | Refuted {
  const opened = openJws(
    line,
    { typ: "simpul-event+jws", limit: 64 * 1024 },
    (kid) => known.keys.get(kid)?.jwk,
  );
  if (opened.outcome === "broken")
    return refuted(
      opened.as === "malformed" ? "eventMalformed" : "eventForged",
      where,
      opened.detail,
    );
  const fault = misfit(opened.value, event, "closed");
  if (fault !== "fits") return refuted("eventMalformed", where, fault);
  // Proof: the shape has just looked at every member.
  return {
    event: opened.value as Event,
    hash: sha256(opened.payload),
    kid: opened.kid,
    where,
  };
}

type Fault = readonly [code: RefutedCode, detail: string] | undefined;

function placed(
  { event: { stream, subject } }: ReadEvent,
  writer: string,
  manifest: Manifest,
): Fault {
  if (subject !== manifest.report) return ["eventMisplaced", `it is about the report ${subject}`];
  if (stream !== tenantUrn(writer)) return ["eventMisplaced", `it belongs to ${stream}`];
  return undefined;
}

/**
 * The signer hosts the writer, by a key that was good. A signature may be made after the decision, before the event first
 * leaves its node: a key may begin later than the event, never later than the archive.
 */
function signed(
  { event: { source, time, directory }, kid }: ReadEvent,
  writer: string,
  { madeAt }: Manifest,
  known: Known,
): Fault {
  const key = known.keys.get(kid);
  const hosts = known.hostsOf(writer, directory);
  if (key === undefined || !hosts.includes(key.urn))
    return [
      "foreignSigner",
      `${key?.urn} signed, ${hosts.join(" or ") || "nobody"} hosts ${writer}`,
    ];
  if (source !== key.urn) return ["foreignSigner", `it names ${source} as its source`];
  if (key.until !== undefined && time >= key.until)
    return ["keyExpired", `${kid} ended at ${key.until}`];
  if (key.from > madeAt) return ["keyExpired", `${kid} begins at ${key.from}`];
  if (key.revokedAt !== undefined && time >= key.revokedAt)
    return ["keyRevoked", `${kid} was revoked at ${key.revokedAt}`];
  return undefined;
}

function next({ event: { seq, prev } }: ReadEvent, stream: readonly ReadEvent[]): Fault {
  const last = stream.at(-1);
  const wanted = (last?.event.seq ?? 0) + 1;
  if (seq < wanted) return ["seqRepeated", `seq ${seq} stands twice`];
  if (seq > wanted) return ["seqGap", `seq ${seq} where ${wanted} was next`];
  if (prev !== (last?.hash ?? null))
    return ["chainBroken", `prev is not the hash of seq ${wanted - 1}`];
  return undefined;
}

/** `seen` reaches across streams, so one that was left out, or whose end was cut off, is missed by the others. */
function contradiction(streams: Streams, { trackingId }: Manifest): Refuted | undefined {
  const intakes: ReadEvent[] = [];
  for (const stream of streams.values())
    for (const one of stream) {
      for (const [other, head] of Object.entries(one.event.seen))
        if (streams.get(other)?.[head.seq - 1]?.hash !== head.hash)
          return refuted(
            "seenContradicted",
            one.where,
            `it had seen seq ${head.seq} of ${other}, which is not in the archive`,
          );
      if (one.event.type === "id.simpul.report.received.v1") intakes.push(one);
    }
  const [intake, another] = intakes;
  if (intake === undefined || another !== undefined)
    return refuted("manifestContradicted", "streams", `${intakes.length} intakes instead of one`);
  return intake.event.data["trackingId"] === trackingId
    ? undefined
    : refuted("manifestContradicted", intake.where, "the intake has another tracking id");
}
