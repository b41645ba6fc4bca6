import { states } from "@simpul/domain";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  columns,
  filterOf,
  groupsAtHub,
  listBehind,
  readMonitorSearch,
  whole,
} from "../src/hub/monitor-search.ts";
import { readSearch } from "../src/search.ts";

test("any address is read, and reads as itself", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (given) => {
      const search = readMonitorSearch(given);
      // Proof: what was read is an object of plain values.
      expect(readMonitorSearch({ ...search } as Record<string, unknown>)).toEqual(search);
    }),
  );
});

test("grouping and order are of their sets, and what a list alone knows is not there", () => {
  expect(
    readMonitorSearch({ by: "province", column: "open", reversed: true, states: ["received"] }),
  ).toEqual({ by: "province", column: "open", reversed: true, states: ["received"] });
  expect(
    readMonitorSearch({
      by: "person",
      column: "x",
      reversed: "yes",
      q: "jalan",
      open: "1",
      sort: "due",
    }),
  ).toEqual({});
});

test("a list behind a number keeps the filters and adds its group", () => {
  const search = readMonitorSearch({ classes: ["complaint"], by: "category", from: "2026-11-01" });
  expect(listBehind(search, "category", "road", "overdue")).toEqual({
    classes: ["complaint"],
    from: "2026-11-01",
    categories: ["road"],
    due: "late",
    sort: "due",
  });
  expect(listBehind(search, "province", "64", "soon")).toMatchObject({ area: "64", due: "soon" });
  expect(listBehind(search, "officer", null, "open")).toMatchObject({ officer: "nobody" });
  expect(listBehind(search, "institution", null, "open")).toBeUndefined();
});

test("the columns part the open states, and a chosen state stays chosen", () => {
  const statesOf = (column: (typeof columns)[number], search = {}) =>
    listBehind(search, "institution", whole, column)?.states ?? [];
  const parts = (["unprocessed", "inProcess", "answered"] as const).flatMap((each) => [
    ...statesOf(each),
  ]);
  expect(parts.toSorted()).toEqual([...statesOf("open")].toSorted());
  expect([...parts, "archived", "closed"].toSorted()).toEqual([...states].toSorted());
  expect(statesOf("unprocessed", { states: ["held", "answered"] })).toEqual(["held"]);
});

test("every list behind a number is an address that a list reads", () => {
  for (const by of groupsAtHub)
    for (const column of columns) {
      const list = listBehind({ due: "late" }, by, "64", column);
      expect(readSearch({ ...list })).toEqual(list);
      expect(filterOf({ ...list, by, column })).not.toHaveProperty("by");
    }
});
