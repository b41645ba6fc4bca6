import { verbs } from "@simpul/casework";
import { connect } from "@simpul/db";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { Federation } from "@simpul/testkit";
import {
  expectHealed,
  forwarded,
  key,
  nodeOf,
  openFederation,
  stateAt,
  until,
  value,
} from "./support.ts";

let federation: Federation;
beforeAll(async () => {
  federation = await openFederation();
});
afterAll(() => federation.close());

it("what is said here between the reading of a copy and its writing is not lost from it", async () => {
  const { hub } = federation;
  const { ctx } = hub.deployment;
  const node = nodeOf(federation, "kaltim");
  node.startConversation();
  const report = await forwarded(federation, "64.71");
  await stateAt(node.deployment.ctx, "64.71", report, "forwarded");
  await expectHealed(federation);

  // Whoever applies events stands at this table, in the middle of reading.
  const owner = connect(hub.urls.owner, { max: 2 });
  let unlock: () => void = () => {};
  const unlocked = new Promise<void>((resolve) => (unlock = resolve));
  let locked: () => void = () => {};
  const isLocked = new Promise<void>((resolve) => (locked = resolve));
  const holding = owner.pg.begin(async (tx) => {
    await tx`lock table simpul.parked in access exclusive mode`;
    locked();
    await unlocked;
  });
  await isLocked;
  value(await verbs.accept.run(node.deployment.ctx, key("64.71"), { report }, {}));
  await until(async () => {
    const [row] = await owner.pg<{ n: number }[]>`
      select count(*)::int as n from pg_locks l join pg_stat_activity a using (pid)
      where not l.granted and l.relation = 'simpul.parked'::regclass and a.query ilike '%simpul.parked%'`;
    return (row?.n ?? 0) > 0 ? true : undefined;
  }, "somebody reads");
  value(await verbs.reply.run(ctx, key("national"), { report }, { text: "Sisi kiri jalan." }));
  unlock();
  await holding;
  await owner.close();
  await expectHealed(federation);
  expect(await stateAt(ctx, "national", report, "accepted")).toMatchObject({ state: "accepted" });
});
