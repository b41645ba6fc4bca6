import { expect, test } from "vitest";
import { append, appendTogether, wholeOf } from "../src/index.ts";
import { intake, later } from "./change.ts";
import { suite } from "./database.ts";

/** A decision about one report that was made upon another one. */

const here = suite();
const scope = wholeOf(["64.71"]);

test("a change is refused if the report that it relies on moved on, or is not there", async () => {
  const [one, other] = [intake("64.71"), intake("64.71")];
  await append(here.db, scope, [one, other]);
  const upon = (report: string, version: number) =>
    later(one, 2, { reliesOn: { tenant: "64.71", report, version } });
  expect(await append(here.db, scope, [upon(other.report, 2)])).toEqual([{ outcome: "conflict" }]);
  expect(await append(here.db, scope, [upon(intake("64.71").report, 1)])).toEqual([
    { outcome: "conflict" },
  ]);
  expect(await appendTogether(here.db, scope, [upon(other.report, 2)])).toBe("conflict");
  expect(await append(here.db, scope, [upon(other.report, 1)])).toEqual([
    { outcome: "saved", version: 2 },
  ]);
});

test("of two that rely on each other one is kept, and neither waits for ever", async () => {
  for (let round = 0; round < 20; round += 1) {
    const [one, other] = [intake("64.71"), intake("64.71")];
    await append(here.db, scope, [one, other]);
    const upon = (mine: typeof one, report: string) =>
      later(mine, 2, { reliesOn: { tenant: "64.71", report, version: 1 } });
    const outcomes = await Promise.all([
      append(here.db, scope, [upon(one, other.report)]),
      append(here.db, scope, [upon(other, one.report)]),
    ]);
    expect(outcomes.flat().map(({ outcome }) => outcome)).toContain("conflict");
    expect(outcomes.flat().map(({ outcome }) => outcome)).toContain("saved");
  }
});
