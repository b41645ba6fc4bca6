import { readPublicly, readReport, verbs } from "@simpul/casework";
import type { Federation, NodeMember } from "@simpul/testkit";
import { afterAll, beforeAll, expect, test } from "vitest";
import { key, nodeOf, openFederation, received, stateAt, value } from "./support.ts";

/** A report is classified when an institution has it already: what is left there, and what is told. */

let federation: Federation;
let node: NodeMember;
beforeAll(async () => {
  federation = await openFederation();
  node = nodeOf(federation, "kaltim");
  node.startConversation();
});
afterAll(() => federation.close());
const hub = () => federation.hub.deployment.ctx;

test("what comes to accuse an institution that has it is no longer public there", async () => {
  const id = await received(hub(), "national", "Nama saya Sari");
  const said = { class: "complaint", category: "road", title: "Ibu Sari lapor" } as const;
  value(await verbs.verify.run(hub(), key("national"), { report: id }, said));
  value(await verbs.forward.run(hub(), key("national"), { report: id }, { tenant: "64.71" }));
  await stateAt(node.deployment.ctx, "64.71", id, "forwarded");
  value(await verbs.recall.run(hub(), key("national"), { report: id }, { reason: "salah" }));
  await stateAt(node.deployment.ctx, "64.71", id, "returned");
  const accusing = { class: "whistleblowing", accused: { tenant: "64.71" } } as const;
  value(await verbs.correct.run(hub(), key("national"), { report: id }, accusing));
  // What is told after it has come, so that has too.
  const other = await received(hub(), "national", "penanda");
  value(await verbs.verify.run(hub(), key("national"), { report: other }, said));
  value(await verbs.forward.run(hub(), key("national"), { report: other }, { tenant: "64.71" }));
  await stateAt(node.deployment.ctx, "64.71", other, "forwarded");
  const seen = value(await readReport(node.deployment.ctx, key("64.71"), id));
  const pub = value(await readPublicly(node.deployment.ctx, seen.trackingId));
  expect(pub).toMatchObject({ secret: true });
  expect(JSON.stringify(pub)).not.toContain("Sari");
  expect(JSON.stringify(seen)).not.toMatch(/whistleblowing|accused/);
});
