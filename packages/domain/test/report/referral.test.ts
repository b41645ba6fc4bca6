import { describe, expect, test } from "vitest";
import { clocksOf, marksOf } from "../../src/index.ts";
import type { Clock, ClockName, Command, Receive, ReportEvent, Terms } from "../../src/index.ts";
import { came, complaint, national, played, wib } from "../clock/story.ts";
import type { Scene } from "../clock/story.ts";
import * as say from "./life.ts";
import { city, foldAll, hub, office, regency } from "./life.ts";
import type { Life } from "./life.ts";

/**
 * Complete on 17 March 2026, the sixtieth working day after it is 26 June (PRODUCT, "The statutory clock"); the fifty-ninth
 * the 25th, the sixty-third 1 July. The office sits in Jakarta.
 */
const due = "2026-06-26T16:59:59.000Z";
const refer: Command = { type: "refer", due };
const handedOver: Scene = [wib("06-27 00:00"), hub, refer];
const terms: Terms = {
  ...national,
  zoneOf: (tenant) => (tenant === office ? "Asia/Jakarta" : national.zoneOf(tenant)),
};

const day0 = wib("03-17 10:00");
const verified = (verify: Command = complaint, intake: Partial<Receive> = {}): Life =>
  played(came(day0, hub, intake), [day0, hub, verify]);
const forwarded = (): Life => played(verified(), [day0, hub, say.forwardTo(city)]);
const accepted = (): Life => played(forwarded(), [day0, city, say.accept]);
const assigned = (): Life => played(accepted(), [day0, city, say.assignTo("dpu")]);
const inProgress = (): Life => played(assigned(), [day0, city, say.initial]);
const returned = (): Life => played(forwarded(), [day0, city, say.notOurs]);
const recalled = (): Life => played(forwarded(), [day0, hub, say.recall]);
const reopened = (): Life =>
  played(forwarded(), [day0, city, say.mergeInto("main")], [day0, hub, say.reopen]);
/** Taken in by the hub with its class, and nobody did anything until its verification deadline passed. */
const deemed = (): Life =>
  played(came(wib("03-11 10:00"), hub, { class: "complaint", category: "drainage" }), [
    wib("03-17 10:00"),
    hub,
    say.deem("2026-03-16T16:59:59.000Z"),
  ]);

const clock = (life: Life, name: ClockName): Clock | undefined =>
  clocksOf(life.current, terms).find((each) => each.name === name);
/** Grown event by event it is what the fold of all its events is. */
const expectFolded = (life: Life) => expect(foldAll(life.events)).toEqual(life.current);

