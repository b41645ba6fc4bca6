import { expect, test } from "vitest";
import { append, insertNote, withScope, wholeOf } from "../src/index.ts";
import type { Change, Scope } from "../src/index.ts";
import { at, intake, later, newId, withReport } from "./change.ts";
import { suite } from "./database.ts";

/** Within a tenant, whistleblowing is there for who examines and for nobody else, in every table that hangs on it. */

const here = suite();
const tenant = "64.71";
const staff: Scope = { tenants: [tenant], examines: [], institutions: "all" };
const examiner: Scope = { ...staff, examines: [tenant] };
const overseer = (...institutions: string[]): Scope => ({ ...staff, institutions });

/** Hold nothing of a report but its id, each with the reason why no wall within the tenant stands there. */
const unrestricted: Record<string, string> = {
  "simpul.audit": "that acts happened, for auditors",
  "simpul.audit_hold": "whose acts are kept beyond their years: for who operates the deployment",
  "simpul.outbox": "what the deployment still has to send",
  "simpul.dedup": "which messages were seen",
  "simpul.feed": "what waits for a peer: places in streams",
  "simpul.parked": "what a peer sent too early: the deployment applies it",
  "simpul.equivocation": "two versions of one event: the deployment alarms",
  "simpul.attachment": "files before a report encloses them",
};

async function reportOf(facts: object): Promise<Change> {
  const change = intake(tenant, { sealedContact: "sealed", contents: [content()] });
  await append(here.db, wholeOf([tenant]), [change]);
  const { sealedContact: _, ...kept } = change;
  const next = later(kept, 2, { case: withReport(change.case, facts), contents: [] });
  expect(await append(here.db, wholeOf([tenant]), [next])).toMatchObject([{ outcome: "saved" }]);
  await withScope(here.db, wholeOf([tenant]), (tx) =>
    insertNote(tx, { tenant, id: newId(), report: change.report, at, author: "x", text: "x" }),
  );
  return next;
}
const content = () => ({ hash: newId(), salt: "c2FsdA", type: "text/plain", size: 1, bytes: "eA" });

const seen = async (scope: Scope, report: string): Promise<Record<string, number>> =>
  withScope(here.db, scope, async (tx) => {
    const [row] = await tx<Record<string, number>[]>`
      select (select count(*)::int from simpul.report where id = ${report}) as report,
        (select count(*)::int from simpul.snapshot where report = ${report}) as snapshot,
        (select count(*)::int from simpul.event where report = ${report}) as event,
        (select count(*)::int from simpul.content where report = ${report}) as content,
        (select count(*)::int from simpul.note where report = ${report}) as note,
        (select count(*)::int from vault.contact where report = ${report}) as contact`;
    return row ?? {};
  });
const all = { report: 1, snapshot: 1, event: 2, content: 1, note: 1, contact: 1 };
const none = { report: 0, snapshot: 0, event: 0, content: 0, note: 0, contact: 0 };

test("whistleblowing is found by who examines for the tenant, and by the deployment's own work", async () => {
  const { report } = await reportOf({ class: "whistleblowing" });
  expect(await seen(staff, report)).toEqual(none);
  expect(await seen({ ...staff, examines: ["64.02"] }, report)).toEqual(none);
  expect(await seen(examiner, report)).toEqual(all);
  expect(await seen(wholeOf([tenant]), report)).toEqual(all);
  expect(await seen(wholeOf(["64.02"]), report)).toEqual(none);
});

test("anything else is found by everybody of the tenant", async () => {
  for (const facts of [{ class: "complaint" }, { class: undefined }])
    expect(await seen(staff, (await reportOf(facts)).report)).toEqual(all);
});

test("an overseer finds the reports of the institutions below, and none of their whistleblowing", async () => {
  const { report } = await reportOf({ class: "complaint", institution: "64.02" });
  expect(await seen(overseer("64.02", "64.71"), report)).toEqual(all);
  expect(await seen(overseer("64.71"), report)).toEqual(none);
  expect(await seen(overseer(), report)).toEqual(none);
  const { report: unassigned } = await reportOf({ class: "complaint" });
  expect(await seen(overseer("64.02"), unassigned)).toEqual(none);
  const { report: secret } = await reportOf({ class: "whistleblowing", institution: "64.02" });
  expect(await seen(overseer("64.02"), secret)).toEqual(none);
});

test("a scope that says nothing of examining finds none of it", async () => {
  const { report } = await reportOf({ class: "whistleblowing" });
  const found = await here.db.pg.begin(async (tx) => {
    await tx`select set_config('app.tenants', ${tenant}, true)`;
    return tx`select from simpul.report where id = ${report}`;
  });
  expect(found).toHaveLength(0);
});

test("who may not find it may not change it either", async () => {
  const { report } = await reportOf({ class: "whistleblowing" });
  const updated = await withScope(
    here.db,
    staff,
    (tx) => tx`update simpul.report set class = 'complaint' where id = ${report}`,
  );
  expect(updated.count).toBe(0);
});

test("every table that hangs on a report has the wall, or a reason", async () => {
  const rows = await here.all.pg<{ name: string; walled: boolean }[]>`
    select n.nspname || '.' || c.relname as name,
      exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'restricted_wall'
        and not p.polpermissive and p.polcmd = 'r') as walled
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    where c.relkind = 'r' and n.nspname in ('simpul', 'vault')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant')
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'report')`;
  expect(rows.length).toBeGreaterThan(8);
  const open = rows.filter((row) => !row.walled).map((row) => row.name);
  expect(open.filter((name) => !(name in unrestricted))).toEqual([]);
});
