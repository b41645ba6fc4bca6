import { describe, expect, test } from "vitest";
import { fold, historyOf, publicView, reporterHistory } from "../../src/index.ts";
import type { Command, Step } from "../../src/index.ts";
import * as say from "./life.ts";
import { city, hub, office, regency, reportId, taken } from "./life.ts";
import type { Life } from "./life.ts";

const words: Readonly<Record<string, string>> = {
  letter: "my name is Sari, 0812-555-0101",
  question: "which house number is it?",
  reply: "number 12, ask for Sari",
  basis: "the road belongs to the province",
  plan: "the crew comes on Monday",
  answer: "the drain is repaired",
  reason: "a court has it: 12/G/2026",
  conclusion: "the city has to repair it by September",
};
const saying = (command: Command, word: string): Command => ({
  ...command,
  content: { hash: word, size: 1, type: "text/plain" },
});

function told(life: Life) {
  const steps: Step[] = [];
  const current = fold(life.events, reportId, hub, (step) => steps.push(step));
  if (current === undefined) throw new Error("the intake is missing");
  const history = historyOf(steps, (hash) => words[hash], { tenant: hub, hub });
  return { current, history, view: publicView(current, history, []), steps };
}

const story = (secret: boolean, anonymous = false): Life =>
  taken({
    secret,
    anonymous,
    class: "complaint",
    category: "drainage",
    content: { hash: "letter", size: 1, type: "text/plain" },
    accused: { tenant: city, unit: "dpu" },
    occurredOn: "2026-02-27",
  }).given(
    [hub, say.verify],
    [hub, say.forwardTo(regency)],
    [regency, saying(say.notOurs, "basis")],
    [hub, say.forwardTo(city)],
    [city, say.accept],
    [city, say.assignTo("dpu")],
    [city, saying(say.ask, "question")],
    [city, saying(say.reply, "reply")],
    [city, saying({ type: "respond", kind: "plan", date: "2026-04-01" }, "plan")],
    [city, saying(say.done, "answer")],
  );

describe("the public view", () => {
  test("shows what is asked and answered, by whom, and where it stands", () => {
    const { view } = told(story(false));
    expect(view).toMatchObject({
      trackingId: "7K3M-92QX-4TVB-X",
      state: "answered",
      secret: false,
      class: "complaint",
      category: "drainage",
      institution: city,
      place: { area: "64.71.01" },
    });
    expect(view.history.map(({ type, state }) => `${type} ${state}`)).toEqual([
      "received received",
      "verified verified",
      "forwarded forwarded",
      "returned returned",
      "forwarded forwarded",
      "accepted accepted",
      "assigned assigned",
      "responded inProgress",
      "answered answered",
    ]);
    expect(view.history.at(-1)).toMatchObject({
      text: words["answer"],
      actor: { role: "institution", tenant: city },
    });
    expect(view.updatedAt).toBe(view.history.at(-1)?.at);
  });

  test("publishes the words of answers, and no other words", () => {
    const { view } = told(story(false));
    const published = view.history.flatMap(({ text }) => text ?? []);
    expect(published).toEqual([words["plan"], words["answer"]]);
  });

  test("holds nobody's person: neither the reporter's words nor the accused nor the day", () => {
    for (const anonymous of [false, true]) {
      const written = JSON.stringify(told(story(false, anonymous)).view);
      for (const private_ of ["Sari", "0812", "dpu", "2026-02-27", "letter", "question"])
        expect(written).not.toContain(private_);
    }
  });

  test("of a secret report holds state and dates only", () => {
    const { view, current, history } = told(story(true));
    expect(Object.keys(view).toSorted()).toEqual([
      "clocks",
      "history",
      "receivedAt",
      "secret",
      "state",
      "trackingId",
      "updatedAt",
    ]);
    expect(view).toMatchObject({ state: "answered", secret: true, clocks: [] });
    for (const entry of view.history)
      expect(Object.keys(entry).toSorted()).toEqual(["at", "state", "type"]);
    expect(publicView(current, history, [], "A blocked drain")).toEqual(view);
  });

  test("is secret from the moment that anybody tightens, for its past too", () => {
    const life = story(false).given([
      regency,
      { type: "tighten", flags: { anonymous: false, secret: true } },
    ]);
    const written = JSON.stringify(told(life).view);
    expect(written).not.toContain(words["answer"]);
    expect(written).not.toContain(city);
    expect(written).not.toContain("drainage");
  });

  test("has the title as the verifier wrote it, if there is one", () => {
    const { current, history, view } = told(story(false));
    expect(view).not.toHaveProperty("title");
    expect(publicView(current, history, [], "A blocked drain").title).toBe("A blocked drain");
  });
});

