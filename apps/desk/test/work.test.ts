import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Commands, keyOf } from "../src/work/commands.ts";
import { markedTo, mostMarked, step, successor, toggled } from "../src/work/selection.ts";

const rows = ["a", "b", "c", "d"].map((id) => ({ id }));

describe("moving along a list", () => {
  test("goes step by step, from the first row, and not beyond an end", () => {
    expect(step(rows, undefined, 1)).toBe("a");
    expect(step(rows, "a", 1)).toBe("b");
    expect(step(rows, "a", -1)).toBe("a");
    expect(step(rows, "d", 1)).toBe("d");
    expect(step([], "a", 1)).toBeUndefined();
  });

  test("after an act the next row is there, and the last one at the end", () => {
    expect(successor([{ id: "a" }, { id: "c" }], 1)).toBe("c");
    expect(successor([{ id: "a" }], 1)).toBe("a");
    expect(successor([], 0)).toBeUndefined();
  });

  test("marks one, or all up to it in either direction, and never more than the server takes", () => {
    expect([...toggled(new Set(["a"]), "a")]).toEqual([]);
    expect([...markedTo(rows, new Set(["d"]), "d", "b")]).toEqual(["d", "b", "c"]);
    expect([...markedTo(rows, new Set(), undefined, "b")]).toEqual(["b"]);
    expect([...markedTo(rows, new Set(["a"]), "gone", "c")]).toContain("c");
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), (from, to) => {
        const many = Array.from({ length: 501 }, (_, n) => ({ id: String(n) }));
        expect(markedTo(many, new Set(), String(from), String(to)).size).toBeLessThanOrEqual(
          mostMarked,
        );
      }),
    );
  });
});

describe("keys", () => {
  const pressed = (key: string, more: Partial<KeyboardEvent> = {}) =>
    keyOf({ key, ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more });

  test("are named as people name them, on every keyboard", () => {
    expect(pressed("j")).toBe("j");
    expect(pressed("X", { shiftKey: true })).toBe("X");
    expect(pressed("?", { shiftKey: true })).toBe("?");
    expect(pressed("k", { ctrlKey: true })).toBe("mod+k");
    expect(pressed("K", { metaKey: true })).toBe("mod+k");
    expect(pressed("Enter", { shiftKey: true })).toBe("shift+Enter");
  });

  test("belong to what came last, until it goes", () => {
    const commands = new Commands();
    const ran: string[] = [];
    const command = (says: string) => ({ key: "v", says, group: "", run: () => ran.push(says) });
    commands.add([command("list")]);
    const away = commands.add([command("report")]);
    commands.press("v");
    expect(commands.all()).toHaveLength(1);
    away();
    commands.press("v");
    expect(ran).toEqual(["report", "list"]);
  });

  test("pressed while a report is still being read, open its form; not long after, nor behind another key", () => {
    let now = 0;
    const commands = new Commands(() => now);
    const ran: string[] = [];
    const verify = [{ key: "v", says: "", group: "", run: () => ran.push("v") }];
    expect(commands.press("v")).toBe("nothing");
    commands.add(verify)();
    expect(ran).toEqual(["v"]);
    commands.press("v");
    now = 5000;
    commands.add(verify)();
    commands.press("v");
    commands.press("/");
    commands.add(verify)();
    expect(ran).toEqual(["v"]);
  });
});