describe("what is not settled after 60 working days goes to the Ombudsman", () => {
  test("by the hub alone, and only when the whole of the last day is over", () => {
    const life = inProgress();
    expect(clock(life, "ombudsman")).toMatchObject({ date: "2026-06-26", deadline: due });
    for (const at of [wib("06-26 23:59"), "2026-06-26T16:59:59.999Z"])
      expect(life.at(at).when(hub, refer)).toBe("notDue");
    expect(life.at(wib("06-27 00:00")).when(city, refer)).toBe("hubOnly");
    expect(life.when(hub, refer)).toBe("referred");
    expect(life.current.report).toMatchObject({
      completeAt: day0,
      institution: city,
      referral: { at: wib("06-27 00:00"), office: "64" },
    });
    expect([life.holder, life.current.parties]).toEqual([office, [city, hub, office].toSorted()]);
    expectFolded(life);
  });

  test.each([
    ["received", deemed, 0],
    ["verified", verified, 0],
    ["forwarded", forwarded, 1],
    ["returned", returned, 2],
    ["recalled", recalled, 2],
    ["accepted", accepted, 1],
    ["assigned", assigned, 1],
    ["inProgress", inProgress, 1],
  ] as const)(
    "%s, whoever holds it, and the turn before ends at its last event",
    (_, of, epoch) => {
      const life = of();
      const last = life.current.heads[life.holder] ?? { seq: 0, hash: "" };
      life.at(wib("06-27 00:00")).given([hub, refer]);
      expect(life.last).toMatchObject({ opens: { epoch: epoch + 1, holder: office, cut: last } });
      expect([life.state, life.holder]).toEqual(["referred", office]);
      expectFolded(life);
    },
  );

  test("never while an answer stands in the reporter's window, nor when it is settled", () => {
    const life = played(inProgress(), [wib("06-25 10:00"), city, say.done]);
    expect(clock(life, "ombudsman")).toBeUndefined();
    expect(life.at(wib("06-27 00:00")).when(hub, refer)).toBe("wrongState");
    const [window] = clocksOf(life.current, terms);
    expect(window?.name).toBe("reporterWindow");
    life.at(wib("07-20 00:00")).given([hub, say.lapse(window?.deadline ?? "")]);
    expect([life.state, life.when(hub, refer)]).toEqual(["closed", "wrongState"]);
  });

  test("answered in the last minute of the last day, it stays with the institution", () => {
    const life = played(inProgress(), [wib("06-26 23:59"), city, say.refuseToDo]);
    expect([life.state, clock(life, "ombudsman")]).toEqual(["answered", undefined]);
    expect(life.at(wib("06-27 00:00")).when(hub, refer)).toBe("wrongState");
  });

  test("a forwarding on day 59 does not reset the clock", () => {
    const life = played(
      inProgress(),
      [wib("06-25 09:00"), city, say.notOurs],
      [wib("06-25 10:00"), hub, say.forwardTo(regency)],
    );
    expect(clock(life, "ombudsman")?.deadline).toBe(due);
    played(life, handedOver);
    expect(life.current.report).toMatchObject({ state: "referred", institution: regency });
  });

  test("an objection on day 63 to an answer of day 59 reopens it, and it is referred at once", () => {
    const life = played(
      inProgress(),
      [wib("06-25 10:00"), city, say.done],
      [wib("07-01 10:00"), hub, say.object],
    );
    expect([life.state, life.holder]).toEqual(["assigned", city]);
    expect(clock(life, "ombudsman")?.deadline).toBe(due);
    expect(life.when(hub, refer)).toBe("referred");
    expectFolded(life);
  });

  test("once: a case that was with the office is not offered again", () => {
    const life = played(inProgress(), handedOver);
    expect(life.when(hub, refer)).toBe("wrongState");
    life.given([office, say.ineligible]);
    expect([life.state, life.when(hub, refer)]).toEqual(["assigned", "alreadyReferred"]);
    expect(clock(life, "ombudsman")).toBeUndefined();
  });

  test.each(["information", "aspiration"] as const)("but no %s, which ends with advice", (kind) => {
    const life = verified({ type: "verify", class: kind, category: "id-card" });
    expect(clock(life, "settlement")).toBeDefined();
    expect(clock(life, "ombudsman")).toBeUndefined();
  });

  test("nor a file that is not complete", () => {
    const life = verified({ ...say.verify, complete: false } as Command);
    expect(clock(life, "ombudsman")).toBeUndefined();
    expect(life.at(wib("06-27 00:00")).when(hub, refer)).toBe("wrongState");
  });
});

describe("the reporter is asked for consent", () => {
  const askedIn = (life: Life, me: string) =>
    marksOf(life.current, clocksOf(life.current, terms), terms, me).flatMap(
      ({ clock, stage, tells }) =>
        clock === "ombudsman" && tells.includes("reporter") ? [stage] : [],
    );

  test("after 50 and 57 working days and at the handoff, by whoever took the report in", () => {
    expect([askedIn(inProgress(), hub), askedIn(inProgress(), city)]).toEqual([
      [50, 57, "due"],
      [],
    ]);
    const own = played(came(day0, city), [day0, city, complaint], [day0, city, say.accept]);
    expect([askedIn(own, hub), askedIn(own, city)]).toEqual([[], [50, 57, "due"]]);
    played(own, [day0, city, say.assignTo("dpu")]);
    expect(askedIn(own, city)).toEqual([50, 57, "due"]);
  });
});

describe("whistleblowing", () => {
  const about = (tenant: string, unit?: string) =>
    say.whistle(unit === undefined ? { tenant } : { tenant, unit });

  test("is referred like any complaint, and stays secret", () => {
    const life = played(verified(about(regency)), [day0, hub, say.forwardTo(city)], handedOver);
    expect(life.current.report).toMatchObject({ state: "referred", flags: { secret: true } });
  });

  test("does not go back to the accused that the hub took it from", () => {
    const life = played(
      forwarded(),
      [
        day0,
        city,
        { ...say.correct, class: "whistleblowing", accused: { tenant: city } } as Command,
      ],
      handedOver,
      [wib("06-29 09:00"), office, say.ineligible],
    );
    expect([life.state, life.holder]).toEqual(["returned", hub]);
  });

  test("about the Ombudsman's office itself never goes there; about a unit of it, it does", () => {
    const life = verified(about(office));
    expect(life.at(wib("06-27 00:00")).when(hub, refer)).toBe("accusedTenant");
    expect(life.current.parties).not.toContain(office);
    expect(played(verified(about(office, "keasistenan")), handedOver).state).toBe("referred");
  });

  test("and an anonymous reporter stays anonymous", () => {
    const life = played(verified(complaint, { anonymous: true }), handedOver);
    expect(life.current.report.flags.anonymous).toBe(true);
  });
});

