import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { testDeployment } from "../../../testkit/src/index.ts";
import type { Deployment } from "../../../testkit/src/index.ts";
import { lookAhead, openReport, readFile, readReport, verbs } from "../../src/index.ts";
import { run } from "../reports.ts";
import { assigned, boss, liaison, paper } from "./stage.ts";

let here: Deployment;
beforeAll(async () => {
  here = await testDeployment({ adminUrl: inject("adminUrl"), kind: "node", max: 8 });
});
afterAll(() => here.close());

const said = { kind: "done", text: "Lubang ditambal" } as const;
const failure = (code: string) => ({ outcome: "failed", code });

describe("an answer for a unit that works by paper", () => {
  test("is kept with its unit, its day and its scan", async () => {
    const { id } = await assigned(here.ctx);
    const [scan, photo] = [await paper(here.ctx, boss()), await paper(here.ctx, boss(), "f.pdf")];
    const onBehalf = { unit: "dpu", dated: "2025-11-19", scan };
    const answered = await run(here.ctx, boss(), "respond", id, {
      ...said,
      attachments: [photo],
      onBehalf,
    });
    expect(answered).toMatchObject({ value: { state: "answered" } });
    const opened = await openReport(here.ctx, boss(), id);
    if (opened.outcome === "failed") throw new Error(opened.code);
    const { report, steps } = opened.value;
    expect(report.history.at(-1)).toMatchObject({ type: "answered", text: said.text });
    expect(steps.at(-1)).toMatchObject({
      kind: "done",
      onBehalf: { unit: "dpu", dated: "2025-11-19" },
    });
    expect(steps.at(-1)?.files).toHaveLength(2);
    const [first = ""] = steps.at(-1)?.files ?? [];
    expect(await readFile(here.ctx, boss(), id, first, "file")).toMatchObject({
      value: { name: "nota-dinas.pdf" },
    });
  });

  test("is refused without a scan, and with one that somebody else uploaded", async () => {
    const { id } = await assigned(here.ctx);
    const behalf = { unit: "dpu", dated: "2025-11-19" };
    expect(verbs.respond.input.safeParse({ ...said, onBehalf: behalf }).success).toBe(false);
    const scan = await paper(here.ctx, liaison());
    const onBehalf = { ...behalf, scan };
    expect(await run(here.ctx, boss(), "respond", id, { ...said, onBehalf })).toMatchObject(
      failure("unknownAttachment"),
    );
  });

  test("is recorded by who gives cases to units, of a unit that there is", async () => {
    const { id } = await assigned(here.ctx);
    const by = async (who: ReturnType<typeof boss>, given: object = {}) =>
      run(here.ctx, who, "respond", id, {
        ...said,
        onBehalf: {
          unit: "dpu",
          dated: "2025-11-19",
          scan: await paper(here.ctx, who),
          ...given,
        },
      });
    expect(await by(liaison())).toEqual(failure("forbidden"));
    expect(await by(boss(), { unit: "tidak-ada" })).toMatchObject(failure("unknownUnit"));
    expect(await by(boss(), { dated: "2999-01-01" })).toMatchObject(failure("invalid"));
    expect(await by(boss())).toMatchObject({ outcome: "done" });
  });
});

describe("what is ahead", () => {
  test("are the answers that the state allows, the new date and the days of pause", async () => {
    const { id } = await assigned(here.ctx);
    const look = async (who: ReturnType<typeof boss>) => {
      const ahead = await lookAhead(here.ctx, who, id);
      if (ahead.outcome === "failed") throw new Error(ahead.code);
      return ahead.value;
    };
    const before = await look(liaison());
    expect(before).toMatchObject({
      kinds: ["initial", "interim", "plan", "done", "refused"],
      isReviewed: false,
      mayRecord: false,
      pause: { left: 10, most: 10 },
    });
    expect((await look(boss())).mayRecord).toBe(true);
    const { extension } = before;
    expect(extension?.date.localeCompare(extension.from)).toBe(1);
    await run(here.ctx, liaison(), "respond", id, { kind: "initial", text: "Kami cek" });
    await run(here.ctx, liaison(), "extend", id, { reason: "Aspal belum datang" });
    const after = await look(liaison());
    expect(after).not.toHaveProperty("extension");
    const read = await readReport(here.ctx, liaison(), id);
    const clock =
      read.outcome === "done" ? read.value.clocks.find((c) => c.name === "followUp") : undefined;
    expect(clock?.cappedFrom ?? clock?.date).toBe(extension?.date);
  });
});
