import { wholeOf, withScope } from "@simpul/db";
import { afterAll, beforeAll, beforeEach, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { suggestDuplicates, suggestRouting, suggestUnits } from "../../src/index.ts";
import { after, office, take } from "../reports.ts";
import type { Acting, Taken } from "../reports.ts";
import { city, learn, learntIn, national } from "./taught.ts";

/** A model that tells of secrets leaks them: nothing of whistleblowing and secret reports is learnt, shown or kept. */

let hub: Deployment;
let node: Deployment;
beforeAll(async () => {
  const adminUrl = inject("adminUrl");
  hub = await testDeployment({ adminUrl, kind: "hub", hosted: [national] });
  node = await testDeployment({ adminUrl, kind: "node" });
});
afterAll(() => Promise.all([hub.close(), node.close()]));
beforeEach(() => hub.clock.advance({ minutes: 1 }));

const verifier = (isFresh = true): Acting => ({
  kind: "staff",
  id: "v",
  tenant: national,
  roles: [{ role: "nationalVerifier", tenant: national, reach: "self" }],
  isFresh,
});

async function candidatesOf(asked: Taken, actor: Acting = verifier()): Promise<string[]> {
  const found = await suggestDuplicates(hub.ctx, actor, asked.id);
  if (found.outcome === "failed") throw new Error(found.code);
  return found.value.candidates.map(({ report }) => report);
}

/** Each test with words of its own. */
const twin = (word: string) => ({
  text: `${word} ${word}ria ${word}sari ${word}jaya ${word}wati ${word}nusa`,
  place: { area: city },
});

test("a secret report teaches nothing from the first moment", async () => {
  const open = await take(hub.ctx, national, twin("zamrud"));
  const secret = await take(hub.ctx, national, { ...twin("zamrud"), secret: true });
  await learn(hub.ctx);
  const { learnt, alike, lessons } = await learntIn(hub.ctx, [national]);
  expect(learnt).toContain(open.id);
  expect([...learnt, ...alike]).not.toContain(secret.id);
  expect(lessons.find(({ feature }) => feature === "w:zamrud")?.reports).toBe(1);
  expect(await candidatesOf(open)).toEqual([]);
});

test("what became secret or whistleblowing is unlearnt, and shown no more even before it is", async () => {
  for (const [word, step] of [
    ["intan", ["tighten", { secret: true }]],
    [
      "mutiara",
      ["verify", { class: "whistleblowing", category: "road", accused: { tenant: city } }],
    ],
  ] as const) {
    const one = await take(hub.ctx, national, twin(word));
    const other = await take(hub.ctx, national, twin(word));
    await learn(hub.ctx);
    expect(await candidatesOf(one)).toEqual([other.id]);
    await after(hub.ctx, office(national), other, [step]);
    expect(await candidatesOf(one)).toEqual([]);
    await learn(hub.ctx);
    const { learnt, alike, lessons } = await learntIn(hub.ctx, [national]);
    expect([...learnt, ...alike]).not.toContain(other.id);
    expect(lessons.find(({ feature }) => feature === `w:${word}`)?.reports).toBe(1);
  }
});

test("erased words are unlearnt", async () => {
  const one = await take(hub.ctx, national, twin("safir"));
  await learn(hub.ctx);
  const count = async () =>
    (await learntIn(hub.ctx, [national])).lessons.filter(({ feature }) => feature === "w:safir");
  expect(await count()).toHaveLength(1);
  await after(hub.ctx, office(national), one, [["erase", { reason: "Diminta pelapor" }]]);
  await learn(hub.ctx);
  expect(await count()).toEqual([]);
});

test("numbers of people are no words of the model", async () => {
  await take(hub.ctx, national, { text: "Hubungi 081234567890 atau 6471010101900001, rumah nila" });
  await learn(hub.ctx);
  const { lessons } = await learntIn(hub.ctx, [national]);
  expect(lessons.some(({ feature }) => feature === "w:nila")).toBe(true);
  expect(lessons.filter(({ feature }) => /\d{5}/.test(feature))).toEqual([]);
});

test("a secret report is compared only after a sign-in of just now, and that leaves a row", async () => {
  const open = await take(hub.ctx, national, twin("topaz"));
  const secret = await take(hub.ctx, national, { ...twin("topaz"), secret: true });
  await learn(hub.ctx);
  const stale = await suggestDuplicates(hub.ctx, verifier(false), secret.id);
  expect(stale).toMatchObject({ outcome: "failed", code: "freshSignInNeeded" });
  expect(await candidatesOf(secret)).toEqual([open.id]);
  const rows = await withScope(
    hub.db,
    wholeOf([national]),
    (tx) => tx`select from simpul.audit where report = ${secret.id} and outcome = 'secret'`,
  );
  expect(rows).toHaveLength(1);
});

test("who may not do it is not advised, and who may not read finds nothing", async () => {
  const one = await take(hub.ctx, national, twin("opal"));
  const monitor: Acting = {
    kind: "staff",
    id: "m",
    tenant: national,
    roles: [{ role: "nationalMonitor", tenant: national, reach: "self" }],
    isFresh: true,
  };
  for (const suggest of [suggestDuplicates, suggestRouting])
    expect(await suggest(hub.ctx, monitor, one.id)).toMatchObject({ code: "forbidden" });
  expect(await suggestUnits(node.ctx, office("64.02"), one.id)).toMatchObject({ code: "notFound" });
});

test("tenants of one node learn nothing from each other, with either lock off", async () => {
  const [theirs, ours] = ["64.02", city];
  const other = await take(node.ctx, theirs, twin("giok"));
  const one = await take(node.ctx, ours, twin("giok"));
  await learn(node.ctx);
  for (const ctx of [node.ctx, node.asSuperuser()]) {
    const found = await suggestDuplicates(ctx, office(ours), one.id);
    expect(found).toMatchObject({ outcome: "done", value: { candidates: [] } });
  }
  const mine = await learntIn(node.ctx, [ours]);
  expect(mine.learnt).toContain(one.id);
  expect(mine.learnt).not.toContain(other.id);
  expect(mine.lessons.every(({ tenant }) => tenant === ours)).toBe(true);
  const rows = await withScope(
    node.db,
    { tenants: [ours], examines: [], institutions: ["64"] },
    (tx) => tx`select from simpul.likeness union all select from simpul.learnt`,
  );
  expect(rows).toHaveLength(0);
});