describe("the office", () => {
  test("registers it under a number of its own, which it may correct", () => {
    const life = played(inProgress(), handedOver, [wib("06-30 09:00"), office, say.register]);
    expect(life.current.report).toMatchObject({ referral: { number: "0123/LM/2026" } });
    life.given([office, { type: "register", number: "0124/LM/2026" }]);
    expect(life.current.report).toMatchObject({
      state: "referred",
      referral: { at: wib("06-27 00:00"), office: "64", number: "0124/LM/2026" },
    });
    expectFolded(life);
  });

  test("owes that within 14 working days of the handoff, and then no step any more", () => {
    const life = played(inProgress(), handedOver);
    // Of 27 June, a Saturday: 29 June is the first, 16 July the fourteenth.
    expect(clock(life, "registration")).toMatchObject({ date: "2026-07-16", owedBy: office });
    expect(clocksOf(life.current, terms).map(({ name }) => name)).toEqual(["registration"]);
    life.at(wib("06-30 09:00")).given([office, say.register]);
    expect(clocksOf(life.current, terms)).toEqual([]);
  });

  test("is reminded of that in its own house, whose units are not the respondent's", () => {
    const life = played(inProgress(), handedOver);
    const told = (me: string) =>
      marksOf(life.current, clocksOf(life.current, terms), terms, me).map(
        ({ key, tells }) => `${key} ${tells.join(" ")}`,
      );
    expect(told(office)).toEqual([
      "registration 2026-06-27 14 7 institutionAdmin",
      "registration 2026-06-27 14 12 institutionAdmin",
      "registration 2026-06-27 14 due institutionAdmin",
    ]);
    expect(told(hub)).toEqual(["registration 2026-06-27 14 due overseer verifier"]);
  });

  test("ends its examination, which closes the report with its own outcome", () => {
    const life = played(inProgress(), handedOver, [wib("09-01 09:00"), office, say.conclude]);
    expect(life.current.report).toMatchObject({
      state: "closed",
      outcome: "concluded",
      institution: city,
      unit: "dpu",
      referral: { outcome: "concluded" },
    });
    expect(life.holder).toBe(hub);
    for (const command of [say.confirm, say.object, say.reply, say.consent])
      expect([command.type, life.when(hub, command)]).not.toEqual([command.type, "assigned"]);
    expect(life.state).toBe("closed");
    expectFolded(life);
  });

  test("ends it for good where no unit ever had it: there is nobody to reopen it for", () => {
    const life = played(returned(), handedOver, [wib("09-01 09:00"), office, say.conclude]);
    expect(life.when(hub, say.reopen)).toBe("wrongState");
    expect(
      played(inProgress(), handedOver, [wib("09-01 09:00"), office, say.conclude]).when(
        hub,
        say.reopen,
      ),
    ).toBe("assigned");
  });

  test.each([
    ["received", deemed, "returned", hub],
    ["verified", verified, "returned", hub],
    ["returned", returned, "returned", hub],
    ["recalled", recalled, "returned", hub],
    ["verified again after a mistaken archiving", reopened, "returned", hub],
    ["forwarded", forwarded, "forwarded", city],
    ["accepted", accepted, "accepted", city],
    ["assigned", assigned, "assigned", city],
    ["inProgress", inProgress, "assigned", city],
  ] as const)("that finds it not eligible gives back what was %s", (_, of, becomes, holder) => {
    const life = of();
    const overdue = clock(life, "settlement")?.deadline;
    played(life, handedOver, [wib("07-10 09:00"), office, say.ineligible]);
    expect([life.state, life.holder]).toEqual([becomes, holder]);
    expect(life.last).toMatchObject({ type: "epochOpened", by: "system" });
    expect(clock(life, "settlement")?.deadline).toBe(overdue);
    expect(life.current.report).toMatchObject({ referral: { outcome: "ineligible" } });
    expectFolded(life);
  });

  test("that found it not eligible does not get it again by an objection: that reopens it", () => {
    const life = played(
      inProgress(),
      handedOver,
      [wib("07-10 09:00"), office, say.ineligible],
      [wib("07-13 09:00"), city, say.done],
      [wib("07-14 09:00"), hub, say.object],
    );
    expect([life.state, life.holder]).toEqual(["assigned", city]);
    expect(clock(life, "ombudsman")).toBeUndefined();
    expect(life.when(hub, refer)).toBe("alreadyReferred");
  });

  test("holds it however long: no officer, nor the hub, takes it away", () => {
    const life = played(inProgress(), handedOver);
    for (const [who, command] of [
      [hub, say.recall],
      [hub, say.forwardTo(regency)],
      [hub, say.spam],
      [hub, say.closeOnWord],
      [city, say.notOurs],
      [city, say.assignTo("dlh")],
      [hub, say.withdraw],
    ] as const)
      expect([command.type, ["notHolder", "wrongState"].includes(life.when(who, command))]).toEqual(
        [command.type, true],
      );
    expect([life.state, life.holder]).toEqual(["referred", office]);
  });
});

