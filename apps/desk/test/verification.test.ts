import { nationalCategories } from "@simpul/domain";
import { describe, expect, test } from "vitest";
import {
  assessmentOf,
  begunFor,
  correctionOf,
  firstLineOf,
  lackingOf,
  pointOf,
  startOf,
} from "../src/acting/verification/assessment.ts";
import type { Assessed } from "../src/acting/verification/assessment.ts";
import { categoryGroups, likelyCategories } from "../src/acting/verification/categories.ts";
import { fieldOf } from "../src/acting/verification/field-of.ts";
import { partsOf, partsStart, readParts } from "../src/acting/verification/parts.ts";
import { adviceFor, holdPhrases } from "../src/acting/verification/phrases.ts";

const bare: Assessed = {
  text: "Jalan di depan pasar berlubang. Sudah dua bulan.",
  place: {},
  urgency: "normal",
  supervisory: false,
  maladministration: [],
};
const whole: Assessed = {
  ...bare,
  class: "complaint",
  category: "road",
  title: "Jalan berlubang",
  place: {
    area: "64.71.05",
    address: "Jalan Marsma Iswahyudi",
    latitude: -1.2379,
    longitude: 116.8529,
    roadStatus: "regency",
  },
  supervisory: true,
  maladministration: ["undueDelay"],
  accused: { tenant: "64.71", unit: "dpu", office: "head" },
};

describe("an assessment", () => {
  test("begins with the reporter's words and the likeliest category", () => {
    expect(begunFor(bare, "road")).toMatchObject({
      title: "Jalan di depan pasar berlubang",
      category: "road",
      class: "complaint",
    });
    expect(begunFor(whole, "bridge")).toEqual(startOf(whole));
  });

  test("says every field of a report that was said, and of an empty one none that nobody said", () => {
    expect(assessmentOf(startOf(whole))).toEqual({
      class: "complaint",
      category: "road",
      title: "Jalan berlubang",
      place: whole.place,
      urgency: "normal",
      supervisory: true,
      maladministration: ["undueDelay"],
      accused: whole.accused,
    });
    expect(assessmentOf(begunFor({ ...bare, text: "" }, "road"))).toEqual({
      class: "complaint",
      category: "road",
      urgency: "normal",
      supervisory: false,
      maladministration: [],
    });
  });

  test("lacks what the server would refuse", () => {
    expect(lackingOf(begunFor(bare, "road"))).toEqual([]);
    expect(lackingOf(startOf(bare))).toEqual(["category", "class"]);
    const typed = {
      ...startOf(whole),
      point: "di sana",
      accusedTenant: "",
      title: "x".repeat(501),
    };
    expect(lackingOf(typed)).toEqual(["title", "point", "accusedTenant"]);
  });
});

describe("a correction", () => {
  test("of nothing is nothing", () => {
    expect(correctionOf(startOf(whole), whole)).toEqual({});
    expect(correctionOf(startOf(bare), bare)).toEqual({});
  });

  test("says what is other, and nothing else", () => {
    const typed = { ...startOf(whole), urgency: "high", category: "bridge" };
    expect(correctionOf(typed, whole)).toEqual({ urgency: "high", category: "bridge" });
  });

  test("of one word says all of them, for they are one document", () => {
    expect(correctionOf({ ...startOf(whole), title: "Lubang" }, whole)).toEqual({
      title: "Lubang",
      place: {
        address: "Jalan Marsma Iswahyudi",
        latitude: -1.2379,
        longitude: 116.8529,
      },
    });
    expect(correctionOf({ ...startOf(whole), address: "Pasar Baru" }, whole)).toEqual({
      title: "Jalan berlubang",
      place: { address: "Pasar Baru", latitude: -1.2379, longitude: 116.8529 },
    });
  });

  test("of an area leaves the words alone", () => {
    expect(correctionOf({ ...startOf(whole), area: "64.71.01" }, whole)).toEqual({
      place: { area: "64.71.01" },
    });
  });

  test("takes back a flag, and what was suspected", () => {
    const typed = { ...startOf(whole), supervisory: "" as const, maladministration: [] };
    expect(correctionOf(typed, whole)).toEqual({ supervisory: false, maladministration: [] });
  });
});

