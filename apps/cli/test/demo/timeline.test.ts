import { expect, test } from "vitest";
import { timeline } from "../../src/demo/seed/timeline.ts";

const at = (day: number, hour = 0): Temporal.Instant =>
  Temporal.Instant.from("2026-03-01T00:00:00Z").add({ hours: 24 * day + hour });

test("time stands still at each turn until it is done, and dawns on every day in between", async () => {
  const said: string[] = [];
  const first = Promise.withResolvers<void>();
  const time = timeline({
    from: at(0),
    to: at(3),
    turns: [
      { at: at(2, 5), isAwaited: true, done: Promise.resolve() },
      { at: at(0, 9), isAwaited: true, done: first.promise },
    ],
    set: async (moment) => void said.push(`set ${moment.toString().slice(8, 13)}`),
    dawn: async (moment) => void said.push(`dawn ${moment.toString().slice(8, 13)}`),
  });
  const later = time.reach(at(1)).then(() => said.push("the second story goes on"));
  const ended = time.run();
  await time.reach(at(0, 9));
  said.push("the first story acts");
  expect(said).not.toContain("the second story goes on");
  first.resolve();
  await Promise.all([later, ended]);
  expect(said.filter((line) => !line.startsWith("dawn"))).toEqual([
    "set 01T00",
    "set 01T09",
    "the first story acts",
    "set 02T00",
    "the second story goes on",
    "set 03T00",
    "set 03T05",
    "set 04T00",
  ]);
  expect(said.filter((line) => line.startsWith("dawn"))).toEqual([
    "dawn 01T00",
    "dawn 02T00",
    "dawn 03T00",
  ]);
});

test("what the hub only has to hear of holds time up after a day", async () => {
  const heard = Promise.withResolvers<void>();
  let moment = at(0);
  const time = timeline({
    from: at(0),
    to: at(5),
    turns: [{ at: at(0, 9), isAwaited: false, done: heard.promise }],
    set: async (next) => void (moment = next),
    dawn: async () => {},
  });
  const ended = time.run();
  await time.reach(at(1));
  await new Promise((settle) => setImmediate(settle));
  expect(moment.toString()).toBe(at(1).toString());
  heard.resolve();
  await ended;
  expect(moment.toString()).toBe(at(5).toString());
});
