import { describe, expect, test } from "vitest";
import {
  clocksOf,
  commandAt,
  historyOf,
  marksOf,
  publicView,
  reporterHistory,
} from "../../src/index.ts";
import type { Command, Mark, Step } from "../../src/index.ts";
import { fold } from "../../src/index.ts";
import { assigned, came, clocksIn, national, played, wib } from "../clock/story.ts";
import * as say from "./life.ts";
import { city, foldAll, hub, office, reportId } from "./life.ts";
import type { Life } from "./life.ts";

/** PRODUCT, "Ombudsman handoff": aspirations and information requests end with advice. */

const day0 = wib("03-02 10:00");
const aspiration: Command = { type: "verify", class: "aspiration", category: "road" };
const asked: Command = { type: "verify", class: "information", category: "id-card" };
/** The sixtieth working day is 10 June. */
const passed = wib("06-11 00:00");

const dueOf = (life: Life, me: string, clock: Mark["clock"]) =>
  marksOf(life.current, clocksOf(life.current, national), national, me).find(
    (mark) => mark.clock === clock && mark.stage === "due",
  );

/** What the clock of the hub makes of a mark. */
function comes(life: Life, clock: Mark["clock"]): Life {
  const mark = dueOf(life, hub, clock);
  const command = mark && commandAt(mark, life.current, hub, hub);
  if (command === undefined) throw new Error(`no ${clock} for the hub`);
  return life.at(passed).given([hub, command]);
}

describe("what is not handed over ends with advice after 60 working days", () => {
  test.each([
    ["an aspiration", aspiration],
    ["an information request", asked],
  ])("%s, by the hub, whoever holds the report, which stays where it is", (_, verify) => {
    const life = assigned(day0, day0, verify);
    const before = life.current;
    comes(life, "advice");
    expect(life.last).toMatchObject({ type: "advised", due: wib("06-10 23:59:59") });
    expect(life.current.report).toEqual(before.report);
    expect(life.current.turn).toEqual(before.turn);
    expect(foldAll(life.events)).toEqual(life.current);
  });

  test("once: neither its clock nor its mark comes again, and the command is refused", () => {
    const life = comes(assigned(day0, day0, aspiration), "advice");
    expect(dueOf(life, hub, "advice")).toBeUndefined();
    expect(clocksIn(life).join()).not.toContain("advice");
    expect(life.when(hub, { type: "advise", due: wib("06-10 23:59:59") })).toBe("wrongState");
  });

  test("not before the last second is over", () => {
    const life = assigned(day0, day0, aspiration);
    const due = wib("06-10 23:59:59");
    expect(life.at(due).when(hub, { type: "advise", due })).toBe("notDue");
  });

  test("and is the business of no node", () => {
    const life = assigned(day0, day0, aspiration);
    expect(dueOf(life, city, "advice")).toBeUndefined();
    expect(life.at(passed).when(city, { type: "advise", due: wib("06-10 23:59:59") })).toBe(
      "hubOnly",
    );
  });

  test("but no complaint does", () => {
    expect(dueOf(assigned(day0), hub, "advice")).toBeUndefined();
  });
});

describe("a report whose class is corrected", () => {
  const becomes = (name: string): Command => ({ type: "correct", class: name }) as Command;

  test("to complaint after the advice is referred all the same", () => {
    const life = comes(assigned(day0, day0, aspiration), "advice");
    played(life, [wib("06-15 10:00"), city, becomes("complaint")]);
    comes(life.at(wib("06-15 11:00")), "ombudsman");
    expect([life.state, life.holder]).toEqual(["referred", office]);
    expect(foldAll(life.events)).toEqual(life.current);
  });

  test("and back is not advised a second time", () => {
    const life = comes(assigned(day0, day0, aspiration), "advice");
    played(
      life,
      [wib("06-15 10:00"), city, becomes("complaint")],
      [wib("06-15 11:00"), city, becomes("information")],
    );
    expect(dueOf(life, hub, "advice")).toBeUndefined();
  });

  test("from complaint is advised and not referred", () => {
    const life = played(assigned(day0), [wib("05-04 10:00"), city, becomes("aspiration")]);
    expect(dueOf(life, hub, "ombudsman")).toBeUndefined();
    expect(comes(life, "advice").last?.type).toBe("advised");
  });
});

describe("the advice", () => {
  const read = (life: Life) => {
    const steps: Step[] = [];
    const current = fold(life.events, reportId, hub, (step) => steps.push(step));
    if (current === undefined) throw new Error("the intake is missing");
    const history = historyOf(steps, () => undefined, { tenant: city, hub });
    return { history, view: publicView(current, history, []) };
  };

  test("is read by the public and by the reporter", () => {
    const { view, history } = read(comes(assigned(day0, day0, asked), "advice"));
    expect(view.history.at(-1)).toMatchObject({ type: "advised", actor: { tenant: hub } });
    expect(reporterHistory(history).at(-1)?.type).toBe("advised");
  });

  test("is none if another party wrote it", () => {
    const life = came(day0);
    played(life, [day0, hub, asked], [day0, hub, say.forwardTo(city)]);
    life.at(passed).write(city, { type: "advised", by: "clock", due: wib("06-10 23:59:59") });
    expect(read(life).view.history.at(-1)?.type).toBe("forwarded");
    expect(dueOf(life, hub, "advice")).toBeDefined();
  });
});
