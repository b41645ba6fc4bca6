import { dayOf } from "./civil-date.ts";

/** What is wrong in a document that somebody brings, and where. */
export interface Fault {
  /** RFC 6901; "" is the whole document. */
  readonly pointer: string;
  /** What is wanted there. */
  readonly says: string;
}

export type Complain = (pointer: string, says: string) => void;

/** What a text must be; `says` is that rule in words, lengths included. */
export interface TextRule {
  readonly pattern: RegExp;
  readonly says: string;
}

/** Of versions, decrees and rules. */
export const name: TextRule = {
  pattern: /^\w[\w.:-]{0,63}$/,
  says: "wanted 1 to 64 characters: a to z, A to Z, 0 to 9 and _, and behind the first also . : -",
};

/** As a person or a law is cited. */
export const citation: TextRule = {
  pattern: /^\S.{0,199}$/,
  says: "wanted a text of 1 to 200 characters on one line that does not begin with a space",
};

/** Of a tenant or a category. */
export const code: TextRule = {
  pattern: /^[a-z0-9][a-z0-9.-]{0,63}$/,
  says: "wanted a code such as 64.71: 1 to 64 characters a to z and 0 to 9, and behind the first also . -",
};

/** `tenant/unit` */
export const unitOfTenant: TextRule = {
  pattern: /^[a-z0-9][a-z0-9.-]{0,63}\/[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
  says: "wanted the codes of a tenant and of a unit of it, such as 64.71/rsud",
};

export const anyText: TextRule = { pattern: /^[^]*$/, says: "wanted a text" };

/** The members of an object that has no others than these; an absent one reads as undefined. */
export function membersOf<const Name extends string>(
  value: unknown,
  names: readonly Name[],
  at: string,
  complain: Complain,
): Readonly<Record<Name, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    complain(at, "wanted an object");
    return undefined;
  }
  for (const member of Object.keys(value))
    if (!names.some((one) => one === member)) {
      const token = member.replaceAll("~", "~0").replaceAll("/", "~1");
      complain(`${at}/${token}`, `no such member; there are ${names.join(", ")}`);
    }
  // Proof: an absent member reads as undefined, and that is what unknown allows.
  return value as Record<Name, unknown>;
}

export function listOf(value: unknown, at: string, complain: Complain): readonly unknown[] {
  if (Array.isArray(value)) return value;
  complain(at, "wanted a list");
  return [];
}

/** @returns "" where it is none, which no rule but `anyText` takes */
export function wantText(value: unknown, rule: TextRule, at: string, complain: Complain): string {
  if (typeof value === "string" && rule.pattern.test(value)) return value;
  complain(at, rule.says);
  return "";
}

export function wantDate(value: unknown, at: string, complain: Complain): string | undefined {
  try {
    if (typeof value === "string" && dayOf(value) !== undefined) return value;
  } catch {
    // not a date, as below
  }
  complain(at, "wanted a date, written 2026-03-17");
  return undefined;
}

/** FNV-1a of the content, eight hexadecimal digits: two files without a version are the same only if they say the same. */
export function fingerprint(content: unknown): string {
  let hash = 0x811c9dc5;
  for (const symbol of JSON.stringify(content))
    hash = Math.imul(hash ^ (symbol.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, "0");
}
