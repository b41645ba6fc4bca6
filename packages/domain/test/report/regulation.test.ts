import { describe, expect, test } from "vitest";
import * as say from "./life.ts";
import { atTick, city, foldAll, hub, regency, reportId, taken } from "./life.ts";

describe("verification and hold", () => {
  test("an incomplete report waits, and is received again when the reporter supplies what is missing", () => {
    const life = taken().given([hub, say.hold]);
    expect(life.when(hub, say.supply)).toBe("received");
    expect(life.last).toMatchObject({ type: "resumed", because: life.refOfLast("supplied") });
  });

  test("a reply by the reporter's channel is the answer to the question, too", () => {
    const life = taken().given([hub, say.hold]);
    expect(life.when(hub, say.reply)).toBe("received");
    expect(life.last).toMatchObject({ type: "resumed", because: life.refOfLast("replied") });
  });

  test("what the reporter said before a hold does not answer its question", () => {
    const life = taken().given([hub, say.supply]);
    expect(life.when(hub, say.hold)).toBe("held");
    expect(life.when(hub, say.supply)).toBe("received");
  });

  test("a second hold waits for a second supply", () => {
    const life = taken().given([hub, say.hold], [hub, say.supply]);
    expect(life.when(hub, say.hold)).toBe("held");
    expect(life.when(hub, say.supply)).toBe("received");
  });

  test("verify declares the file complete, and after that there is no hold", () => {
    const life = taken().given([hub, say.verify]);
    expect(life.current.report.completeAt).toBe(atTick(1));
    life.given([hub, say.spam], [hub, say.reopen]);
    expect(life.when(hub, say.hold)).toBe("wrongState");
  });

  test("a report received whose file is deemed complete is verified, no longer held", () => {
    const life = taken();
    life.current = { ...life.current, report: { ...life.current.report, completeAt: atTick(0) } };
    expect(life.when(hub, say.hold)).toBe("wrongState");
    expect(life.when(hub, say.verify)).toBe("verified");
    expect(life.current.report.completeAt).toBe(atTick(0));
  });

  test("forward declares it complete at the latest, and no later step moves that moment", () => {
    const life = taken().given([
      hub,
      { type: "verify", class: "complaint", category: "road", complete: false },
    ]);
    expect(life.current.report.completeAt).toBeUndefined();
    life.given([hub, say.forwardTo(city)]);
    const completeAt = life.current.report.completeAt;
    expect(completeAt).toBe(atTick(2));
    life.given(
      [city, say.accept],
      [city, say.notOurs],
      [hub, say.forwardTo(regency)],
      [regency, say.accept],
    );
    expect(life.current.report.completeAt).toBe(completeAt);
  });

  test("class and category given at intake are no verification", () => {
    const life = taken({ class: "complaint", category: "road" });
    expect(life.when(hub, say.forwardTo(city))).toBe("wrongState");
    life.given([hub, say.spam]);
    expect(life.when(hub, say.reopen)).toBe("received");
  });

  test("an archived report that was verified is verified again when it is reopened", () => {
    const life = taken().given([hub, say.verify], [hub, say.spam]);
    expect(life.when(hub, say.reopen)).toBe("verified");
  });

  test("a road's status is corrected with its own event, and the rest of the place stays", () => {
    const life = taken({ place: { area: "64.71.01", roadStatus: "unknown" } }).given(
      ...say.toForwarded,
    );
    life.given([city, { type: "correct", place: { roadStatus: "province" } }]);
    expect(life.last?.type).toBe("corrected");
    expect(life.current.report.place).toEqual({ area: "64.71.01", roadStatus: "province" });
  });

  test("a correction that corrects nothing is refused", () => {
    expect(taken().given([hub, say.verify]).when(hub, { type: "correct" })).toBe(
      "nothingToCorrect",
    );
  });
});

