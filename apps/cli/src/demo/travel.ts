import { setTimeout as pause } from "node:timers/promises";
import { watchDue } from "@simpul/casework";
import {
  type ClockAct,
  clockActsSince,
  readNodes,
  remindersSince,
  withScope,
  wholeOf,
} from "@simpul/db";
import { backlogOf } from "@simpul/doors";
import { type Deployment, openDeployment } from "@simpul/federation";
import { Refused } from "../command.ts";
import { caseClocks } from "./case-clocks.ts";
import { hubPlayer, players } from "./cast.ts";
import type { RunningDemo } from "./running.ts";

export interface Travelled {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  /** What happened by itself, at the hub and at the nodes. */
  readonly acts: readonly ClockAct[];
  readonly reminders: number;
  readonly reminded: number;
}

/** An open poll of a node lasts 20 seconds: by then each of them has called again. */
const patienceMs = 30_000;

/**
 * Moves the case clock of the whole demo, and lets happen what it brings: everything that was said before has arrived
 * everywhere first, so that no answer of the last day is late. Refused (`backwards`) unless the moment lies ahead.
 * @param to from what the cases take for now
 */
export async function travel(
  demo: RunningDemo,
  to: (caseNow: Temporal.Instant) => Temporal.Instant,
): Promise<Travelled> {
  const clocks = caseClocks(demo.databases);
  const opened: Deployment[] = [];
  try {
    for (const { id } of players)
      opened.push(await openDeployment({ ...demo.deployment(id), maxConnections: 2 }));
    const hub = opened.find(({ node }) => node === hubPlayer.id);
    if (hub === undefined) throw new Error("the demo has no hub");
    const from = hub.ctx.caseNow();
    const target = to(from);
    if (Temporal.Instant.compare(target, from) <= 0)
      throw new Refused(
        "backwards",
        `the cases are at ${from.toString({ smallestUnit: "second" })} already: time goes ahead only`,
      );
    await silence(opened, hub);
    await clocks.set(target);
    await until("the clocks have moved", () =>
      opened.every(({ ctx }) => Temporal.Instant.compare(ctx.caseNow(), target) >= 0),
    );
    // Each round lets the next happen: the hub refers, the office's node has a clock of its own.
    for (let due = 1; due > 0;) {
      due = 0;
      for (const { ctx } of opened) due += await watchDue(ctx);
      await silence(opened, hub);
    }
    return { from, to: target, ...(await whatHappened(opened, target)) };
  } finally {
    await Promise.all([...opened.map((each) => each.close()), clocks.close()]);
  }
}

/** Everything that was written has its receipt, and no node tells the hub that it has more to say. */
function silence(opened: readonly Deployment[], hub: Deployment): Promise<void> {
  return until("what was said has arrived", async () => {
    for (const deployment of opened) {
      const { outboxDepth, feedBacklog } = backlogOf(deployment);
      if ((await outboxDepth()) + (await feedBacklog()) > 0) return false;
    }
    const nodes = await readNodes(hub.db);
    return nodes.every(({ status, backlog }) => status !== "active" || backlog === 0);
  });
}

async function until(what: string, holds: () => Promise<boolean> | boolean): Promise<void> {
  const last = performance.now() + patienceMs;
  while (!(await holds())) {
    if (performance.now() > last)
      throw new Refused("notYet", `waited ${patienceMs / 1000} s until ${what}; try again`);
    await pause(100);
  }
}

async function whatHappened(opened: readonly Deployment[], since: Temporal.Instant) {
  const at = since.toString({ fractionalSecondDigits: 3 });
  const acts: ClockAct[] = [];
  let [reminders, reminded] = [0, 0];
  for (const { db, ctx } of opened)
    await withScope(db, wholeOf(ctx.here.tenants()), async (tx) => {
      acts.push(...(await clockActsSince(tx, at)));
      const told = await remindersSince(tx, at);
      reminders += told.reminders;
      reminded += told.reports;
    });
  return { acts, reminders, reminded };
}
