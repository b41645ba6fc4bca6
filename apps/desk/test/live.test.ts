import { describe, expect, test } from "vitest";
import { isNothing, joined, nothing, readHint, touches } from "../src/live/hints.ts";
import type { Hint } from "../src/live/hints.ts";
import { Told } from "../src/live/told.ts";

const id = "019cac0f-2680-7295-8b71-c8e51d3f5c56";
const other = "019cac0f-2680-7295-8b71-000000000000";
const of = (...reports: string[]): Hint => ({ reports: new Set(reports), lists: false });
const lists: Hint = { reports: new Set(), lists: true };

const read = (path: string, input?: object, data?: unknown) => ({
  queryKey: [path.split("."), ...(input === undefined ? [] : [{ input, type: "query" }])],
  data,
});

describe("a hint touches", () => {
  test("what was read of its report, and nothing of another", () => {
    expect(touches(of(id), read("report.open", { report: id }))).toBe(true);
    expect(touches(of(id), read("suggest.duplicates", { report: id }))).toBe(true);
    expect(touches(of(id), read("report.open", { report: other }))).toBe(false);
    expect(touches(lists, read("report.open", { report: id }))).toBe(false);
  });

  test("a report that was opened by its tracking id", () => {
    const typed = { report: "S26-ABCD-EFGH" };
    expect(touches(of(id), read("report.open", typed, { report: { id } }))).toBe(true);
    expect(touches(of(id), read("report.open", typed, { report: { id: other } }))).toBe(false);
    expect(touches(of(id), read("report.open", typed))).toBe(true);
  });

  test("lists and counts, where any report changed or left them", () => {
    for (const hint of [of(id), lists]) {
      expect(touches(hint, read("report.list", { filter: {} }))).toBe(true);
      expect(touches(hint, read("report.counts", { filters: [] }))).toBe(true);
      expect(touches(hint, read("identity.requests"))).toBe(true);
      expect(touches(hint, read("reviews.count"))).toBe(true);
    }
  });

  test("never what is no report's, nor the session", () => {
    for (const hint of [of(id), lists, "all"] as const) {
      expect(touches(hint, read("reference.categories"))).toBe(false);
      expect(touches(hint, read("desk.me"))).toBe(false);
      expect(touches(hint, { queryKey: ["session"], data: null })).toBe(false);
    }
  });

  test("everything of reports, if it is `all`", () => {
    expect(touches("all", read("report.open", { report: other }))).toBe(true);
    expect(touches("all", read("report.list", { filter: {} }))).toBe(true);
  });
});

describe("a hint is read", () => {
  test("as the server says it", () => {
    expect(readHint(`{"reports":["${id}"],"lists":true}`)).toEqual({
      reports: new Set([id]),
      lists: true,
    });
    expect(readHint('{"reports":[]}')).toEqual(nothing);
  });

  test.each(["", "{", "null", "[]", '{"reports":1}', '{"reports":[1]}'])(
    "as anything, where it says %j",
    (data) => expect(readHint(data)).toBe("all"),
  );

  test("together with others, so that none is lost", () => {
    expect(joined(of(id), lists)).toEqual({ reports: new Set([id]), lists: true });
    expect(joined(of(id), "all")).toBe("all");
    expect(isNothing(joined(nothing, nothing))).toBe(true);
  });
});

/** Time that passes when the test says so. */
function clock() {
  let now = 0;
  let due: { at: number; run: () => void } | undefined;
  const heard: { at: number; hint: Hint }[] = [];
  const told = new Told({
    read: (hint) => void heard.push({ at: now, hint }),
    after: (ms, run) => {
      const mine = { at: now + ms, run };
      due = mine;
      return () => {
        if (due === mine) due = undefined;
      };
    },
    now: () => now,
  });
  const pass = (ms: number): void => {
    const end = now + ms;
    while (due !== undefined && due.at <= end) {
      const { at, run } = due;
      now = at;
      due = undefined;
      run();
    }
    now = end;
  };
  return { told, heard, pass };
}

describe("what is told", () => {
  test("is read soon, and together", () => {
    const { told, heard, pass } = clock();
    told.hear(lists);
    told.hear(of(id));
    pass(1000);
    expect(heard).toEqual([{ at: 150, hint: { reports: new Set([id]), lists: true } }]);
  });

  test("of lists alone now and then, however much comes in, and the last of it too", () => {
    const { told, heard, pass } = clock();
    for (let i = 0; i < 100; i += 1) {
      told.hear(lists);
      pass(100);
    }
    pass(5000);
    expect(heard.length).toBeGreaterThan(2);
    expect(heard.length).toBeLessThan(6);
    expect(heard.at(-1)?.at).toBeGreaterThanOrEqual(9900);
  });

  test("of an open report soon, also between", () => {
    const { told, heard, pass } = clock();
    told.hear(lists);
    pass(200);
    told.hear(of(id));
    pass(200);
    expect(heard).toHaveLength(2);
  });
});