describe("not our authority", () => {
  test("a return ends the turn: the hub holds, and opens the epoch whose cut is the return", () => {
    const life = taken().given(...say.toForwarded, [city, say.notOurs]);
    expect(life.holder).toBe(hub);
    const { seq, hash } = life.refOfLast("returned");
    expect(life.last).toMatchObject({
      type: "epochOpened",
      opens: { epoch: 2, holder: hub, cut: { seq, hash } },
    });
    expect(life.when(city, say.accept)).toBe("notHolder");
  });

  test("it is possible from forwarded, accepted, assigned and inProgress", () => {
    for (const further of [
      [],
      [say.accept],
      [say.accept, say.assignTo("dpu")],
      [say.accept, say.assignTo("dpu"), say.initial],
    ])
      expect(
        taken()
          .given(...say.toForwarded, ...further.map((command) => [city, command] as const))
          .when(city, say.notOurs),
      ).toBe("returned");
  });

  test("nobody proposes itself as the owner of what it returns", () => {
    const life = taken().given(...say.toForwarded);
    expect(life.when(city, { type: "return", proposedTenant: city })).toBe("sameTenant");
    expect(life.when(city, { type: "return", proposedTenant: regency })).toBe("returned");
    expect(life.current.report).toMatchObject({ proposedTenant: regency, hops: 1 });
  });

  test("after two bounces the hub adjudicates, and that forward cannot be returned", () => {
    const life = taken().given(...say.toForwarded, [city, say.notOurs]);
    life.given([hub, say.forwardTo(regency)], [regency, say.notOurs]);
    expect(life.current.report.hops).toBe(2);
    expect(life.when(hub, say.forwardTo(city))).toBe("needsAdjudication");
    expect(life.when(hub, say.adjudicateTo(city))).toBe("forwarded");
    expect(life.when(city, say.notOurs)).toBe("adjudicated");
    expect(life.when(city, say.accept)).toBe("accepted");
    expect(life.when(city, say.notOurs)).toBe("adjudicated");
  });

  test("the hub recalls from an institution that does not answer, and that is no bounce", () => {
    const life = taken().given(...say.toAssigned);
    expect(life.when(hub, say.recall)).toBe("returned");
    expect(life.holder).toBe(hub);
    expect(life.current.report.hops).toBe(0);
    expect(life.when(city, say.done)).toBe("notHolder");
    expect(life.when(hub, say.forwardTo(regency))).toBe("forwarded");
  });

  test("the hub never forwards to itself", () => {
    expect(taken().given([hub, say.verify]).when(hub, say.forwardTo(hub))).toBe("sameTenant");
  });
});

describe("the unit", () => {
  test("declines to its own institution, which assigns anew; the hub hears of no bounce", () => {
    const life = taken().given(...say.toAssigned);
    expect(life.when(city, say.decline)).toBe("accepted");
    expect(life.current.report.hops).toBe(0);
    expect(life.holder).toBe(city);
    expect(life.when(city, say.assignTo("dlh"))).toBe("assigned");
    expect(life.current.report).toMatchObject({ unit: "dlh" });
  });

  test("one is accountable, the others support it", () => {
    const life = taken().given(...say.toForwarded, [city, say.accept]);
    life.given([city, say.assignTo("dpu", "dishub", "dpu")]);
    expect(life.current.report).toMatchObject({ unit: "dpu", supporting: ["dishub"] });
  });

  test("extends once, however often it gives the report back and gets it again", () => {
    const life = taken().given(...say.toAssigned, [city, say.extend]);
    expect(life.when(city, say.extend)).toBe("alreadyExtended");
    life.given([city, say.assignTo("dpu", "dishub")]);
    expect(life.when(city, say.extend)).toBe("alreadyExtended");
    life.given([city, say.decline], [city, say.assignTo("dpu")]);
    expect(life.when(city, say.extend)).toBe("alreadyExtended");
    life.given([city, say.notOurs], [hub, say.forwardTo(city)], [city, say.accept]);
    life.given([city, say.assignTo("dpu")]);
    expect(life.when(city, say.extend)).toBe("alreadyExtended");
  });

  test("has an extension of its own, whichever unit had one before, and each keeps its one", () => {
    const life = taken().given(...say.toAssigned, [city, say.extend], [city, say.assignTo("dlh")]);
    expect(life.current.report).toMatchObject({ unit: "dlh", extended: false });
    expect(life.when(city, say.extend)).toBe("assigned");
    life.given([city, say.decline], [city, say.assignTo("dpu")]);
    expect(life.current.report).toMatchObject({ unit: "dpu", extended: true });
    expect(life.when(city, say.extend)).toBe("alreadyExtended");
    expect(foldAll(life.events)).toEqual(life.current);
  });

  test("of another institution has its own, though it is called the same", () => {
    const life = taken().given(...say.toAssigned, [city, say.extend], [city, say.notOurs]);
    life.given([hub, say.forwardTo(regency)], [regency, say.accept]);
    life.given([regency, say.assignTo("dpu")]);
    expect(life.when(regency, say.extend)).toBe("assigned");
  });

  test("the first answer is the initial response, and later ones do not move it", () => {
    const life = taken().given(...say.toAssigned, [city, say.initial]);
    const { initialResponseAt } = life.current.report as { initialResponseAt?: string };
    expect(initialResponseAt).toBe(life.events.at(-1)?.at);
    life.given([city, { type: "respond", kind: "plan", date: "2026-04-01" }]);
    expect(life.current.report).toMatchObject({ state: "inProgress", initialResponseAt });
  });

  test("a plan promises no day that has passed", () => {
    const life = taken().given(...say.toAssigned);
    expect(life.when(city, { type: "respond", kind: "plan", date: "2026-03-01" })).toBe("datePast");
    expect(life.when(city, { type: "respond", kind: "plan", date: "2026-03-02" })).toBe(
      "inProgress",
    );
  });

  test("a done answer without an initial response counts as both", () => {
    const life = taken().given(...say.toAssigned);
    expect(life.when(city, say.done)).toBe("answered");
    expect(life.current.report).toMatchObject({ unit: "dpu", answer: { kind: "done" } });
  });
});

