import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { sinceSeen, typedIn, wayOut } from "../src/acting/merge.ts";
import { shownWith } from "../src/acting/shown-with.ts";
import type { Opened, Row } from "../src/api-types.ts";
import type { Pending } from "../src/acting/pending.ts";

type Entry = Opened["report"]["history"][number];
const entry = (type: Entry["type"]): Entry => ({
  at: "2026-07-06T01:00:00.000Z",
  type,
  state: "received",
  actor: { role: "verifier", tenant: "national" },
  public: true,
});
const history = [entry("received"), entry("verified"), entry("forwarded"), entry("accepted")];

// Proof: what stands here is all that is read of a row.
const row = (id: string, state: Row["state"]): Row => ({ id, state }) as Row;
const pending = (report: string, more: Partial<Pending> = {}): Pending => ({
  key: report,
  verb: "verify",
  report,
  ifVersion: 1,
  input: {},
  said: "",
  called: report,
  askedAt: 0,
  status: "waiting",
  ...more,
});

describe("who was slower is shown", () => {
  test("what happened since they looked, and the last of it where nobody knows since when", () => {
    expect(sinceSeen(history, 2).map(({ entry: { type } }) => type)).toEqual([
      "forwarded",
      "accepted",
    ]);
    expect(sinceSeen(history, undefined).map(({ index }) => index)).toEqual([1, 2, 3]);
    expect(sinceSeen(history, 4)).toEqual([]);
  });

  test("every word that they typed", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (input) => {
        const shown = typedIn({ input }).map(([, value]) => value);
        const texts: string[] = [];
        JSON.stringify(input, (_, value: unknown) => {
          if (typeof value === "string" && value.trim() !== "") texts.push(value);
          return value;
        });
        for (const text of texts) expect(shown).toContain(text);
      }),
    );
  });

  test("whether it can still be done", () => {
    expect(wayOut(pending("1"), { acts: ["verify"] })).toBe("insist");
    expect(wayOut(pending("1"), { acts: ["note"] })).toBe("copy");
    expect(wayOut(pending("1"), undefined)).toBe("copy");
  });
});

describe("a list with acts on their way", () => {
  const rows = [row("1", "received"), row("2", "received")];
  const ids = (shown: readonly Row[]) => shown.map(({ id, state }) => `${id} ${state}`);

  test("has the report no more where it leads out of it, and its new state elsewhere", () => {
    expect(ids(shownWith(rows, [pending("1")], ["received"]))).toEqual(["2 received"]);
    expect(ids(shownWith(rows, [pending("1")], undefined))).toEqual(["1 verified", "2 received"]);
  });

  test("has it again when it was refused", () => {
    expect(ids(shownWith(rows, [pending("1", { status: "refused" })], ["received"]))).toHaveLength(
      2,
    );
  });

  test("knows what an answer leads to by its kind", () => {
    const answer = (kind: string) => [
      pending("1", { verb: "respond", input: { kind, text: "x" } }),
    ];
    expect(ids(shownWith([row("1", "inProgress")], answer("done"), undefined))).toEqual([
      "1 answered",
    ]);
    expect(ids(shownWith([row("1", "assigned")], answer("initial"), undefined))).toEqual([
      "1 inProgress",
    ]);
  });
});
