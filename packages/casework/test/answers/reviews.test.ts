import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import {
  askReview,
  askReviewInput,
  countReviews,
  decideOnReview,
  listReviews,
  readReviewFile,
  readReviewSetting,
  setReviewSetting,
  withdrawReview,
} from "../../src/index.ts";
import { acts, admin, staff, tenant } from "../people/desk.ts";
import { office, run } from "../reports.ts";
import { assigned, boss, head, liaison, paper } from "./stage.ts";

let here: Deployment;
beforeAll(async () => {
  here = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", max: 8 });
});
afterAll(() => here.close());
const reviewed = (on: boolean) => setReviewSetting(here.ctx, boss(), { reviewed: on });
beforeEach(() => reviewed(true));

const failure = (code: string) => ({ outcome: "failed", code });
const done = { kind: "done", text: "Lubang ditambal 20 November" } as const;
const answer = (by: Parameters<typeof askReview>[1], report: string, input: object = done) =>
  run(here.ctx, by, "respond", report, input);
async function asked(by: Parameters<typeof askReview>[1], report: string, input: object = done) {
  const result = await askReview(
    here.ctx,
    by,
    askReviewInput.parse({ report, answer: input, note: "Mohon dicek" }),
  );
  if (result.outcome === "failed") throw new Error(result.code);
  return result.value.id;
}
const decide = (by: Parameters<typeof askReview>[1], review: string, sentBack?: string) =>
  decideOnReview(
    here.ctx,
    by,
    sentBack === undefined
      ? { review, decision: "approved" }
      : { review, decision: "sentBack", reason: sentBack },
  );