describe("the reporter's window", () => {
  test("an answer ends the institution's turn: the hub holds while the reporter has the word", () => {
    const life = taken().given(...say.toAnswered);
    expect(life.holder).toBe(hub);
    expect(life.last).toMatchObject({ type: "epochOpened", opens: { holder: hub } });
    expect(life.when(city, say.closeOnWord)).toBe("notHolder");
  });

  test("staff do not close it, except on the reporter's recorded word", () => {
    const life = taken().given(...say.toAnswered);
    expect(life.when(hub, say.close)).toBe("windowOpen");
    expect(life.when(hub, say.closeOnWord)).toBe("closed");
    expect(life.current.report).toMatchObject({ outcome: "confirmed" });
  });

  test("a confirmation closes it as confirmed, naming the reporter's words", () => {
    const life = taken().given(...say.toAnswered);
    expect(life.when(hub, say.confirm)).toBe("closed");
    expect(life.last).toMatchObject({
      type: "closed",
      outcome: "confirmed",
      because: life.refOfLast("confirmed"),
    });
  });

  test("an objection goes back to the same unit of the same institution, which owes an answer again", () => {
    const life = taken().given(...say.toAnswered);
    expect(life.when(hub, say.object)).toBe("assigned");
    expect(life.holder).toBe(city);
    expect(life.current.report).toMatchObject({ institution: city, unit: "dpu" });
    expect(life.current.report).not.toHaveProperty("answer");
    expect(life.current.report).not.toHaveProperty("initialResponseAt");
    expect(life.when(city, say.done)).toBe("answered");
  });

  test("words about an earlier answer do not settle a later one", () => {
    const life = taken().given(...say.toAnswered);
    const earlier = life.refOfLast("answered").hash;
    life.given([hub, say.object], [city, say.done]);
    life.write(city, { type: "confirmed", by: "reporter", answer: earlier });
    life.given([hub, say.rate]);
    expect(life.state).toBe("answered");
  });

  test("of two objections to one answer the first reopens it and the second changes nothing", () => {
    const life = taken().given(...say.toAnswered);
    const answer = life.refOfLast("answered").hash;
    life.write(city, { type: "objected", by: "reporter", answer });
    expect(life.when(hub, say.object)).toBe("assigned");
    expect(life.types.filter((type) => type === "reopened")).toHaveLength(1);
  });

  test("a refusal with its basis is an answer too", () => {
    const life = taken().given(...say.toAssigned);
    expect(life.when(city, say.refuseToDo)).toBe("answered");
    expect(life.current.report).toMatchObject({ answer: { kind: "refused" } });
  });
});

