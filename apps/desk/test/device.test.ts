import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { deviceOf } from "../src/device.ts";

/** As browsers have it: what is kept is its own property. */
class Kept {
  [name: string]: unknown;
  getItem(name: string): string | null {
    return Object.hasOwn(this, name) ? String(this[name]) : null;
  }
  setItem(name: string, text: string): void {
    this[name] = text;
  }
  removeItem(name: string): void {
    delete this[name];
  }
}
const forbidden = (): never => {
  throw new DOMException("The operation is insecure.", "SecurityError");
};
// Proof: these are the methods that the desk uses.
const storage = () => new Kept() as unknown as Storage;

describe("what a browser keeps", () => {
  test("is there for the next visit", () => {
    const kept = storage();
    expect(deviceOf(() => kept).set("simpul.a", "1")).toBe(true);
    const next = deviceOf(() => kept);
    expect(next.get("simpul.a")).toBe("1");
    expect(next.names("simpul.")).toEqual(["simpul.a"]);
    next.remove("simpul.a");
    expect(next.get("simpul.a")).toBeNull();
  });

  test("is the tab's own where it is forbidden to keep anything", () => {
    const device = deviceOf(forbidden);
    expect(device.get("simpul.a")).toBeNull();
    expect(device.set("simpul.a", "1")).toBe(false);
    expect(device.get("simpul.a")).toBe("1");
    expect(device.names("simpul.")).toEqual(["simpul.a"]);
    device.remove("simpul.a");
    expect(device.get("simpul.a")).toBeNull();
    expect(device.names("")).toEqual([]);
  });

  test("of a full store is what was said last, and once only", () => {
    const kept = storage();
    const device = deviceOf(() => kept);
    device.set("simpul.a", "old");
    kept.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    expect(device.set("simpul.a", "new")).toBe(false);
    expect(device.get("simpul.a")).toBe("new");
    expect(device.names("simpul.")).toEqual(["simpul.a"]);
    device.remove("simpul.a");
    expect(device.get("simpul.a")).toBeNull();
  });
});

describe("where it is forbidden", () => {
  beforeEach(() => {
    vi.stubGlobal("location", { pathname: "/desk" });
    vi.stubGlobal("addEventListener", () => {});
    vi.resetModules();
    Object.defineProperty(globalThis, "localStorage", { configurable: true, get: forbidden });
  });
  afterEach(() => {
    Reflect.deleteProperty(globalThis, "localStorage");
    vi.unstubAllGlobals();
  });

  test("acts and drafts are kept for the tab, found by it and forgotten", async () => {
    const { keep, keptActs } = await import("../src/acting/kept.ts");
    const { forgetOthers, keepLocal, keepTyped, localOf, typedBefore } =
      await import("../src/answer/local-drafts.ts");
    const act = {
      key: "a",
      verb: "verify",
      report: "r1",
      ifVersion: 1,
      input: { note: "x" },
      said: "Diverifikasi",
      called: "7K3M",
      askedAt: 1,
      status: "waiting",
    } as const;
    keep("sari", [act]);
    expect(keptActs("sari", new Set())).toEqual([act]);
    expect(keptActs("sari", new Set())).toEqual([]);
    const said = { text: "Ditambal", attachments: [] };
    keepLocal("sari", "r1", { said, base: 0, isNew: true });
    keepTyped("sari", "noteForm", { text: "dicek" });
    expect(localOf("sari", "r1")).toMatchObject({ said });
    expect(typedBefore("sari", "noteForm", { text: "" })).toEqual({ text: "dicek" });
    forgetOthers("budi");
    expect(localOf("sari", "r1")).toBeUndefined();
    expect(typedBefore("sari", "noteForm", { text: "" })).toEqual({ text: "" });
  });
});

test("nothing else of the desk reaches for it", () => {
  const source = join(import.meta.dirname, "../src");
  const reaching = readdirSync(source, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .filter((name) =>
      /\b(?:localStorage|sessionStorage)\b/.test(readFileSync(join(source, name), "utf8")),
    );
  expect(reaching).toEqual(["device.ts"]);
});