describe("where final answers are looked at twice", () => {
  test("a liaison's is refused until this very text was approved", async () => {
    const { id } = await assigned(here.ctx);
    expect(await answer(liaison(), id)).toEqual(failure("reviewNeeded"));
    const review = await asked(liaison(), id);
    expect(await answer(liaison(), id)).toEqual(failure("reviewNeeded"));
    expect(await decide(head(), review)).toMatchObject({ outcome: "done" });
    for (const other of [
      { ...done, text: `${done.text}.` },
      { kind: "refused", text: done.text, basis: "x" },
      { ...done, attachments: [await paper(here.ctx, liaison())] },
    ])
      expect(await answer(liaison(), id, other)).toEqual(failure("reviewNeeded"));
    expect(await answer(liaison("colleague"), id)).toEqual(failure("reviewNeeded"));
    expect(await answer(liaison(), id)).toMatchObject({ value: { state: "answered" } });
  });

  test("an approval is of its turn, and is spent by the answer", async () => {
    const { id, trackingId } = await assigned(here.ctx);
    await decide(boss(), await asked(liaison(), id));
    expect(await answer(liaison(), trackingId)).toMatchObject({ outcome: "done" });
    const list = await listReviews(here.ctx, liaison());
    const mine = list.outcome === "done" ? list.value.own.find((one) => one.report === id) : null;
    expect(mine).toMatchObject({ decision: "approved", isPublished: true });
    const rows = await here.asSuperuser().db.pg`
      select from simpul.answer_review where report = ${id} and published_at is null`;
    expect(rows).toHaveLength(0);
  });

  test("what does not end the turn is nobody else's business", async () => {
    const { id } = await assigned(here.ctx);
    expect(await answer(liaison(), id, { kind: "initial", text: "Kami cek besok" })).toMatchObject({
      outcome: "done",
    });
    expect(
      await askReview(here.ctx, liaison(), { report: id, answer: { kind: "interim", text: "x" } }),
    ).toMatchObject(failure("invalid"));
  });

  test("who may review answers without; so does the institution's own system", async () => {
    for (const by of [boss(), office(tenant)]) {
      const { id } = await assigned(here.ctx);
      expect(await answer(by, id)).toMatchObject({ value: { state: "answered" } });
    }
  });

  test("nobody approves their own, nor of another unit or tenant, nor twice", async () => {
    const { id } = await assigned(here.ctx);
    const review = await asked(liaison(), id);
    expect(await decide(liaison(), review)).toEqual(failure("forbidden"));
    expect(await decide(head("h", "dishub"), review)).toEqual(failure("notFound"));
    expect(await decide(admin("64.02"), review)).toEqual(failure("notFound"));
    expect(await decide(liaison("colleague"), review)).toEqual(failure("notFound"));
    expect(await decide(office(tenant), review)).toEqual(failure("notFound"));
    const both = { ...boss("both") };
    const own = await asked(both, (await assigned(here.ctx)).id);
    expect(await decide(both, own)).toEqual(failure("ownAnswer"));
    const word = await Promise.all([
      decide(head(), review),
      decide(boss(), review, "Kurang jelas"),
    ]);
    expect(word.filter(({ outcome }) => outcome === "done")).toHaveLength(1);
    expect(word).toContainEqual(failure("alreadyDecided"));
  });

  test("what was sent back says why to its author, and is asked anew", async () => {
    const { id } = await assigned(here.ctx);
    const first = await asked(liaison("back"), id);
    await decide(head(), first, "Sebutkan tanggalnya");
    const list = await listReviews(here.ctx, liaison("back"));
    expect(list).toMatchObject({
      value: {
        waiting: [],
        own: [{ id: first, decision: "sentBack", reason: "Sebutkan tanggalnya" }],
      },
    });
    expect(await answer(liaison("back"), id)).toEqual(failure("reviewNeeded"));
    const second = await asked(liaison("back"), id, { ...done, text: "Ditambal 21 November" });
    const third = await asked(liaison("back"), id);
    expect(await decide(head(), second)).toEqual(failure("alreadyDecided"));
    expect(await decide(head(), third)).toMatchObject({ outcome: "done" });
  });

  test("is taken back by its author alone", async () => {
    const { id } = await assigned(here.ctx);
    const review = await asked(liaison(), id);
    expect(await withdrawReview(here.ctx, head(), { review })).toEqual(failure("forbidden"));
    expect(await withdrawReview(here.ctx, liaison(), { review })).toMatchObject({
      outcome: "done",
    });
    expect(await decide(head(), review)).toEqual(failure("alreadyDecided"));
  });

  test("the list holds what waits for one's own word", async () => {
    const { id } = await assigned(here.ctx);
    const review = await asked(liaison("listed"), id);
    const waiting = async (by: Parameters<typeof listReviews>[1]) => {
      const list = await listReviews(here.ctx, by);
      return list.outcome === "done"
        ? list.value.waiting.flatMap((one) => (one.id === review ? [one.answer?.text] : []))
        : list.code;
    };
    expect(await waiting(head())).toEqual([done.text]);
    expect(await waiting(boss())).toEqual([done.text]);
    expect(await waiting(liaison("listed"))).toEqual([]);
    expect(await waiting(head("h", "dishub"))).toEqual([]);
    expect(await waiting(admin("64.02"))).toEqual([]);
    expect(await waiting(staff("auditor"))).toBe("forbidden");
  });

  test("as many are counted as the list holds, for whoever asks", async () => {
    const whoever = [head(), boss(), head("h", "dishub"), admin("64.02"), liaison("listed")];
    const listed = async (by: (typeof whoever)[number]) => {
      const list = await listReviews(here.ctx, by);
      return list.outcome === "done" ? list.value.waiting.length : list.code;
    };
    const agree = async (): Promise<unknown[]> => {
      const numbers = await Promise.all(
        whoever.map(async (by) => [await listed(by), await countReviews(here.ctx, by)] as const),
      );
      for (const [length, count] of numbers)
        expect(count).toEqual({ outcome: "done", value: length });
      return numbers.map(([length]) => length);
    };
    const before = await agree();
    const { id } = await assigned(here.ctx);
    const own = await assigned(here.ctx);
    const review = await asked(liaison("listed"), id);
    await asked(boss(), own.id);
    const [ofHead, ofBoss] = (await agree()).map((length, i) => Number(length) - Number(before[i]));
    expect([ofHead, ofBoss]).toEqual([2, 1]);
    await decide(head(), review);
    expect(
      (await agree()).map((length, i) => Number(length) - Number(before[i])).slice(0, 2),
    ).toEqual([1, 0]);
    expect(await countReviews(here.ctx, staff("auditor"))).toEqual(failure("forbidden"));
  });

  test("of a secret report it is for a fresh sign-in", async () => {
    const { id } = await assigned(here.ctx, { secret: true });
    const file = await paper(here.ctx, liaison());
    const review = await asked(liaison(), id, { ...done, attachments: [file] });
    const stale = { ...head(), isFresh: false };
    const list = await listReviews(here.ctx, stale);
    const one = list.outcome === "done" ? list.value.waiting.find((r) => r.id === review) : null;
    expect(one).toMatchObject({ files: [] });
    expect(one).not.toHaveProperty("answer");
    expect(await readReviewFile(here.ctx, stale, { review, file })).toEqual(
      failure("freshSignInNeeded"),
    );
    // Nobody approves what they are not shown.
    expect(await decide(stale, review)).toEqual(failure("freshSignInNeeded"));
    expect(await decide(stale, review, "Kurang jelas")).toEqual(failure("freshSignInNeeded"));
    expect(await decide(head(), review)).toMatchObject({ outcome: "done" });
  });

  test("a file that waits with it is its author's and the reviewer's", async () => {
    const { id } = await assigned(here.ctx);
    const [file, other] = [await paper(here.ctx, liaison()), await paper(here.ctx, liaison())];
    const review = await asked(liaison(), id, { ...done, attachments: [file] });
    const read = (by: Parameters<typeof readReviewFile>[1], id: string) =>
      readReviewFile(here.ctx, by, { review, file: id });
    expect(await read(head(), file)).toMatchObject({
      value: { type: "application/pdf", name: "nota-dinas.pdf", isPicture: false },
    });
    expect(await read(liaison(), file)).toMatchObject({ outcome: "done" });
    expect(await read(head(), other)).toEqual(failure("notFound"));
    expect(await read(head("h", "dishub"), file)).toEqual(failure("notFound"));
    expect(await read(liaison("colleague"), file)).toEqual(failure("notFound"));
    expect(
      await askReview(here.ctx, liaison("thief"), {
        report: id,
        answer: { ...done, attachments: [file] },
      }),
    ).toMatchObject(failure("unknownAttachment"));
  });

  test("every step leaves a row", async () => {
    const { id } = await assigned(here.ctx);
    await decide(head(), await asked(liaison(), id));
    const rows = async (verb: string) =>
      (await acts(here.ctx, tenant, verb)).filter(({ report }) => report === id);
    expect(await rows("askReview")).toMatchObject([{ actor: "staff:liaison-1", outcome: "asked" }]);
    expect(await rows("decideReview")).toMatchObject([
      { actor: "staff:head-1", outcome: "approved" },
    ]);
    expect((await acts(here.ctx, tenant, "reviewAnswers")).length).toBeGreaterThan(0);
  });
});

test("it is off until an administrator wants it", async () => {
  await reviewed(false);
  const { id } = await assigned(here.ctx);
  expect(await answer(liaison(), id)).toMatchObject({ outcome: "done" });
  expect(await readReviewSetting(here.ctx, admin("64.02"))).toMatchObject({
    value: { reviewed: false },
  });
  for (const by of [liaison(), head(), office(tenant)])
    expect(await setReviewSetting(here.ctx, by, { reviewed: false })).toEqual(failure("forbidden"));
});
