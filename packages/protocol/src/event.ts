import { parseEventType } from "./event-type.ts";
import { sha256 } from "./hash.ts";
import { MAX_JSON_DEPTH, unwritable } from "./json.ts";
import { openJws, signJws, type JwsKind } from "./jws.ts";
import type { PublicJwk, SigningKey } from "./keys.ts";
import type { ProtocolRefusal } from "./refusal.ts";
import {
  conform,
  integer,
  isObject,
  nullable,
  object,
  oneOf,
  record,
  text,
  value,
  where,
  type Shape,
} from "./shape.ts";
import {
  hashShape,
  head,
  instant,
  nodeUrnShape,
  TENANT_CODE,
  tenantUrnShape,
  uuid,
  uuidv7,
  type Head,
} from "./terms.ts";

/** Of an event's payload. Content travels beside the event, so only names and facts are in it. */
export const MAX_EVENT_BYTES = 64 * 1024;

/** The exact JSON that is hashed, signed and kept for ever. */
export interface EventPayload {
  specversion: "1.0";
  /** UUID version 7. */
  id: string;
  /** `urn:simpul:node:…`, the node that signs. */
  source: string;
  type: string;
  /** The report's id. */
  subject: string;
  time: string;
  /** `urn:simpul:tenant:…`; with the subject it names the stream. */
  stream: string;
  /** From 1, gap-free. */
  seq: number;
  /** The hash of the event before it; null at seq 1 only. */
  prev: string | null;
  /** By tenant code: what this writer had applied of each other stream. */
  seen: Record<string, Head>;
  epoch: number;
  /** The directory version in which the node hosts the tenant. */
  directory: number;
  /** The calendar version that its deadlines were computed with. */
  calendar: string | null;
  data: Record<string, unknown>;
}

export interface VerifiedEvent {
  outcome: "verified";
  payload: string;
  hash: string;
  event: EventPayload;
  protected: string;
  signature: string;
  kid: string;
}

/** Every government and agency of the country may be a party of one report, and MAX_EVENT_BYTES holds the heads of 800. */
const MAX_SEEN = 1024;

const EVENT: JwsKind = { typ: "simpul-event+jws", limit: MAX_EVENT_BYTES };

const eventShape: Shape<EventPayload> = where(
  object<EventPayload>({
    specversion: oneOf("1.0"),
    id: uuidv7,
    source: nodeUrnShape,
    type: value(
      "an event type",
      (type) =>
        typeof type === "string" && type.length <= 128 && parseEventType(type) !== undefined,
    ),
    subject: uuid,
    time: instant,
    stream: tenantUrnShape,
    seq: integer(1),
    prev: nullable(hashShape),
    seen: record(TENANT_CODE, head, MAX_SEEN),
    epoch: integer(0),
    directory: integer(0),
    calendar: nullable(text(128)),
    data: value("an object", isObject),
  }),
  ({ prev, seq }) =>
    (prev === null) === (seq === 1)
      ? undefined
      : { pointer: "/prev", wanted: "null at seq 1, and only there" },
);

/**
 * Fixes the bytes. Two writers of the same facts need not write the same bytes: nothing is canonicalised.
 * @throws TypeError for an event that every peer would refuse: it must fail in the transaction that
 * decides it, for once its hash is in the chain its stream is stuck.
 */
export function composeEvent(event: EventPayload): { payload: string; hash: string } {
  const {
    specversion,
    id,
    source,
    type,
    subject,
    time,
    stream,
    seq,
    prev,
    seen,
    epoch,
    directory,
    calendar,
    data,
  } = event;
  const whole = {
    specversion,
    id,
    source,
    type,
    subject,
    time,
    stream,
    seq,
    prev,
    seen,
    epoch,
    directory,
    calendar,
    data,
  };
  const fault = unwritable(whole, MAX_JSON_DEPTH);
  if (fault !== undefined) throw new TypeError(`event: ${fault}`);
  const fit = conform(whole, eventShape);
  if (fit.outcome === "refused") throw new TypeError(`event ${fit.pointer ?? ""}: ${fit.detail}`);
  const payload = JSON.stringify(whole);
  const bytes = Buffer.from(payload);
  if (bytes.length > MAX_EVENT_BYTES)
    throw new TypeError(`event: more than ${MAX_EVENT_BYTES} bytes`);
  return { payload, hash: sha256(bytes) };
}

/** Detached, because the signature may be made after the commit that fixed the payload. */
export async function signEvent(
  payload: string,
  key: SigningKey,
): Promise<{ protected: string; signature: string }> {
  return signJws(EVENT, payload, key);
}

/**
 * Proves who signed which bytes, and that they are an event. Whether the key's node may write this
 * stream is the caller's question: it compares `event.source` with the owner of `kid` and the host of
 * `event.stream` in the directory version that the event names.
 */
export async function verifyEvent(
  jws: string,
  keyOf: (kid: string) => PublicJwk | undefined,
): Promise<VerifiedEvent | ProtocolRefusal> {
  const opened = await openJws(jws, EVENT, keyOf);
  if (opened.outcome === "refused") return opened;
  const fit = conform(opened.value, eventShape);
  if (fit.outcome === "refused") return fit;
  const { payload, signature, kid } = opened;
  return {
    outcome: "verified",
    payload,
    hash: sha256(payload),
    event: fit.value,
    protected: opened.protected,
    signature,
    kid,
  };
}