describe("the history that a party reads", () => {
  test("has every event with its origin and its words, and says which of them are public", () => {
    const { history, steps } = told(story(false));
    expect(history).toHaveLength(steps.length);
    expect(
      history.filter(({ text }) => text !== undefined).map(({ type, text }) => [type, text]),
    ).toEqual([
      ["received", words["letter"]],
      ["returned", words["basis"]],
      ["asked", words["question"]],
      ["replied", words["reply"]],
      ["responded", words["plan"]],
      ["answered", words["answer"]],
    ]);
    const kept = history.filter((entry) => !entry.public).map(({ type }) => type);
    expect(kept).toEqual(["epochOpened", "asked", "replied", "epochOpened"]);
  });

  test("lives on when the words were erased", () => {
    const { steps } = told(story(false));
    const erased = historyOf(steps, () => undefined, { tenant: hub, hub });
    expect(erased).toHaveLength(steps.length);
    for (const entry of erased) expect(entry).not.toHaveProperty("text");
  });

  test("does not publish the late act of a former holder, whose answer does not stand", () => {
    const life = taken().given(...say.toAssigned, [hub, say.recall]);
    life.events.push({
      writer: city,
      seq: 3,
      hash: `${city}#3`,
      epoch: 1,
      at: say.atTick(40),
      event: {
        type: "answered",
        by: "institution",
        kind: "done",
        content: { hash: "answer", size: 1, type: "text/plain" },
      },
    });
    const { view, history } = told(life);
    expect(history.at(-1)).toMatchObject({ type: "answered", public: false });
    expect(JSON.stringify(view)).not.toContain(words["answer"]);
  });
});

describe("a case of the Ombudsman's office", () => {
  const handled = (secret: boolean): Life =>
    taken({ secret }).given(
      ...say.toReferred,
      [office, say.register],
      [city, saying(say.done, "answer")],
      [office, saying(say.conclude, "conclusion")],
    );
  const tail = (entries: readonly { type: string; text?: string }[]) =>
    entries.map(({ type, text }) => [type, text]).slice(-5);

  test("shows where it went, its number, what the institution still answered and what came of it", () => {
    const { view, history } = told(handled(false));
    const shown = [
      ["responded", undefined],
      ["referred", undefined],
      ["registered", "0123/LM/2026"],
      ["concluded", words["conclusion"]],
    ];
    const answered = ["answered", words["answer"]];
    expect(tail(view.history)).toEqual([...shown.slice(0, 3), answered, ...shown.slice(3)]);
    expect(tail(reporterHistory(history))).toEqual(tail(view.history));
  });

  test("publishes no answer but the respondent's", () => {
    const life = taken().given(...say.toReferred);
    const content = { hash: "answer", size: 1, type: "text/plain" };
    life.write(regency, { type: "answered", by: "institution", kind: "done", content });
    expect(JSON.stringify(told(life).view)).not.toContain(words["answer"]);
  });

  test("that is secret shows states and dates", () => {
    const { view } = told(handled(true));
    for (const entry of view.history)
      expect(Object.keys(entry).toSorted()).toEqual(["at", "state", "type"]);
  });

  test("found not eligible, the reporter alone reads why", () => {
    const life = taken().given(...say.toReferred, [office, saying(say.ineligible, "reason")]);
    const { view, history } = told(life);
    expect(view.history.at(-1)).toMatchObject({ type: "ineligible" });
    expect(JSON.stringify(view)).not.toContain(words["reason"]);
    expect(reporterHistory(history).at(-1)).toMatchObject({ text: words["reason"] });
  });

  test("names nobody, and consents are for the parties", () => {
    const life = taken().given([hub, say.verify], [hub, say.consent], [hub, say.refer]);
    expect(JSON.stringify(told(life).view)).not.toContain("consent");
  });
});
