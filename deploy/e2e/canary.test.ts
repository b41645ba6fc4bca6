import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { Canaries, formsOf } from "./support/canaries.ts";
import { foundOf } from "./support/canary-desk.ts";
import { refuseAll } from "./support/canary-errors.ts";
import { type Lives, live } from "./support/canary-lives.ts";
import { openStage, type Stage } from "./support/canary-stage.ts";
import {
  answersOf,
  desksOf,
  exportsOf,
  type Found,
  keptOf,
  pagesOf,
  saidOf,
  sift,
} from "./support/canary-sweep.ts";
import { databaseOf, type Hay, type Place } from "./support/haystacks.ts";

/**
 * Nine reports with a canary in everything that is said of them live their lives, through doors that are killed and asked
 * nonsense; then all that left a deployment or stayed in it is searched. canary-table.ts says what may stand where.
 */
const canaries = new Canaries();
let stage: Stage;
let lives: Lives;
let refused: readonly number[];
const hay: Hay[] = [];
let here: readonly Found[];
let leaks: readonly Found[];

beforeAll(async () => {
  stage = await openStage(inject("adminUrl"), canaries);
  lives = await live(stage, canaries);
  hay.push(...lives.hay);
  refused = await refuseAll(stage, canaries);
  hay.push(...(await foundOf(stage, lives, canaries)));
  for (const part of [answersOf, pagesOf, desksOf, exportsOf, keptOf])
    hay.push(...(await part(stage, lives)));
  // Ended, so that their last lines and spans are out too.
  await Promise.all(stage.sites.map((site) => site.stop("SIGTERM")));
  hay.push(...saidOf(stage, canaries));
  ({ here, leaks } = sift(canaries, hay));
}, 300_000);
afterAll(() => stage?.close());

const said = ({ canary: { of, part, by }, place }: Found): string =>
  [`${part} of ${of}`, by && `(${by})`, "at", ...Object.values(place)].filter(Boolean).join(" ");

/** Where each kind of words is seen; what stands in a line and is not seen there, was not looked for. */
const seen: Readonly<Record<Place["kind"], readonly string[]>> = {
  answer: ["file", "fileName", "inside", "note", "published", "question", "words"],
  page: ["published", "question", "words"],
  desk: [
    "draft",
    "email",
    "fileName",
    "inside",
    "name",
    "note",
    "phone",
    "published",
    "question",
    "review",
    "words",
  ],
  log: [],
  trace: [],
  figures: [],
  mail: ["email", "secret"],
  wire: ["erased", "file", "fileName", "inside", "published", "question", "secret", "words"],
  database: ["draft", "fileName", "inside", "note", "published", "question", "review", "words"],
  disk: ["file"],
  export: ["file", "fileName", "inside", "published", "question", "words"],
  dossier: ["file", "inside", "published", "words"],
};

describe.each(Object.entries(seen))("%s", (kind, parts) => {
  it("holds nothing that must not stand there", () => {
    expect([...new Set(leaks.filter(({ place }) => place.kind === kind).map(said))]).toEqual([]);
  });

  it("was searched, and shows what it is for", () => {
    const pieces = hay.filter(({ place, content }) => place.kind === kind && content.length > 0);
    expect(pieces.length).toBeGreaterThan(0);
    const found = here.filter(({ place }) => place.kind === kind).map(({ canary }) => canary.part);
    expect([...new Set(found)].toSorted()).toEqual(parts);
  });
});

it("every door of a desk names the reports that are for who asks", () => {
  const doors = ["bulk.preview", "events", "report.findByContact", "report.list"];
  for (const door of [...doors, "report.list by words"]) {
    const told = here.filter(({ place }) => place.what === `${door} names`);
    expect([door, told.some(({ canary }) => canary.of === "open")]).toEqual([door, true]);
  }
  const models = here.filter(({ place }) => place.what?.startsWith("simpul.l"));
  expect(models.map(({ canary }) => canary.of)).toContain("open");
});

it("whoever is to have words has them", () => {
  for (const { name, id } of lives.stories)
    for (const code of ["national", "64.71", "64.02", "ombudsman"]) {
      const of = here.filter(({ canary }) => canary.of === name && canary.part === "words");
      const kept = of.some(({ place }) => place.kind === "database" && place.tenant === code);
      const read = of.some(({ place }) => place.kind === "answer" && place.who === code);
      // Who took in what accuses itself keeps it, and does not see it.
      expect([name, id, code, read]).toEqual([
        name,
        id,
        code,
        kept && !(name === "own" && code === "64.71"),
      ]);
    }
});

it("paper is read as a person reads it", () => {
  const read = hay.filter(({ place }) => place.what === "dossier.pdf as read");
  const texts = read.map(({ content }) => Buffer.from(content).toString());
  for (const { name, trackingId } of lives.stories)
    expect([name, texts.some((text) => text.includes(trackingId))]).toEqual([
      name,
      ["own", "operator", "referred"].includes(name),
    ]);
});

it("refuses what is wrong", () => {
  expect(refused.filter((status) => status >= 500)).toEqual([]);
  expect(refused.filter((status) => status < 400)).toEqual([200, 202]);
});

it("finds what is planted in a log line and in a table that nobody knows, however it is written", async () => {
  const { hub } = stage;
  const canary = canaries.all.find(({ of, part }) => of === "secret" && part === "words");
  if (canary === undefined) throw new Error("nothing was planted");
  const sentence = `kalimat ${canary.core} selesai`;
  const { anyCase, exact } = formsOf(canary.core);
  const ways = [
    sentence.toUpperCase(),
    Buffer.from(sentence).toString("hex"),
    Buffer.from(sentence).toString("base64"),
    Buffer.from(sentence).toString("base64url"),
    Buffer.from(
      JSON.stringify({ payload: Buffer.from(`.${sentence}`).toString("base64") }),
    ).toString("base64url"),
    ...anyCase,
    ...exact,
  ];
  await hub.sql`create table public.left_over (said text, raw bytea, deep jsonb)`;
  await hub.sql`insert into public.left_over
    values (${sentence}, ${Buffer.from(sentence)}, ${hub.sql.json({ a: [{ b: sentence }] })})`;
  const table = await databaseOf(hub);
  await hub.sql`drop table public.left_over`;
  const found = sift(canaries, table).leaks.map(({ place }) => place.what);
  expect(found.toSorted()).toEqual(
    ["deep", "raw", "said"].map((each) => `public.left_over.${each}`),
  );
  const log: Place = { kind: "log", site: "hub" };
  for (const way of ways) {
    const line = `${hub.output()}{"level":"info","event":"report.received","said":"${way}"}\n`;
    const inLog = sift(canaries, [{ place: log, content: line }]).leaks;
    expect([way, inLog.map(({ canary: it }) => it)]).toEqual([way, [canary]]);
  }
});
