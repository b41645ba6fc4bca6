import { randomInt } from "node:crypto";

/** What a canary stands in; canary-table.ts says who may find it where. */
export type Part =
  | "name"
  | "phone"
  | "email"
  /** The reporter's own: title, text, address, what they added, replied, objected. */
  | "words"
  /** Put to the reporter. */
  | "question"
  /** What offices publish: the verifier's title, answers. */
  | "published"
  /** What offices say to each other. */
  | "inside"
  | "note"
  /** What an officer is still writing, `by` them. */
  | "draft"
  /** What waits for a second person, `by` its author. */
  | "review"
  /** The reporter's words that were removed for good. */
  | "erased"
  | "fileName"
  | "file"
  /** What a camera or a program wrote into a picture. */
  | "metadata"
  /** Keys, codes, cookies, passwords: whoever has one is somebody. */
  | "secret"
  /** What was refused: nobody keeps it. */
  | "refused";

export interface Canary {
  /** The report, or what the secret opens. */
  readonly of: string;
  readonly part: Part;
  /** The tenant that wrote it, where that matters. */
  readonly by: string;
  readonly core: string;
}

/** Letters and digits alone, so that JSON, HTML and addresses leave it as it is. */
const letters = (count: number): string =>
  Array.from({ length: count }, () => String.fromCharCode(97 + randomInt(26))).join("");
const digits = (count: number): string =>
  Array.from({ length: count }, () => randomInt(10)).join("");

const bird = "kenari";

/** Each canary stands in one place of one report and nowhere else. */
export class Canaries {
  readonly all: Canary[] = [];

  /** A sentence, a number or an address that holds a new one. */
  plant(of: string, part: Part, by = ""): string {
    const core = part === "phone" ? `8117${digits(7)}` : `${bird}${letters(12)}`;
    this.all.push({ of, part, by, core });
    if (part === "phone") return `+62${core}`;
    if (part === "email") return `${core}@contoh.example`;
    return part === "words" || part === "published" ? `Jalan ${core} rusak` : core;
  }

  /** What somebody else made: a key, a code, a cookie. */
  secret(of: string, core: string): string {
    this.all.push({ of, part: "secret", by: "", core });
    return core;
  }
}

/** Every way to write it that somebody might leave it lying about in. */
export function formsOf(core: string): { readonly anyCase: string[]; readonly exact: string[] } {
  const bytes = Buffer.from(core);
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, "0")}`).join("");
  const anyCase = [core, encodeURIComponent(core), bytes.toString("hex"), percent];
  // UTF-16, as a PDF has its own titles.
  anyCase.push([...core].join("\0"));
  // As an index of words has it: without what a stemmer takes off either end.
  if (core.startsWith(bird)) anyCase.push(core.slice(2, -4));
  const once = inBase64(core);
  return {
    anyCase: [...new Set(anyCase.map((form) => form.toLowerCase()))],
    // And twice: a document in a signed message is encoded with it.
    exact: [...new Set([...once, ...once.flatMap(inBase64)])],
  };
}

/** Wherever in the encoded text it stands: only the characters that are its own. */
function inBase64(core: string): string[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(core)]);
    const from = Math.ceil((before * 8) / 6);
    const to = Math.floor((bytes.length * 8) / 6);
    return [bytes.toString("base64"), bytes.toString("base64url")].map((text) =>
      text.slice(from, to),
    );
  });
}

interface Pattern {
  readonly canary: Canary;
  readonly bytes: Uint8Array;
}

/** Finds all of them in one pass: a page of text costs the same for one and for a thousand. */
export class Searcher {
  readonly #anyCase: Index;
  readonly #exact: Index;

  constructor(canaries: readonly Canary[]) {
    const patterns = (which: "anyCase" | "exact"): Pattern[] =>
      canaries.flatMap((canary) =>
        formsOf(canary.core)[which].map((form) => ({ canary, bytes: Buffer.from(form) })),
      );
    this.#anyCase = indexed(patterns("anyCase"));
    this.#exact = indexed(patterns("exact"));
  }

  find(content: string | Uint8Array): Canary[] {
    const text = typeof content === "string" ? content : Buffer.from(content).toString("latin1");
    const found = new Set<Canary>();
    scan(Buffer.from(text.toLowerCase()), this.#anyCase, found);
    scan(Buffer.from(text), this.#exact, found);
    return [...found];
  }
}

interface Index {
  /** By a hash of the first four bytes. */
  readonly begins: Uint8Array;
  readonly patterns: ReadonlyMap<number, readonly Pattern[]>;
}

const hashOf = (four: number): number => Math.imul(four, 0x9e3779b1) >>> 14;
const first = (bytes: Uint8Array, at: number): number =>
  ((bytes[at] ?? 0) << 24) |
  ((bytes[at + 1] ?? 0) << 16) |
  ((bytes[at + 2] ?? 0) << 8) |
  (bytes[at + 3] ?? 0);

function indexed(patterns: readonly Pattern[]): Index {
  const byHash = Map.groupBy(patterns, ({ bytes }) => hashOf(first(bytes, 0)));
  const begins = new Uint8Array(1 << 18);
  for (const hash of byHash.keys()) begins[hash] = 1;
  return { begins, patterns: byHash };
}

function scan(bytes: Uint8Array, { begins, patterns }: Index, found: Set<Canary>): void {
  for (let at = 0; at + 4 <= bytes.length; at += 1) {
    const hash = hashOf(first(bytes, at));
    if (begins[hash] === 0) continue;
    for (const pattern of patterns.get(hash) ?? [])
      if (pattern.bytes.every((byte, i) => bytes[at + i] === byte)) found.add(pattern.canary);
  }
}
