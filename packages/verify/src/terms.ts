import { hash } from "node:crypto";
import { integer, matching, object, type Check } from "./shape.ts";

/** The words of the wire (PROTOCOL), written down a second time on purpose. */
const code = "[a-z0-9]+(?:[.-][a-z0-9]+)*";
export const codePattern = new RegExp(`^(?=.{1,64}$)${code}$`);
export const isCode = matching(codePattern);
export const isNodeUrn = matching(new RegExp(`^(?=.{1,81}$)urn:simpul:node:${code}$`));
export const isTenantUrn = matching(new RegExp(`^(?=.{1,83}$)urn:simpul:tenant:${code}$`));
/** 32 bytes in canonical base64url: the two spare bits of the last symbol are clear. */
export const isHash = matching(/^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$/);
export const isSalt = matching(/^[A-Za-z0-9_-]{21}[AQgw]$/);
export const isUuid = matching(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
);
export const isEventType = matching(
  /^(?=.{1,128}$)id\.simpul\.[a-zA-Z]+(?:\.[a-zA-Z]+)*\.v[1-9]\d{0,3}$/,
);
export const isHead = object({ seq: integer(1), hash: isHash });

/** One spelling of an instant (UTC, milliseconds), so that instants compare as strings. */
export const isInstant: Check = (value) => {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(value))
    return false;
  try {
    return Temporal.Instant.from(value).toString({ fractionalSecondDigits: 3 }) === value;
  } catch {
    return false;
  }
};

export interface Head {
  readonly seq: number;
  readonly hash: string;
}

export const nodeUrn = (id: string): string => `urn:simpul:node:${id}`;
export const tenantUrn = (tenant: string): string => `urn:simpul:tenant:${tenant}`;

export const sha256 = (bytes: Uint8Array): string => hash("sha256", bytes, "base64url");
