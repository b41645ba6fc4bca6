import type { Staff } from "@simpul/access";
import { addChannel, receive } from "@simpul/casework";
import type { Machine } from "@simpul/casework";
import { connect, openVault, rewrapVault, sealedUnder, wholeOf } from "@simpul/db";
import { isKey } from "@simpul/words";
import { TRPCError } from "@trpc/server";
import { afterAll, beforeAll, expect, test } from "vitest";
import { rewrap } from "../../src/jobs/rewrap.ts";
import { appRouter } from "../../src/trpc/router.ts";
import { failureCodeOf } from "../../src/trpc/procedure.ts";
import { openDoors } from "../support.ts";
import type { Doors } from "../support.ts";

let doors: Doors;
beforeAll(async () => {
  doors = await openDoors("node", ["64.71"]);
});
afterAll(() => doors.deployment.close());

const tenant = "64.71";
const examiner = (id: string, isFresh = true): Staff => ({
  kind: "staff",
  id,
  tenant,
  isFresh,
  roles: [{ role: "inspectorate", tenant, reach: "self", unit: "inspektorat" }],
});
const key: Machine = { kind: "machine", id: "1", tenant, scopes: ["reports:act", "reports:read"] };
const desk = (actor: Staff | Machine) =>
  appRouter.createCaller({ ctx: doors.deployment.ctx, actor }).identity;
const why = { purpose: "examination", reason: "Saksi perlu dilindungi" } as const;
const contact = { name: "Siti", email: "siti@contoh.id" };

async function whistle(): Promise<string> {
  const { ctx } = doors.deployment;
  const received = await receive(
    ctx,
    { kind: "channel", id: "ch_1", tenant },
    { text: "Pungutan liar", class: "whistleblowing", contact },
    { channel: "generic", channelId: "ch_1", dedup: [], by: "reporter" },
  );
  if (received.outcome === "failed") throw new Error(received.code);
  return received.value.id;
}

/** The code that the desk shows words for. */
async function codeOf(refused: Promise<unknown>): Promise<string | undefined> {
  const error = await refused.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return error instanceof TRPCError ? failureCodeOf(error) : undefined;
}

test("two examiners open an identity at the desk, and it is told who did", async () => {
  const report = await whistle();
  const [one, two] = [desk(examiner("one")), desk(examiner("two"))];
  expect(await codeOf(one.unseal({ report, input: why }))).toBe("secondPersonNeeded");
  const { id: request } = await one.askUnseal({ report, input: why });
  expect(await two.requests()).toMatchObject([{ id: request, report, state: "asked", ...why }]);
  expect(await codeOf(one.allowUnseal({ request, decision: "allowed" }))).toBe("sameOfficer");
  await two.allowUnseal({ request, decision: "allowed" });
  expect(await one.unseal({ report, input: why })).toEqual(contact);
  expect(await two.accesses({ report })).toMatchObject([
    { role: "inspectorate", tenant, purpose: "examination", inside: { by: "staff:one" } },
  ]);
  expect(await two.ways({ report })).toEqual({ email: true, phone: false });
});

test("what another tenant would have to be asked is said of a report that was taken in here", async () => {
  const report = await whistle();
  const { ask, asked, openAnswer } = desk(examiner("one"));
  const refusals = [
    await codeOf(ask({ report, input: why })),
    await codeOf(openAnswer({ ask: "01936f2a-0000-7000-8000-00000000dead" })),
    await codeOf(ask({ report, input: { ...why, reason: "singkat" } })),
  ];
  expect(refusals.slice(0, 2)).toEqual(["identityHere", "notFound"]);
  expect(refusals[2]).not.toBe("identityHere");
  expect(await asked({ report })).toEqual([]);
});

test.each([
  "identityHere",
  "tooManyAsks",
  "originUnreachable",
  "answerAwaited",
  "answerRefused",
  "answerExpired",
  "answerUnreadable",
])("of an ask %s has words", (code) => {
  expect(isKey(`problem.${code}.detail`)).toBe(true);
});

test("each refusal has words in both languages", async () => {
  const report = await whistle();
  const codes = [
    await codeOf(desk(examiner("one", false)).unseal({ report, input: why })),
    await codeOf(desk(key).unseal({ report, input: why })),
    await codeOf(desk(examiner("one")).unseal({ report, input: why })),
  ];
  expect(codes).toEqual(["freshSignInNeeded", "forbidden", "secondPersonNeeded"]);
  for (const code of codes) expect(isKey(`problem.${code}.detail`)).toBe(true);
});

test.each([
  ["a field too many", { report: "x", input: { ...why, deputy: true } }],
  ["no reason", { report: "x", input: { purpose: "contact" } }],
  ["a report that is no word", { report: 7, input: why }],
  ["nothing", undefined],
])("%s is refused", async (_, input) => {
  // Proof: what a client sends that was written by hand.
  const refused = desk(examiner("one")).unseal(input as never);
  await expect(refused).rejects.toMatchObject({ code: "BAD_REQUEST" });
});

test("the job seals anew what lies under an earlier key, as the worker", async () => {
  const { ctx, db, urls } = doors.deployment;
  const keys = [new Uint8Array(32).fill(1), new Uint8Array(32).fill(2)] as const;
  const started = (key: Uint8Array, ...earlier: Uint8Array[]) =>
    openVault(db, { key, earlier }, async () => true, "2026-03-02T01:00:00.000Z");
  const old = await started(keys[0]);
  await addChannel({ ...ctx, vault: old }, { tenant, kind: "generic", name: "n" });
  const vault = await started(keys[1], keys[0]);
  const queue = connect(urls.worker, { max: 1 });
  try {
    const bench = { ctx: { ...ctx, vault }, queue } as Parameters<typeof rewrap>[0];
    await rewrap(bench);
  } finally {
    await queue.close();
  }
  const channels = (await sealedUnder(db, wholeOf([tenant]))).filter(({ place }) =>
    place.startsWith("simpul.channel"),
  );
  expect(channels).toEqual([
    { place: "simpul.channel.sealed_secret", kid: (await vault.kids()).sealing, rows: 1 },
  ]);
  // The role that serves cannot.
  const options = { scope: wholeOf([tenant]), holder: "x", now: () => ctx.now().add({ hours: 2 }) };
  await expect(rewrapVault(db, vault, options)).rejects.toMatchObject({ code: "42501" });
});
