import { decodeBase64url } from "./base64url.ts";
import { integer, matching, object, value, type Shape } from "./shape.ts";

/** The last event of a stream that a party has applied. */
export interface Head {
  seq: number;
  hash: string;
}

/** Kemendagri codes (`64.02`), registered agency codes (`kemnaker`), `national`, `ombudsman`. */
const CODE = "[a-z0-9]+(?:[.-][a-z0-9]+)*";
export const TENANT_CODE = new RegExp(`^(?=.{1,64}$)${CODE}$`);

export const tenantCode = matching(TENANT_CODE, "a tenant code");
export const nodeId = matching(TENANT_CODE, "a node id");
export const nodeUrnShape = matching(
  new RegExp(`^(?=.{1,81}$)urn:simpul:node:${CODE}$`),
  "a node URN",
);
export const tenantUrnShape = matching(
  new RegExp(`^(?=.{1,83}$)urn:simpul:tenant:${CODE}$`),
  "a tenant URN",
);

/** 43 symbols hold 258 bits: the last symbol of the canonical spelling has its two spare bits clear. */
const HASH = /^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/;
export const hashShape = matching(HASH, "a SHA-256 in base64url");
export const bytes32 = matching(HASH, "32 bytes in base64url");
/** 16 random bytes: 22 symbols hold 132 bits. */
export const saltShape = matching(/^[A-Za-z0-9_-]{21}[AQgw]$/, "16 bytes in base64url");

export const uuid = matching(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  "a UUID in lower case",
);
export const uuidv7 = matching(
  /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
  "a UUID version 7 in lower case",
);

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

/** One spelling (UTC, milliseconds), so that instants of the wire compare as strings. */
export const instant: Shape<string> = value(
  "an RFC 3339 time in UTC with milliseconds",
  (given) => {
    if (typeof given !== "string" || !INSTANT.test(given)) return false;
    try {
      return Temporal.Instant.from(given).toString({ fractionalSecondDigits: 3 }) === given;
    } catch {
      return false;
    }
  },
);

export const traceparent = matching(/^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/, "a traceparent");

/** Feeds, idempotency and one-time names: opaque to the protocol. */
export const token = matching(
  /^[A-Za-z0-9._~-]{1,128}$/,
  "a token of 1 to 128 letters, digits and . _ ~ -",
);
export const jwsText = matching(
  /^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+$/,
  "a compact JWS",
);
export const base64url = value<string>(
  "canonical base64url",
  (given) => typeof given === "string" && decodeBase64url(given) !== undefined,
);

export const head: Shape<Head> = object<Head>({ seq: integer(1), hash: hashShape });
export const codeWord = matching(/^[a-zA-Z][a-zA-Z0-9.]{0,63}$/, "a code");
