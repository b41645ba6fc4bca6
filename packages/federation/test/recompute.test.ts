import { recomputeDeadlines } from "@simpul/casework";
import { nationalCalendar } from "@simpul/domain";
import { publishReference } from "@simpul/federation";
import { expect, onTestFinished, test } from "vitest";
import { forwarded, nodeOf, openFederation, rows, stateAt, tenantsOf, until } from "./support.ts";

interface Row {
  date: string;
  calendar: string;
}

test("a node recomputes its deadlines once it has followed the hub's amendment, as the hub does its own", async () => {
  // A Tuesday; the institution has three working days: Wednesday to Friday.
  const now = () => Temporal.Instant.from("2026-07-07T02:00:00.000Z");
  const federation = await openFederation({ nodes: { kaltim: tenantsOf("64.71") }, now });
  onTestFinished(() => federation.close());
  const kaltim = nodeOf(federation, "kaltim");
  const { db, keyring, reference, ctx } = federation.hub.deployment;
  kaltim.startConversation();
  const id = await forwarded(federation, "64.71");
  await stateAt(kaltim.deployment.ctx, "64.71", id, "forwarded");
  const due = (member: typeof federation.hub) =>
    rows<Row>(
      member,
      `select to_char(due_at at time zone 'Asia/Makassar', 'YYYY-MM-DD') as date, calendar
       from simpul.report where id = '${id}'`,
    );
  const before = { date: "2026-07-10", calendar: nationalCalendar.version };
  expect([await due(kaltim), await due(federation.hub)]).toEqual([[before], [before]]);

  const added = { date: "2026-07-09", name: "Cuti bersama", kind: "collectiveLeave" };
  const decree = { id: "amend", decree: "SKB 2026 (perubahan)", year: 2026, amends: "skb-2026" };
  const decrees = [...nationalCalendar.decrees, { ...decree, adds: [added], removes: [] }];
  const amended = { ...nationalCalendar, version: "amended", decrees };
  // A long poll that waits already would hear of it at its end.
  await kaltim.stopConversation();
  const version = await publishReference(db, keyring, "calendar", amended, now());
  await reference.refresh();
  expect(await recomputeDeadlines(ctx)).toEqual({ outcome: "done", recomputed: 1, moved: 1 });
  kaltim.startConversation();
  await until(
    () => (kaltim.deployment.reference.calendar().version === version ? true : undefined),
    "the amended calendar at the node",
  );
  expect(await recomputeDeadlines(kaltim.deployment.ctx)).toEqual({
    outcome: "done",
    recomputed: 1,
    moved: 1,
  });
  const after = { date: "2026-07-13", calendar: "amended" };
  expect([await due(kaltim), await due(federation.hub)]).toEqual([[after], [after]]);
  expect(await rows(kaltim, `select clock, calendar from simpul.deadline_change`)).toEqual([
    { clock: "institution", calendar: "amended" },
  ]);
});