describe("the institution stays respondent", () => {
  const referred = () => played(inProgress(), handedOver);

  test("its later answer is a contribution to the office's case and changes nothing by itself", () => {
    const life = played(referred(), [wib("07-01 09:00"), city, say.done]);
    expect([life.state, life.holder]).toEqual(["referred", office]);
    expect(life.current.contributions.map(({ event, ref }) => [ref.tenant, event.type])).toEqual([
      [city, "answered"],
    ]);
    expectFolded(life);
  });

  test("the reporter's confirmation of it closes the office's case, by an event of its holder", () => {
    const life = played(
      referred(),
      [wib("07-01 09:00"), city, say.done],
      [wib("07-02 09:00"), hub, say.confirm],
    );
    expect(life.events.findLast(({ event }) => event.type === "confirmed")?.event).toMatchObject({
      answer: life.refOfLast("answered").hash,
    });
    expect(life.events.findLast(({ event }) => event.type === "closed")).toMatchObject({
      writer: office,
      event: { outcome: "confirmed", because: life.refOfLast("confirmed") },
    });
    expect(life.current.report).toMatchObject({ state: "closed", outcome: "confirmed" });
    expect(life.holder).toBe(hub);
    expectFolded(life);
  });

  test("also of one that was given in time and arrives after the handoff", () => {
    const life = referred();
    const { epoch } = life.current.turn;
    life.current = { ...life.current, turn: { ...life.current.turn, epoch: epoch - 1 } };
    life.at(wib("06-26 10:00")).write(city, { type: "answered", by: "institution", kind: "done" });
    life.current = foldAll(life.events);
    expect([life.state, life.holder]).toEqual(["referred", office]);
    expect(life.at(wib("07-02 09:00")).when(hub, say.confirm)).toBe("closed");
  });

  test("there is nothing to confirm before, and what was confirmed was never an answer of another", () => {
    const life = referred();
    expect(life.when(hub, say.confirm)).toBe("noAnswer");
    life.write(regency, { type: "answered", by: "institution", kind: "done" });
    expect(life.when(hub, say.confirm)).toBe("noAnswer");
    for (const answer of [undefined, "no such answer", life.refOfLast("answered").hash]) {
      const said = answer === undefined ? {} : { answer };
      life.write(hub, { type: "confirmed", by: "reporter", ...said });
      expect(life.when(hub, say.reply)).toBe("referred");
    }
  });

  test("but nobody else answers, nor the institution once the case is closed", () => {
    const life = referred();
    expect(life.when(regency, say.done)).toBe("notHolder");
    expect(life.when(city, say.initial)).toBe("notHolder");
    life.at(wib("09-01 09:00")).given([office, say.conclude]);
    expect(life.when(city, say.done)).toBe("notHolder");
  });
});

describe("a peer that skips its own rules gains nothing", () => {
  const opens = (holder: string, epoch: number) => ({ epoch, holder, cut: { seq: 0, hash: "" } });
  const forged: Readonly<Record<string, ReportEvent>> = {
    registered: { type: "registered", by: "institution", number: "1" },
    ineligible: { type: "ineligible", by: "institution" },
    concluded: { type: "concluded", by: "institution" },
  };

  test.each(Object.keys(forged))("%s by anybody but the office is a contribution", (type) => {
    const event = forged[type] ?? expect.unreachable(type);
    for (const writer of [hub, city, regency]) {
      const life = played(inProgress(), handedOver);
      const before = life.current;
      life.write(writer, event);
      expect([life.current.report, life.current.turn]).toEqual([before.report, before.turn]);
      expectFolded(life);
    }
  });

  test("a handoff that an institution writes opens no turn", () => {
    const life = inProgress();
    const { epoch } = life.current.turn;
    life.write(city, {
      type: "referred",
      by: "clock",
      opens: opens(office, epoch + 1),
      office: "64",
      due,
    });
    expect([life.state, foldAll(life.events).turn.holder]).toEqual(["inProgress", city]);
  });

  test("a second handoff by the hub passes the turn, as every opening, and changes nothing else", () => {
    const life = played(inProgress(), handedOver, [wib("07-10 09:00"), office, say.ineligible]);
    const { epoch } = life.current.turn;
    const twice = { type: "referred", by: "clock", office: "31", due } as const;
    life.write(hub, { ...twice, opens: opens(office, epoch + 1) });
    expect(life.current.report).toMatchObject({ state: "assigned", referral: { office: "64" } });
  });
});
