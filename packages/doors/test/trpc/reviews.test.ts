import type { Staff, StaffRole } from "@simpul/access";
import { receive, verbs } from "@simpul/casework";
import type { Machine } from "@simpul/casework";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { failureCodeOf } from "../../src/trpc/procedure.ts";
import { appRouter } from "../../src/trpc/router.ts";
import { openDoors } from "../support.ts";
import type { Doors } from "../support.ts";

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors("node", ["64.71"]);
});
afterAll(() => doors.deployment.close());

const tenant = "64.71";
const officer = (role: StaffRole, unit?: string): Staff => ({
  kind: "staff",
  id: role,
  tenant,
  isFresh: true,
  roles: [{ role, tenant, reach: "self", ...(unit === undefined ? {} : { unit }) }],
});
const key: Machine = { kind: "machine", id: "1", tenant, scopes: ["reports:act", "reports:read"] };
const desk = (actor: Staff | Machine) =>
  appRouter.createCaller({ ctx: doors.deployment.ctx, actor });

async function codeOf(refused: Promise<unknown>): Promise<string | undefined> {
  const error = await refused.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof TRPCError ? failureCodeOf(error) : undefined;
}

async function assigned(): Promise<string> {
  const { ctx } = doors.deployment;
  const received = await receive(
    ctx,
    { kind: "channel", id: "ch_1", tenant },
    { text: "Jalan berlubang" },
    { channel: "generic", channelId: "ch_1", dedup: [], by: "reporter" },
  );
  if (received.outcome === "failed") throw new Error(received.code);
  const report = received.value.id;
  const { report: act } = desk(key);
  await act.verify({ report, input: { class: "complaint", category: "road" } });
  await act.accept({ report, input: {} });
  await act.assign({ report, input: { unit: "dpu" } });
  return report;
}

const input = { kind: "done", text: "Lubang ditambal 20 November" } as const;

test("at the desk a final answer waits for the second person", async () => {
  const [admin, liaison, head] = [
    desk(officer("tenantAdmin")),
    desk(officer("liaison", "dpu")),
    desk(officer("unitHead", "dpu")),
  ];
  expect(await admin.reviews.set({ reviewed: true })).toEqual({ reviewed: true });
  const report = await assigned();
  expect(await codeOf(liaison.report.respond({ report, input }))).toBe("reviewNeeded");
  const { id: review } = await liaison.reviews.ask({ report, answer: input });
  const { waiting } = await head.reviews.list();
  expect(waiting).toMatchObject([{ id: review, mayDecide: true, answer: input }]);
  await head.reviews.decide({ review, decision: "approved" });
  expect(await liaison.drafts.ahead({ report })).toMatchObject({
    isReviewed: true,
    review: { decision: "approved", isPublished: false },
  });
  const otherwise = { ...input, text: "Sudah beres" };
  expect(await codeOf(liaison.report.respond({ report, input: otherwise }))).toBe("reviewNeeded");
  expect(await liaison.report.respond({ report, input })).toMatchObject({ state: "answered" });
});

test("a use-case that another door calls asks the same", async () => {
  const report = await assigned();
  const { ctx } = doors.deployment;
  expect(
    await verbs.respond.run(ctx, officer("liaison", "dpu"), { report }, { ...input }),
  ).toMatchObject({ outcome: "failed", code: "reviewNeeded" });
  expect(await verbs.respond.run(ctx, key, { report }, { ...input })).toMatchObject({
    value: { state: "answered" },
  });
});

test("templates are their tenant's, each name once", async () => {
  const admin = desk(officer("tenantAdmin")).templates;
  const { id } = await admin.keep({ name: "Pembuka", text: "Yth. {pelapor}" });
  expect(await codeOf(admin.keep({ name: "pembuka", text: "x" }))).toBe("templateKnown");
  await admin.keep({ id, name: "Pembuka", kind: "initial", text: "Yth." });
  const liaison = desk(officer("liaison", "dpu")).templates;
  expect(await liaison.list()).toEqual([{ id, name: "Pembuka", kind: "initial", text: "Yth." }]);
  expect(await codeOf(liaison.keep({ name: "x", text: "x" }))).toBe("forbidden");
  expect(await codeOf(liaison.remove({ id }))).toBe("forbidden");
  const other: Staff = {
    ...officer("tenantAdmin"),
    tenant: "64.02",
    roles: [{ role: "tenantAdmin", tenant: "64.02", reach: "self" }],
  };
  expect(await desk(other).templates.list()).toEqual([]);
  expect(await codeOf(desk(other).templates.remove({ id }))).toBe("notFound");
  await admin.remove({ id });
  expect(await admin.list()).toEqual([]);
});
