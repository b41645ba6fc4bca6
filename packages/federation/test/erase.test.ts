import { exportReport } from "../src/index.ts";
import { readReport, verbs } from "@simpul/casework";
import { contentsOf, withScope, wholeOf } from "@simpul/db";
import type { Federation, NodeMember } from "@simpul/testkit";
import { verifyArchive } from "@simpul/verify";
import { afterAll, beforeAll, expect, test } from "vitest";
import { key, nodeOf, openFederation, received, stateAt, until, value } from "./support.ts";

/** What the hub erases is gone at every party, and the chains are as they were. */

let federation: Federation;
let node: NodeMember;
beforeAll(async () => {
  federation = await openFederation();
  node = nodeOf(federation, "kaltim");
  node.startConversation();
});
afterAll(() => federation.close());

const hub = () => federation.hub.deployment.ctx;

test("words that are erased at the hub are erased at the institution, and the streams go on", async () => {
  const id = await received(hub(), "national", "Nama saya Sari");
  const said = { class: "complaint", category: "road", title: "Ibu Sari" } as const;
  value(await verbs.verify.run(hub(), key("national"), { report: id }, said));
  value(await verbs.forward.run(hub(), key("national"), { report: id }, { tenant: "64.71" }));
  await stateAt(node.deployment.ctx, "64.71", id, "forwarded");
  const before = value(await readReport(node.deployment.ctx, key("64.71"), id));
  expect([before.text, before.title]).toEqual(["Nama saya Sari", "Ibu Sari"]);
  // Only who took it in, and the hub.
  const asked = { reason: "Permintaan subjek data" };
  expect(
    await verbs.erase.run(node.deployment.ctx, key("64.71"), { report: id }, asked),
  ).toMatchObject({ code: "originOnly" });

  value(await verbs.erase.run(hub(), key("national"), { report: id }, asked));
  await until(async () => {
    const seen = value(await readReport(node.deployment.ctx, key("64.71"), id));
    return seen.history.some(({ type }) => type === "tightened") || undefined;
  }, "the erasure");
  for (const { deployment, tenant } of [
    { deployment: federation.hub.deployment, tenant: "national" },
    { deployment: node.deployment, tenant: "64.71" },
  ]) {
    const kept = await withScope(deployment.db, wholeOf([tenant]), (tx) =>
      contentsOf(tx, tenant, id),
    );
    const words = kept.map(({ bytes = "" }) => Buffer.from(bytes, "base64url").toString());
    expect(words.join()).not.toContain("Sari");
    expect(kept).toHaveLength(1);
    const archive = value(await exportReport(deployment, key(tenant), id));
    const bytes = Buffer.concat(archive.pieces);
    expect(bytes.toString("latin1")).not.toContain("Sari");
    expect(verifyArchive(bytes, { root: archive.root })).toMatchObject({ outcome: "genuine" });
  }
  value(await verbs.accept.run(node.deployment.ctx, key("64.71"), { report: id }, {}));
  await stateAt(hub(), "national", id, "accepted");
});
