import { refuse, type ProtocolRefusal } from "./refusal.ts";

/** Deeper nesting is refused: nothing of ours comes near it, and code that recurses must not be made to overflow. */
export const MAX_JSON_DEPTH = 32;

export type ReadJson = { outcome: "read"; text: string; value: unknown } | ProtocolRefusal;

/** `ignoreBOM` keeps a byte order mark in the text, so that JSON.parse refuses it and no two byte strings read alike. */
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/**
 * Reads I-JSON (RFC 7493) from raw bytes. What JSON leaves open is refused, because two parties would read
 * it differently from the same signed bytes: repeated names, lone surrogates, numbers beyond a double or
 * beyond safe integers. NUL is refused as well, which PostgreSQL cannot hold, and `__proto__`.
 */
export function readJson(bytes: Uint8Array): ReadJson {
  let text: string;
  let value: unknown;
  try {
    text = utf8.decode(bytes);
    value = JSON.parse(text);
  } catch {
    return refuse("malformed", "not JSON in UTF-8");
  }
  const fault = ambiguity(text);
  return fault === undefined ? { outcome: "read", text, value } : refuse("malformed", fault);
}

/**
 * What `readJson` would refuse of a value once JSON.stringify has written it: the same rules, without reading every byte of
 * every intake again. Names stand once in an object by themselves.
 * @param depth that is left
 */
export function unwritable(value: unknown, depth: number): string | undefined {
  switch (typeof value) {
    case "string":
      return value.includes("\0") || !value.isWellFormed()
        ? "a string with NUL or a lone surrogate"
        : undefined;
    case "number":
      return !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))
        ? "a number out of range"
        : undefined;
    case "boolean":
    case "undefined":
      return undefined;
    case "object":
      break;
    case "bigint":
    case "symbol":
    case "function":
      return `a ${typeof value}`;
  }
  if (value === null) return undefined;
  if (depth === 0) return `nested deeper than ${MAX_JSON_DEPTH}`;
  if ("toJSON" in value) return "an object that writes itself";
  for (const [name, member] of Object.entries(value)) {
    if (name === "__proto__") return "a member named __proto__";
    const fault = unwritable(name, 0) ?? unwritable(member, depth - 1);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

const NUMBER = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y;

// Codes, because a character cut from a text is a string of its own, and this reads every byte of every intake.
const [QUOTE, COLON, MINUS, ZERO, NINE, SPACE] = [0x22, 0x3a, 0x2d, 0x30, 0x39, 0x20];
const [OBJECT, OBJECT_END, LIST, LIST_END] = [0x7b, 0x7d, 0x5b, 0x5d];

/** Walks a text that JSON.parse has accepted, so the grammar needs no second check. */
function ambiguity(text: string): string | undefined {
  const open: Array<Set<string> | "list"> = [];
  // Decoded from UTF-8 and accepted as JSON: only an escape can still stand for NUL or for half a pair.
  const escapes = text.includes("\\");
  let names: Set<string> | "list" | undefined;
  for (let at = 0; at < text.length; at++) {
    const char = text.charCodeAt(at);
    if (char === QUOTE) {
      const end = escapes ? closingQuote(text, at) : text.indexOf('"', at + 1);
      const members = names instanceof Set && colonNext(text, end + 1) ? names : undefined;
      if (!escapes && members === undefined) {
        at = end;
        continue;
      }
      const string = escapes ? unescape(text.slice(at, end + 1)) : text.slice(at + 1, end);
      if (escapes && (string.includes("\0") || !string.isWellFormed()))
        return "a string with NUL or a lone surrogate";
      if (members !== undefined) {
        if (string === "__proto__") return "a member named __proto__";
        if (members.has(string)) return `the member "${string.slice(0, 60)}" stands twice`;
        members.add(string);
      }
      at = end;
    } else if (char === OBJECT || char === LIST) {
      names = char === OBJECT ? new Set() : "list";
      if (open.push(names) > MAX_JSON_DEPTH) return `nested deeper than ${MAX_JSON_DEPTH}`;
    } else if (char === OBJECT_END || char === LIST_END) {
      open.pop();
      names = open.at(-1);
    } else if (char === MINUS || (char >= ZERO && char <= NINE)) {
      const number = matchesAt(NUMBER, text, at) ?? "";
      const value = Number(number);
      if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
        return "a number out of range";
      at += number.length - 1;
    }
  }
  return undefined;
}

function colonNext(text: string, from: number): boolean {
  let at = from;
  // White space is all that stands between tokens, and no other token has a character so low.
  while (text.charCodeAt(at) <= SPACE) at++;
  return text.charCodeAt(at) === COLON;
}

function closingQuote(text: string, from: number): number {
  for (let quote = text.indexOf('"', from + 1); ; quote = text.indexOf('"', quote + 1)) {
    let slashes = 0;
    while (text.charAt(quote - 1 - slashes) === "\\") slashes++;
    if (slashes % 2 === 0) return quote;
  }
}

function unescape(literal: string): string {
  // A JSON string literal cut from a text that has parsed is itself a JSON text that parses to a string.
  return literal.includes("\\") ? (JSON.parse(literal) as string) : literal.slice(1, -1);
}

function matchesAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
