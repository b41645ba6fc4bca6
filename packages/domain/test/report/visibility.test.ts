import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  audiences,
  circumspect,
  fold,
  historyOf,
  parts,
  publicView,
  readingOf,
  reporterHistory,
  shown,
} from "../../src/index.ts";
import type { Audience, Case, Circumspect, Mask, Part, Step } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, hub, reportId, taken } from "./life.ts";

const plain: Circumspect = {
  anonymous: false,
  secret: false,
  restricted: false,
  accused: false,
  outOfTouch: false,
};
const of = (audience: Audience, flags: Partial<Circumspect> = {}): Part[] =>
  [...shown(audience, { ...plain, ...flags })].toSorted(
    (a, b) => parts.indexOf(a) - parts.indexOf(b),
  );

const anyFlags = fc.record({
  anonymous: fc.boolean(),
  secret: fc.boolean(),
  restricted: fc.boolean(),
  accused: fc.boolean(),
  outOfTouch: fc.boolean(),
});
const anyAudience = fc.constantFrom(...audiences);

describe("who is shown what", () => {
  test("anybody with the number: state, facts, steps and answers, never a word of the reporter", () => {
    expect(of("public")).toEqual(["existence", "facts", "history", "answers"]);
  });

  test("of a secret report the public has its state and dates; who handles it has all of it", () => {
    expect(of("public", { secret: true })).toEqual(["existence"]);
    for (const audience of ["staff", "application", "peer", "reporter"] as const)
      expect(of(audience, { secret: true })).toEqual(of(audience));
  });

  test("of whistleblowing there is nothing for any desk but the examiner's", () => {
    for (const audience of ["staff", "supporting", "overseer", "monitor", "notification"] as const)
      expect(of(audience, { restricted: true, secret: true })).toEqual([]);
    expect(of("examiner", { restricted: true, secret: true })).toEqual(of("examiner"));
    expect(of("statistic", { restricted: true })).toEqual(["existence"]);
  });

  test("of whistleblowing nothing said goes back to who took it in", () => {
    expect(of("origin", { restricted: true })).toEqual(["existence", "facts", "history"]);
  });

  test("whoever belongs to the accused is shown nothing, not even that there is a report", () => {
    for (const audience of audiences.filter((one) => one !== "public" && one !== "reporter"))
      expect(of(audience, { accused: true, restricted: true })).toEqual([]);
    expect(of("reporter", { accused: true, restricted: true })).toEqual(of("reporter"));
  });

  test("who the reporter is, nobody may ask of an anonymous report", () => {
    for (const audience of audiences)
      expect(of(audience, { anonymous: true })).not.toContain("identity");
    expect(audiences.filter((audience) => of(audience).includes("identity"))).toEqual([
      "staff",
      "examiner",
    ]);
  });

  test("an overseer reads no words, a count and a reminder read none, a log reads nothing", () => {
    expect(of("overseer")).toEqual(["existence", "facts", "history"]);
    expect(of("statistic")).toEqual(["existence", "facts"]);
    expect(of("notification")).toEqual(["existence", "facts"]);
    expect(of("trace")).toEqual([]);
  });

  test("a flag only ever takes away", () => {
    fc.assert(
      fc.property(anyAudience, anyFlags, anyFlags, (audience, some, others) => {
        const both = Object.fromEntries(
          Object.entries(some).map(([name, is]) => [name, is || others[name as keyof Circumspect]]),
        ) as unknown as Circumspect;
        const less = shown(audience, both);
        for (const part of less) expect(shown(audience, some).has(part)).toBe(true);
      }),
    );
  });

  test("no part is shown of which the existence is not", () => {
    fc.assert(
      fc.property(anyAudience, anyFlags, (audience, flags) => {
        const some = shown(audience, flags);
        expect(some.size === 0 || some.has("existence")).toBe(true);
      }),
    );
  });

  test("whistleblowing is secret though its flag was lost", () => {
    const { report } = taken({ class: "whistleblowing" }).current;
    const lost = { ...report, flags: { anonymous: false, secret: false } };
    expect(circumspect(lost)).toMatchObject({ secret: true, restricted: true });
  });
});

describe("how words are read", () => {
  const answer = "Bu Rina, 0812-3456-7890, mengurusnya; KTP 6471051203900001 dicek";
  const content = { hash: "answer", size: 1, type: "text/plain" };
  const told = (masks: readonly Mask[]) => {
    const life = taken({ content: { hash: "letter", size: 1, type: "text/plain" } }).given(
      ...say.toAssigned,
      [city, { ...say.done, content }],
      ...(masks.length === 0 ? [] : [[hub, { type: "mask", masks }] as const]),
    );
    const steps: Step[] = [];
    const current = fold(life.events, reportId, hub, (step) => steps.push(step)) as Case;
    const words: Record<string, string> = { answer, letter: "Saya Sari, 0812-1111-2222" };
    const history = historyOf(steps, (hash) => words[hash], { tenant: hub, hub });
    return { current, history };
  };
  const rina: Mask = { content: "answer", field: "text", start: 0, end: 7 };

  test("the public reads no number that looks personal, whether anybody looked or not", () => {
    const { current, history } = told([]);
    expect(publicView(current, history, []).history.at(-1)?.text).toBe(
      "Bu Rina, ███, mengurusnya; KTP ███ dicek",
    );
  });

  test("what was masked is left out for the public and the reporter; those inside read on", () => {
    const { current, history } = told([rina]);
    expect(publicView(current, history, []).history.at(-1)?.text).toBe(
      "███, ███, mengurusnya; KTP ███ dicek",
    );
    const theirs = reporterHistory(history, current.report.masks);
    expect(theirs.find(({ type }) => type === "answered")?.text).toBe(
      answer.replace("Bu Rina", "███"),
    );
    expect(history.find(({ type }) => type === "answered")?.text).toBe(answer);
  });

  test("the reporter reads their own words as they wrote them, and no hashes", () => {
    const { history } = told([]);
    const spoken = history.map((entry) =>
      entry.type === "received"
        ? { ...entry, actor: { role: "reporter" as const, tenant: hub } }
        : entry,
    );
    const theirs = reporterHistory(spoken, [{ ...rina, content: "letter" }]);
    expect(theirs[0]?.text).toBe("Saya Sari, 0812-1111-2222");
    for (const entry of theirs) expect(entry).not.toHaveProperty("content");
  });

  test("a title is read as an answer is", () => {
    const { current, history } = told([]);
    expect(publicView(current, history, [], "Jalan rusak, 0812-3456-7890").title).toBe(
      "Jalan rusak, ███",
    );
  });

  test("a node that has not heard its hub shows state and dates of another's report", () => {
    const { current, history } = told([]);
    const view = publicView(current, history, [], "Jalan rusak", true);
    expect(view).toMatchObject({ secret: false, clocks: [], state: "answered" });
    expect(JSON.stringify(view)).not.toMatch(/Jalan|Rina|64\.71|national/);
  });

  test("nobody outside reads originals", () => {
    for (const audience of audiences)
      expect(readingOf(audience) === "original").toBe(shown(audience, plain).has("inside"));
  });
});
