import { isSigningJwk, openJws, type Jwk } from "./jws.ts";
import { readJson } from "./json.ts";
import { isRefuted, refuted, type Refuted } from "./refuted.ts";
import {
  integer,
  isObject,
  list,
  maybe,
  misfit,
  object,
  oneOf,
  text,
  type Check,
} from "./shape.ts";
import { isInstant } from "./terms.ts";

/** Days that do not count, as the hub signed them. */
export interface Calendar {
  readonly version: string;
  readonly weekend: readonly string[];
  readonly decrees: readonly Decree[];
}

interface Decree {
  readonly decree: string;
  readonly year: number;
  readonly amends?: string;
  readonly tenant?: string;
  readonly adds: readonly { readonly date: string; readonly name: string; readonly kind: string }[];
  readonly removes: readonly { readonly date: string }[];
}

export interface Policy {
  readonly version: string;
  readonly rules: readonly Rule[];
  readonly bounds: readonly {
    readonly clock: string;
    readonly least: number;
    readonly most: number;
  }[];
  readonly mostPausedDays: number;
}

export interface Rule {
  readonly id: string;
  readonly clock: string;
  readonly amount: number;
  readonly unit: string;
  readonly legalBasis: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly classes?: readonly string[];
  readonly categories?: readonly string[];
  readonly supervisory?: boolean;
  readonly tenant?: string;
}

export interface Reference {
  readonly calendar: { readonly version: number; readonly body: Calendar };
  readonly policy: { readonly version: number; readonly body: Policy };
}

export const isDate: Check = (value) => {
  if (typeof value !== "string" || !/^\d{4}-\d\d-\d\d$/.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
};

const words = list(text(64), 64);
const day = object({ date: isDate, name: text(200), kind: text(32) }, "open");
const calendar = object(
  {
    version: text(128),
    weekend: words,
    decrees: list(
      object(
        {
          decree: text(400),
          year: integer(1, 9999),
          amends: maybe(text(128)),
          tenant: maybe(text(64)),
          adds: list(day, 400),
          removes: list(object({ date: isDate }, "open"), 400),
        },
        "open",
      ),
      2000,
    ),
  },
  "open",
);
const rule = object(
  {
    id: text(128),
    clock: text(64),
    amount: integer(1, 10_000),
    unit: oneOf("workingDays", "calendarDays", "hours"),
    legalBasis: text(400),
    validFrom: isDate,
    validUntil: maybe(isDate),
    classes: maybe(words),
    categories: maybe(list(text(64), 1000)),
    supervisory: maybe(oneOf(true, false)),
    tenant: maybe(text(64)),
  },
  "open",
);
const bound = object({ clock: text(64), least: integer(0), most: integer(0) }, "open");
const policy = object(
  {
    version: text(128),
    rules: list(rule, 2000),
    bounds: list(bound, 100),
    mostPausedDays: integer(0, 1000),
  },
  "open",
);
const bodies = { calendar, policy };

const file = "clocks.json";
const limit = 4 * 1024 * 1024;

/** Calendar and policy, each signed by a directory key under the root (PROTOCOL, "Directory"). */
export function readReference(bytes: Uint8Array, root: string): Reference | Refuted {
  if (bytes.length > limit) return refuted("tooLarge", file, `more than ${limit} bytes`);
  const read = readJson(bytes);
  if (read.outcome === "noJson") return refuted("attachedMalformed", file, read.detail);
  const shape = { calendar: text(limit), policy: text(limit) };
  const fault = misfit(read.value, shape, "closed");
  if (fault !== "fits") return refuted("attachedMalformed", file, fault);
  // Proof: the shape has just looked at both members.
  const signed = read.value as { calendar: string; policy: string };
  const known = {
    calendar: open("calendar", signed.calendar, root),
    policy: open("policy", signed.policy, root),
  };
  if (isRefuted(known.calendar)) return known.calendar;
  if (isRefuted(known.policy)) return known.policy;
  // Proof: `open` has looked at the body of each by the shape of its kind.
  return known as unknown as Reference;
}

function open(
  kind: keyof typeof bodies,
  compact: string,
  root: string,
): { version: number; body: unknown } | Refuted {
  let fault = "it is not signed under the root";
  let validity: Certificate | undefined;
  const opened = openJws(
    compact,
    { typ: "simpul-reference+jws", limit: 1024 * 1024, members: ["crt"] },
    (kid, header) => {
      const read = certificateIn(header["crt"], root);
      if (read === undefined) return undefined;
      validity = read;
      return read.jwk.kid === kid ? read.jwk : undefined;
    },
  );
  if (opened.outcome === "broken")
    return refuted("referenceForged", file, `${kind}: ${opened.detail}`);
  const shape = { kind: oneOf(kind), version: integer(1), issued: isInstant, body: bodies[kind] };
  fault = misfit(opened.value, shape, "closed");
  if (fault !== "fits" || validity === undefined)
    return refuted("referenceForged", file, `${kind}: ${fault}`);
  // Proof: the shape has just looked at every member.
  const { version, body, issued } = opened.value as {
    version: number;
    body: unknown;
    issued: string;
  };
  return issued >= validity.from && issued < validity.until
    ? { version, body }
    : refuted("referenceForged", file, `${kind}: issued when its key was not certified`);
}

interface Certificate {
  readonly jwk: Jwk;
  readonly from: string;
  readonly until: string;
}

function certificateIn(compact: unknown, root: string): Certificate | undefined {
  if (typeof compact !== "string") return undefined;
  const opened = openJws(
    compact,
    { typ: "simpul-certificate+jws", limit: 1024, members: ["jwk"] },
    (kid, { jwk }) => {
      // Believed for its thumbprint alone.
      const brought = isSigningJwk(jwk) && isObject(jwk) ? (jwk as unknown as Jwk) : undefined;
      return brought?.kid === root && kid === root ? brought : undefined;
    },
  );
  if (opened.outcome === "broken") return undefined;
  const shape = { jwk: isSigningJwk, from: isInstant, until: isInstant };
  // Proof: the shape has just looked at every member.
  return misfit(opened.value, shape, "closed") === "fits"
    ? (opened.value as Certificate)
    : undefined;
}