test.each([
  ["-1.2379, 116.8529", { latitude: -1.2379, longitude: 116.8529 }],
  ["(-1.2379,116.8529)", { latitude: -1.2379, longitude: 116.8529 }],
  ["-1.2379 116.8529", { latitude: -1.2379, longitude: 116.8529 }],
  ["116.8529, -1.2379", undefined],
  ["-1.2379", undefined],
  ["91, 10", undefined],
  ["satu, dua", undefined],
])("the point %j is read", (typed, point) => {
  expect(pointOf(typed)).toEqual(point);
});

test("a title begins as the first sentence, cut between words", () => {
  expect(firstLineOf("Lampu mati!\nSudah lama.")).toBe("Lampu mati");
  const long = firstLineOf("kata ".repeat(60));
  expect(long.length).toBeLessThanOrEqual(90);
  expect(long.endsWith("kata")).toBe(true);
  expect(firstLineOf("x".repeat(300))).toHaveLength(40);
  expect(firstLineOf("")).toBe("");
});

describe("categories", () => {
  const names = { likely: "Kemungkinan", general: (name: string) => `${name} (umum)` };

  test.each([
    ["Jalan berlubang di depan pasar, aspal rusak", "road"],
    ["Lampu penerangan jalan mati", "street-light"],
    ["Selokan mampet dan banjir", "drainage"],
    ["Pembuatan KTP elektronik belum jadi", "id-card"],
    ["Ada pungli di loket", "illegal-levy"],
  ])("%j speaks of %s", (text, code) => {
    expect(likelyCategories(text, nationalCategories)[0]).toBe(code);
  });

  test("are not guessed where nothing fits, nor found inside another word", () => {
    expect(likelyCategories("halo", nationalCategories)).toEqual([]);
    expect(likelyCategories("cair", nationalCategories)).not.toContain("water");
  });

  test("stand once each, the likely ones first", () => {
    const groups = categoryGroups(nationalCategories, ["road", "drainage"], "id", names);
    expect(groups[0]).toMatchObject({
      group: "Kemungkinan",
      items: [{ value: "road" }, { value: "drainage" }],
    });
    const codes = groups.flatMap(({ items }) => items.map(({ value }) => value));
    expect(codes.toSorted()).toEqual(nationalCategories.map(({ code }) => code).toSorted());
  });
});

test("phrases name what is missing, in the reporter's language", () => {
  const [short, long] = holdPhrases(["where", "when"]);
  expect(short).toContain("di mana tempatnya dan kapan terjadinya");
  expect(long?.split("\n- ")).toHaveLength(3);
  expect(holdPhrases([])[0]).toContain("siapa yang terlibat");
  expect(adviceFor("otherForum")).toContain("pengadilan");
  expect(adviceFor("spam")).toBeUndefined();
});

test("a pointer of the server finds its field", () => {
  expect(
    ["place/area", "place/latitude", "accused/unit", "accused", "category", undefined].map(fieldOf),
  ).toEqual(["area", "point", "accusedUnit", "accusedTenant", "category", ""]);
});

test("parts keep place and class, and say their own words only where they have some", () => {
  const [one, two] = readParts(JSON.stringify(partsStart(whole)));
  if (one === undefined || two === undefined) throw new Error("a split begins with two parts");
  const parts = partsOf([
    { ...one, category: "road", text: " Jalan " },
    { ...two, category: "street-light" },
  ]);
  expect(parts[0]).toMatchObject({ category: "road", text: "Jalan", place: { area: "64.71.05" } });
  expect(parts[1]).not.toHaveProperty("text");
  expect(parts[1]).not.toHaveProperty("title");
  expect(one.key).not.toBe(two.key);
});
