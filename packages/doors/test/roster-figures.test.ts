import { testDeployment } from "../../testkit/src/index.ts";
import type { Deployment } from "../../testkit/src/index.ts";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { rosterFiguresOf } from "../src/index.ts";

let node: Deployment;
beforeAll(async () => {
  node = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node" });
});
afterAll(() => node.close());

test("what is wrong with rosters is counted by kind over all tenants, once a minute", async () => {
  let elapsed = 0;
  const { rosterAlarms } = rosterFiguresOf(node, () => elapsed);
  const counted = async () => Object.fromEntries(await rosterAlarms());
  const none = {
    decreeMissing: 0,
    decreeExpiring: 0,
    decreeExpired: 0,
    unconfirmed: 0,
    unattendedUnit: 0,
  };
  expect(await counted()).toEqual(none);
  const { pg } = node.asSuperuser().db;
  for (const tenant of ["64.71", "64.02"])
    await pg`insert into simpul.roster_alarm (tenant, kind, matter, step, since)
      values (${tenant}, 'decreeExpired', 'x', '', now())`;
  elapsed = 59_999;
  expect(await counted()).toEqual(none);
  elapsed = 60_000;
  expect(await counted()).toEqual({ ...none, decreeExpired: 2 });
});
