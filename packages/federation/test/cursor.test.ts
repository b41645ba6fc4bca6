import { describe, expect, it } from "vitest";
import { cursor } from "../src/cursor.ts";

const begun = Temporal.Instant.from("2026-03-02T01:00:00.000Z");

describe("a place in a feed", () => {
  it("goes past what was rejected for now, and comes back to it when it is due and not before", () => {
    let now = begun;
    const place = cursor(() => now, 30);
    place.moved(100, true);
    expect(place.position()).toBe(100);
    place.moved(150, false);
    place.ended();
    expect(place.position()).toBe(150);
    now = begun.add({ seconds: 29 });
    expect([place.position(), place.dueIn()]).toEqual([150, 1]);
    now = begun.add({ seconds: 30 });
    expect([place.position(), place.dueIn()]).toEqual([0, undefined]);
  });

  it("begins anew at once at the end of a feed that left nothing behind", () => {
    const place = cursor(() => begun, 30);
    place.moved(100, false);
    place.ended();
    expect(place.position()).toBe(0);
  });
});
