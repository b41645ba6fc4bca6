import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Limit, Limits } from "../../src/index.ts";
import { openLimits } from "../../src/index.ts";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";

let deployment: Deployment;
let processes: Limits[];

beforeAll(async () => {
  deployment = await testDeployment({ adminUrl: inject("adminUrl"), kind: "hub" });
  processes = [deployment.ctx, deployment.anotherProcess(2), deployment.anotherProcess(2)].map(
    ({ limits }) => limits,
  );
});
afterAll(() => deployment.close());

/** Three processes ask as fast as they can; how many were let through, and how long it took in seconds. */
async function storm(limit: Limit, who: string, milliseconds: number) {
  const began = performance.now();
  const ends = began + milliseconds;
  const counts = await Promise.all(
    processes.map(async (limits) => {
      let through = 0;
      while (performance.now() < ends) {
        const said = await Promise.all([1, 2, 3, 4].map(async () => limits.admit(limit, who)));
        through += said.filter(({ outcome }) => outcome === "go").length;
        await new Promise(setImmediate);
      }
      return through;
    }),
  );
  return {
    counts,
    through: counts.reduce((sum, each) => sum + each, 0),
    seconds: (performance.now() - began) / 1000,
  };
}

describe("over three processes", () => {
  test.each([
    { name: "small", rate: 5, burst: 10 },
    { name: "key", rate: 40, burst: 40 },
    { name: "channel", rate: 1000, burst: 1000 },
  ])("no more than burst and rate of $name pass, and not much less", async (limit) => {
    const { through, seconds, counts } = await storm(limit, "a", 900);
    const allowed = limit.burst + limit.rate * seconds;
    expect(through).toBeLessThanOrEqual(Math.ceil(allowed));
    expect(through).toBeGreaterThan(allowed * 0.6);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);
  });

  test("what one took, no other has", async () => {
    const limit = { name: "once", rate: 1 / 3600, burst: 3 };
    const said = await Promise.all(
      [0, 1, 2, 0, 1, 2, 0, 1, 2].map(async (n) => processes[n]?.admit(limit, "a")),
    );
    expect(said.filter((each) => each?.outcome === "go")).toHaveLength(3);
    expect(await processes[0]?.admit(limit, "a")).toMatchObject({ outcome: "wait", remaining: 0 });
    expect((await processes[1]?.admit(limit, "a"))?.seconds).toBeGreaterThan(3000);
    expect((await processes[1]?.admit(limit, "b"))?.outcome).toBe("go");
  });

  test("a fast channel asks the database some ten times a second, not at every delivery", async () => {
    let calls = 0;
    const counting = new Proxy(deployment.db, {
      get: (db, name) => {
        if (name === "pg") calls += 1;
        return Reflect.get(db, name) as unknown;
      },
    });
    const limits = openLimits(counting, deployment.ctx.vault);
    const limit = { name: "channel", rate: 100_000, burst: 100_000 };
    const began = performance.now();
    for (let i = 0; i < 20_000; i += 1) {
      const said = limits.admit(limit, "fast");
      if (said instanceof Promise) await said;
    }
    const blocks = ((performance.now() - began) / 100 + 1) * 2 + 16;
    expect(calls).toBeLessThan(blocks);
  });
});

test("what is leased and not spent goes back at close", async () => {
  const limit = { name: "returned", rate: 1000, burst: 1000 };
  const { db, ctx } = deployment;
  const limits = openLimits(db, ctx.vault);
  for (let i = 0; i < 40; i += 1) await limits.admit(limit, "a");
  const left = async () => {
    const [row] = await db.pg<{ tokens: number; granted: number }[]>`
      select tokens, granted from federation.token_bucket where key = ${ctx.vault.digest("limit:returned:a")}`;
    return row ?? expect.unreachable("no bucket");
  };
  const before = await left();
  expect(before.granted).toBeGreaterThan(1);
  await limits.close();
  expect((await left()).tokens).toBeGreaterThan(before.tokens);
});

test("nobody's address is in the table", async () => {
  await processes[0]?.admit({ name: "address", rate: 1, burst: 1 }, "203.0.113.77");
  const rows = await deployment.db.pg`select * from federation.token_bucket`;
  expect(rows.length).toBeGreaterThan(0);
  expect(JSON.stringify(rows)).not.toContain("203.0.113.77");
});

describe("while the database is away", () => {
  test("each process allows half, and nobody meets a fault", async () => {
    const gone = deployment.anotherProcess(1);
    await gone.db.close();
    const limit = { name: "away", rate: 10, burst: 10 };
    const said = [];
    for (let i = 0; i < 12; i += 1) said.push(await gone.limits.admit(limit, "a"));
    expect(said.filter(({ outcome }) => outcome === "go")).toHaveLength(5);
    expect(said.at(-1)).toMatchObject({ outcome: "wait", seconds: 1 });
  });

  test("a database that does not answer holds nobody up for long", async () => {
    const { db, ctx } = deployment;
    const silent = new Proxy(db, {
      get: (of, name) =>
        name === "pg" ? () => new Promise(() => {}) : (Reflect.get(of, name) as unknown),
    });
    const limits = openLimits(silent, ctx.vault);
    const began = performance.now();
    for (let i = 0; i < 5; i += 1)
      expect((await limits.admit({ name: "silent", rate: 20, burst: 20 }, "a")).outcome).toBe("go");
    expect(performance.now() - began).toBeLessThan(2000);
  });
});