describe("withdrawal, duplicates and parts", () => {
  test("a withdrawal archives it, whoever holds it, and the hub holds afterwards", () => {
    const life = taken().given(...say.toAssigned);
    expect(life.when(hub, say.withdraw)).toBe("archived");
    expect(life.current.report).toMatchObject({ reason: "withdrawn" });
    expect(life.refOfLast("archived").tenant).toBe(city);
    expect(life.holder).toBe(hub);
  });

  test("a report that was reopened is not archived again by a withdrawal of before", () => {
    const life = taken().given([hub, say.verify]);
    life.write(city, { type: "withdrawn", by: "reporter" });
    life.given([hub, say.withdraw]);
    expect(life.state).toBe("archived");
    expect(life.when(hub, say.reopen)).toBe("verified");
    expect(life.when(hub, say.withdraw)).toBe("archived");
  });

  test("a duplicate follows its main report, in any state before the answer", () => {
    const life = taken().given(...say.toAssigned);
    expect(life.when(city, say.mergeInto("main"))).toBe("archived");
    expect(life.current.report).toMatchObject({ reason: "duplicate", duplicateOf: "main" });
  });

  test("to archive as a duplicate is to merge, and both need another report", () => {
    const life = taken();
    expect(life.when(hub, { type: "archive", reason: "duplicate" })).toBe("duplicateMissing");
    expect(life.when(hub, say.mergeInto(reportId))).toBe("duplicateOfItself");
    expect(life.when(hub, { type: "archive", reason: "duplicate", duplicateOf: reportId })).toBe(
      "duplicateOfItself",
    );
    expect(life.when(hub, { type: "archive", reason: "duplicate", duplicateOf: "main" })).toBe(
      "archived",
    );
  });

  test("a split names its parts and changes no state; a split into nothing is refused", () => {
    const life = taken().given([hub, say.verify]);
    expect(life.when(hub, { type: "split", parts: [] })).toBe("noParts");
    expect(life.when(hub, { type: "split", parts: ["lamp", "drain"] })).toBe("verified");
    expect(life.when(hub, { type: "split", parts: ["bridge"] })).toBe("verified");
    expect(life.current.report.parts).toEqual(["lamp", "drain", "bridge"]);
    expect(taken({ splitFrom: reportId }).current.report.splitFrom).toBe(reportId);
  });
});

describe("intake at a node", () => {
  test("it verifies and accepts what its own tenant owns, without the hub", () => {
    const life = taken({}, city).given([city, say.verify]);
    expect(life.when(city, say.accept)).toBe("accepted");
    expect(life.current.report).toMatchObject({
      origin: city,
      institution: city,
      completeAt: atTick(1),
    });
    expect(life.current.turn).toEqual({ epoch: 0, holder: city, ended: false });
    expect(life.when(city, say.assignTo("dpu"))).toBe("assigned");
    expect(life.when(city, say.done)).toBe("answered");
    expect(life.holder).toBe(hub);
  });

  test("what it does not own it returns, verified or not, and the hub goes on from there", () => {
    const life = taken({}, city);
    expect(life.when(city, say.notOurs)).toBe("returned");
    expect(life.when(hub, say.forwardTo(regency))).toBe("notAssessed");
    expect(life.when(hub, say.verify)).toBe("verified");
    expect(life.when(hub, say.forwardTo(regency))).toBe("forwarded");

    const verified = taken({}, city).given([city, say.verify], [city, say.notOurs]);
    expect(verified.when(hub, say.forwardTo(regency))).toBe("forwarded");
  });

  test("it does not forward to another institution by itself", () => {
    expect(taken({}, city).given([city, say.verify]).when(city, say.forwardTo(regency))).toBe(
      "hubOnly",
    );
  });
});

describe("flags", () => {
  test("anybody tightens, in any epoch and any state, and nobody loosens by tightening", () => {
    const life = taken().given(...say.toAnswered, [hub, say.closeOnWord]);
    life.given([regency, { type: "tighten", flags: { anonymous: true, secret: false } }]);
    expect(life.current.report.flags).toEqual({ anonymous: true, secret: false });
    life.given([city, { type: "tighten", flags: { anonymous: false, secret: true } }]);
    expect(life.current.report.flags).toEqual({ anonymous: true, secret: true });
    life.given([hub, { type: "tighten", flags: { anonymous: false, secret: false } }]);
    expect(life.current.report.flags).toEqual({ anonymous: true, secret: true });
  });
});
