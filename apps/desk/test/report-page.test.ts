import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mentionAt, withMention } from "../src/acting/everyone/mention.ts";
import { itemsOf, mentionsIn, passes, shownItems, shows } from "../src/report/entries.ts";
import { segmentsOf, unmasked } from "../src/report/segments.ts";

type Opened = Parameters<typeof itemsOf>[0];

describe("a text with places in it", () => {
  const span = fc
    .tuple(fc.nat(60), fc.nat(60))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  const places = fc.record({
    text: fc.string({ maxLength: 50, unit: "binary" }),
    personal: fc.array(
      span.map((one) => ({ ...one, content: "c", field: "text", kind: "phone" as const })),
      { maxLength: 4 },
    ),
    masks: fc.array(
      span.map((one) => ({ ...one, content: "c", field: "text" })),
      { maxLength: 4 },
    ),
  });

  test("is that text to the letter, whatever was found in it or masked", () => {
    fc.assert(
      fc.property(places, ({ text, personal, masks }) => {
        const pieces = segmentsOf(text, { content: "c", field: "text" }, { personal, masks });
        expect(pieces.map((piece) => piece.text).join("")).toBe(text);
      }),
    );
  });

  test("is marked where something was found, and nowhere else", () => {
    const personal = [
      { content: "c", field: "text", kind: "phone" as const, start: 5, end: 9 },
      { content: "other", field: "text", kind: "email" as const, start: 0, end: 2 },
    ];
    const masks = [{ content: "c", field: "text", start: 5, end: 9 }];
    const of = { content: "c", field: "text" };
    const marked = (with_: typeof masks) =>
      segmentsOf("call 0812 now", of, { personal, masks: with_ });
    expect(marked([])).toMatchObject([
      { text: "call ", isMasked: false },
      { text: "0812", isMasked: false, found: { kind: "phone" } },
      { text: " now", isMasked: false },
    ]);
    expect(marked([])[0]).not.toHaveProperty("found");
    expect(marked(masks)[1]).toMatchObject({ text: "0812", isMasked: true });
    expect(unmasked({ personal, masks })).toEqual([personal[1]]);
  });
});

describe("the timeline", () => {
  const step = (type: string, at: string, isPublic: boolean) => ({
    type,
    at,
    state: "received",
    public: isPublic,
    actor: { role: "verifier", tenant: "national" },
  });
  // Proof: a timeline reads these fields of a report, and no others.
  const opened = {
    report: {
      history: [
        step("received", "2026-03-02T01:00:00.000Z", true),
        step("corrected", "2026-03-02T03:00:00.000Z", false),
        step("deemed", "2026-03-05T17:00:00.000Z", true),
      ],
      notes: [{ at: "2026-03-02T02:00:00.000Z", author: "staff:1", text: "lihat @dpu" }],
      clocks: [{ name: "settlement", deadline: "2026-03-20T16:59:59.000Z" }],
    },
    steps: [{ seq: 1 }, { seq: 2 }, { seq: 3 }],
  } as unknown as Opened;
  const items = itemsOf(opened);
  const keys = (show: (typeof shows)[number], order?: "oldest"): string[] =>
    shownItems(items, show, order).map(({ key }) => key);

  test("has everything that happened in its order, with what is known of each step beside it", () => {
    expect(keys("all", "oldest")).toEqual(["step-1", "note-1", "step-2", "step-3"]);
    expect(keys("all")).toEqual(["step-3", "step-2", "note-1", "step-1"]);
    expect(items.find(({ key }) => key === "step-2")).toMatchObject({ detail: { seq: 2 } });
  });

  test("is narrowed to what the public reads, to what stays inside, and to deadlines", () => {
    expect(keys("public")).toEqual(["step-3", "step-1"]);
    expect(keys("internal")).toEqual(["step-2", "note-1"]);
    expect(keys("deadlines")).toEqual(["due-settlement", "step-3"]);
  });

  test("shows each step and note to the public or inside, and to nobody twice", () => {
    for (const item of items.filter(({ kind }) => kind !== "due"))
      expect([passes(item, "public"), passes(item, "internal")].filter(Boolean)).toHaveLength(1);
  });
});

describe("a mention", () => {
  test("is a unit's code behind an @ that begins a word", () => {
    const units = new Set(["dpu", "dinas-1.2"]);
    const found = (text: string): string[] => mentionsIn(text, units);
    expect(found("@dpu tolong, juga @dinas-1.2.")).toEqual(["dpu", "dinas-1.2"]);
    expect(found("surat@dpu.go.id, @dlh")).toEqual([]);
  });

  test("is offered where one is being typed, and takes the place of what was typed", () => {
    expect(mentionAt("tolong @dp", 10)).toBe("dp");
    expect(mentionAt("tolong @", 8)).toBe("");
    expect(mentionAt("tolong @dp ya", 13)).toBe(undefined);
    expect(mentionAt("a@b", 3)).toBe(undefined);
    expect(withMention("tolong @dp ya", 10, "dpu")).toEqual({ text: "tolong @dpu ya", caret: 12 });
    expect(withMention("tolong", 6, "dpu")).toEqual({ text: "tolong", caret: 6 });
  });

  test("never loses what stands around it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (head, tail) => {
        const text = `${head} @d${tail}`;
        const { text: after } = withMention(text, head.length + 3, "dpu");
        expect(after.startsWith(`${head} @dpu `)).toBe(true);
        expect(after.endsWith(tail.replace(/^ /, ""))).toBe(true);
      }),
    );
  });
});
