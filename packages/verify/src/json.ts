/** Deeper nesting is refused: nothing genuine comes near it. */
const deepest = 32;
const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

class Unreadable extends Error {}

export type Json = { readonly outcome: "json"; readonly value: unknown };
export type NoJson = { readonly outcome: "noJson"; readonly detail: string };

/**
 * I-JSON (RFC 7493), by a reader of its own. Refused, because two readers could take the same signed bytes for two things:
 * a repeated name, `__proto__`, a lone surrogate, NUL, a number beyond a double or a safe integer, a byte order mark.
 */
export function readJson(bytes: Uint8Array): Json | NoJson {
  try {
    const reader = new Reader(utf8.decode(bytes));
    return { outcome: "json", value: reader.document() };
  } catch (error) {
    if (error instanceof Unreadable) return { outcome: "noJson", detail: error.message };
    if (error instanceof TypeError || error instanceof SyntaxError)
      return { outcome: "noJson", detail: "not JSON in UTF-8" };
    throw error;
  }
}

const space = /[ \t\n\r]*/y;
const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const word = /true|false|null/y;

/** Recursive descent over RFC 8259. */
class Reader {
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  document(): unknown {
    const value = this.value(1);
    this.match(space);
    if (this.at !== this.text.length) throw new Unreadable("something behind the JSON");
    return value;
  }

  private value(depth: number): unknown {
    this.match(space);
    const next = this.text[this.at];
    if ((next === "{" || next === "[") && depth > deepest)
      throw new Unreadable(`nested deeper than ${deepest}`);
    if (next === "{") return this.object(depth);
    if (next === "[") return this.list(depth);
    return next === '"' ? this.string() : this.scalar();
  }

  private object(depth: number): Record<string, unknown> {
    const members: Record<string, unknown> = {};
    this.items("}", () => {
      this.match(space);
      const name = this.string();
      if (name === "__proto__") throw new Unreadable("a member named __proto__");
      if (Object.hasOwn(members, name))
        throw new Unreadable(`the member ${name.slice(0, 60)} stands twice`);
      this.match(space);
      if (this.text[this.at++] !== ":") throw new Unreadable("not JSON");
      members[name] = this.value(depth + 1);
    });
    return members;
  }

  private list(depth: number): unknown[] {
    const items: unknown[] = [];
    this.items("]", () => items.push(this.value(depth + 1)));
    return items;
  }

  private items(end: string, take: () => void): void {
    this.at++;
    this.match(space);
    if (this.text[this.at] === end) {
      this.at++;
      return;
    }
    for (;;) {
      take();
      this.match(space);
      const next = this.text[this.at++];
      if (next === end) return;
      if (next !== ",") throw new Unreadable("not JSON");
    }
  }

  private string(): string {
    const from = this.at;
    if (this.text[from] !== '"') throw new Unreadable("not JSON");
    for (this.at++; this.text[this.at] !== '"'; this.at++) {
      if (this.at >= this.text.length) throw new Unreadable("a string without its end");
      if (this.text[this.at] === "\\") this.at++;
    }
    this.at++;
    // From quote to quote: what this parses is one string, or throws.
    const value = JSON.parse(this.text.slice(from, this.at)) as string;
    if (value.includes("\0") || !value.isWellFormed())
      throw new Unreadable("a string with NUL or a lone surrogate");
    return value;
  }

  private scalar(): boolean | number | null {
    const literal = this.match(word);
    if (literal !== "") return literal === "null" ? null : literal === "true";
    const digits = this.match(number);
    const value = Number(digits);
    if (digits === "") throw new Unreadable("not JSON");
    if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value)))
      throw new Unreadable("a number out of range");
    return value;
  }

  private match(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? "";
    this.at += found.length;
    return found;
  }
}
