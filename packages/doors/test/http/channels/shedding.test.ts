import type { Limits } from "@simpul/casework";
import { localBuckets } from "@simpul/casework";
import { expect, test } from "vitest";
import { shedding } from "../../../src/http/channels/shedding.ts";

const channel = { id: "ch_a", rate: 3 };
const open = (depth: () => number) => {
  const limits: Limits = { admit: localBuckets(), close: async () => {} };
  const shed = shedding(depth, limits);
  return async (each: typeof channel) => (await shed.admit(each)).allowance;
};

test("a channel may send what its rate allows at once, and then waits", async () => {
  const admit = open(() => 0);
  for (let i = 0; i < 3; i += 1) expect((await admit(channel)).outcome).toBe("go");
  expect(await admit(channel)).toMatchObject({ outcome: "wait", remaining: 0, seconds: 1 });
});

test("one channel's storm is not another's", async () => {
  const admit = open(() => 0);
  for (let i = 0; i < 10; i += 1) await admit(channel);
  expect((await admit({ id: "ch_b", rate: 3 })).outcome).toBe("go");
});

test("a queue too deep sheds whoever comes, whatever its rate", async () => {
  let depth = 2000;
  const admit = open(() => depth);
  expect((await admit({ id: "ch_a", rate: 10_000 })).outcome).toBe("go");
  depth = 2001;
  expect(await admit({ id: "ch_a", rate: 10_000 })).toMatchObject({ outcome: "wait", seconds: 1 });
});
