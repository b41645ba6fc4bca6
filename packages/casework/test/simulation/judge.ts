import { clocksOf, fold, holderOf, marksOf } from "@simpul/domain";
import type { Clock, Recorded } from "@simpul/domain";
import { isDeepStrictEqual } from "node:util";
import { calendars, hub } from "./cast.ts";
import type { Findings } from "./findings.ts";
import { standingAfter } from "./oracle-life.ts";
import type { History, Standing } from "./oracle-life.ts";
import { deadlinesOf, ringsAt, ringsOf } from "./oracle.ts";
import type { Deadline, Readings, Ring } from "./oracle.ts";
import { historyOf, reportId } from "./side.ts";
import type { Rung, Side } from "./side.ts";

const dayAdded = "2025-08-18";

/** Holds every side to the oracle at every step, and the whole to what PRODUCT says of acts and words. */
export class Judge {
  private readonly seed: number;
  private readonly findings: Findings;
  private readonly rung = new Map<string, Set<string>>();
  private readonly strict: Readings;
  private followedAt: (party: string) => number = () => 0;

  constructor(seed: number, strict: Readings, findings: Findings) {
    this.strict = strict;
    this.seed = seed;
    this.findings = findings;
  }

  follows(since: (party: string) => number): void {
    this.followedAt = since;
  }

  /** After every change of a copy: its deadlines, and when its watch looks next. */
  look(side: Side): void {
    const { current, due, me } = side;
    if (current === undefined || due === undefined) return;
    const { history } = side;
    if (isPart(side, history))
      return this.findings.count("views that lack what an opening builds upon");
    const expected = deadlinesOf(history, calendars[side.amended ? 1 : 0], this.strict);
    this.findings.count("deadlines", expected.length);
    const clocks = side.clocks;
    for (const each of expected) {
      const clock = clocks.find(({ name }) => name === each.name);
      if (clock === undefined) this.differs(`clock ${each.name} is missing`, history, each);
      else this.compare(each, clock, history);
      if (each.paused) this.findings.count("paused");
      if (each.provisional) this.findings.count("provisional");
    }
    for (const clock of clocks)
      if (!expected.some(({ name }) => name === clock.name))
        this.differs(`clock ${clock.name} runs`, history, clock);
    const [first] = clocks;
    if (first?.deadline !== due.at || first?.name !== due.clock)
      this.differs("the row does not hold the earliest deadline", history, { first, due });
    if (side.later !== undefined) return;
    const next = this.ringsOf(side, history).find((ring) => !this.hasRung(me, ring));
    if (next?.at !== due.watchAt)
      this.differs(`the watch looks at the wrong time: ${next?.name} ${next?.stage}`, history, {
        me,
        next,
        due,
      });
  }

  /** What the watch did in one visit. */
  watched(side: Side, at: string, rung: readonly Rung[], waiting: readonly string[]): void {
    const { me } = side;
    if (isPart(side, side.history)) {
      // What it told its people upon half a story, it does not tell them again.
      for (const { mark } of rung) this.rungOf(me).add(mark.key);
      return;
    }
    let last: History | undefined;
    for (const { mark, history } of rung) {
      last = history;
      const standing = standingAfter(history.acts);
      const expected = this.expected(history, side, standing, at);
      const ring = expected.find(
        ({ name, stage, deadline }) =>
          name === mark.clock && stage === mark.stage && deadline === mark.deadline,
      );
      this.findings.count(mark.stage === "due" ? "deadlines passed" : "warnings");
      if (ring === undefined) {
        this.differs(`rung without need: ${mark.clock} ${mark.stage}`, history, { me, at, mark });
        continue;
      }
      // A referral that waits for a node to be heard stops nothing else.
      const first = expected.find(({ name }) => !waiting.some((key) => key.startsWith(`${name} `)));
      if (first !== undefined && first.at < ring.at)
        this.differs(`not in order: ${first.name} before ${ring.name}`, history, {
          me,
          at,
          mark,
          first,
        });
      this.keep(me, ring);
    }
    const { history } = side;
    if (history.acts.length === 0) return;
    const missed = this.expected(history, side, standingAfter(history.acts), at).filter(
      ({ name }) => !waiting.some((key) => key.startsWith(`${name} `)),
    );
    for (const ring of missed) {
      this.differs(`missed: ${ring.name} ${ring.stage}`, history, {
        me,
        at,
        ring,
        last: last?.acts.length,
      });
      this.keep(me, ring);
    }
  }

  /** A day off was added: a deadline moves if that day lies in its span, and no other. */
  amended(side: Side, before: readonly Clock[]): void {
    for (const was of before) {
      const is = side.clocks.find(({ name }) => name === was.name);
      const spans = was.from < dayAdded && was.date >= dayAdded;
      const moved = is?.date !== was.date;
      if (moved) this.findings.count("moved by the amendment");
      else this.findings.count("not moved by the amendment");
      const isPlain =
        was.name !== "completion" && was.name !== "followUp" && was.cappedFrom === undefined;
      const isPaused = side.history.acts.some(
        ({ event }) => event.type === "asked" || event.type === "held",
      );
      if (moved && was.date < dayAdded)
        this.differs("the amendment moved what it should not", side.history, { was, is });
      if (isPlain && !isPaused && moved !== spans)
        this.differs("the amendment did not move what it should, and only that", side.history, {
          was,
          is,
        });
    }
  }

  /** Everything was delivered and nobody acts any more. */
  atRest(sides: readonly Side[], at: string): void {
    const truth = sides.find(({ me }) => me === hub);
    if (truth?.current === undefined) return;
    const { current, history, terms } = truth;
    this.findings.count("reports");
    this.findings.count("acts", history.acts.length);
    this.findings.count(`ends ${current.report.state}`);
    for (const side of sides) {
      if (!isDeepStrictEqual(side.current, current))
        this.differs("hub and node differ", history, {
          me: side.me,
          theirs: side.current,
          ours: current,
        });
      if (
        side.current === undefined ||
        !isDeepStrictEqual(clocksOf(side.current, terms), side.clocks)
      )
        this.differs("hub and node differ in their clocks", history, { me: side.me });
      if (new Set(side.kept).size !== side.kept.length)
        this.differs("a mark was kept twice", history, { me: side.me, kept: side.kept });
      const open = side.marks.filter((mark) => mark.at <= at && !side.kept.includes(mark.key));
      if (open.length > 0) this.differs("marks wait for ever", history, { me: side.me, open });
      const theirs =
        side.current === undefined ? [] : marksOf(side.current, side.clocks, terms, side.me);
      for (const mark of truth.marks)
        if (theirs.some(({ key, at: when }) => key === mark.key && when !== mark.at))
          this.differs("a mark of both has two dates", history, mark);
    }
    const again = fold(truth.events.toReversed(), reportId, hub);
    if (!isDeepStrictEqual(again, current)) this.differs("the fold depends on order", history, {});
    this.judgeActs(historyOf(truth.events), sides, at);
  }

  /** The truth: which acts came too late, which deadline should have done something and did not. */
  private judgeActs(history: History, sides: readonly Side[], at: string): void {
    const end = standingAfter(history.acts, (found, act, past) => {
      // Words that were still on their way to whoever acted stopped no clock there.
      const events = sides.find(({ me }) => me === act.writer)?.events ?? [];
      const known = events.slice(
        0,
        events.findIndex(({ hash }) => hash === act.hash),
      );
      const words = history.words.filter(({ hash }) => known.some((each) => each.hash === hash));
      const calendar =
        calendars[
          Date.parse(act.at) >= this.followedAt(act.writer) && Date.parse(act.at) >= amended ? 1 : 0
        ];
      this.judgeAct(found, act, deadlinesOf({ acts: past, words }, calendar, this.strict), history);
    });
    const open = deadlinesOf(history, calendars[1], this.strict);
    const passed = (name: string) => open.some((each) => each.name === name && each.deadline < at);
    if (end.completeAt === undefined && passed("verification"))
      this.differs("at rest: never deemed", history, end);
    if (passed("completion") || passed("reporterWindow"))
      this.differs("at rest: never lapsed", history, end);
    if (passed("ombudsman")) this.differs("at rest: never referred", history, end);
    if (passed("advice")) this.differs("at rest: never advised", history, end);
    const advised = history.words.filter(({ event }) => event.type === "advised").length;
    this.findings.count("advised", advised);
    if (advised > 1) this.differs("advised twice", history, end);
    this.judgeLapse(history);
  }

  private judgeAct(
    found: Standing,
    act: Recorded,
    deadlines: readonly Deadline[],
    history: History,
  ): void {
    const { event, at } = act;
    const dueOf = (name: string) => deadlines.find((each) => each.name === name)?.deadline;
    const hasPassed = (deadline: string | undefined, when = at): boolean =>
      deadline !== undefined && Date.parse(when) >= Date.parse(deadline) + 1000;
    const says = (what: string, deadline: string | undefined): void =>
      this.differs(what, history, { at, deadline, event, state: found.state });
    const because =
      "because" in event && event.because !== undefined ? event.because.hash : undefined;
    const word = history.words.find(({ hash }) => hash === because);
    const verification = dueOf("verification");
    if ("due" in event && event.due !== undefined) {
      const name = {
        deemed: "verification",
        archived: "completion",
        closed: "reporterWindow",
        referred: "ombudsman",
        advised: "advice",
      }[event.type];
      this.findings.count(
        event.type === "archived"
          ? "lapsed questions"
          : event.type === "closed"
            ? "lapsed windows"
            : event.type,
      );
      if (dueOf(name) !== event.due) says(`${event.type} by another deadline`, dueOf(name));
      if (!hasPassed(event.due)) says(`${event.type} too early`, event.due);
    }
    if (
      found.completeAt === undefined &&
      event.type !== "deemed" &&
      event.type !== "epochOpened" &&
      event.type !== "archived" &&
      hasPassed(verification)
    )
      says(`${event.type} after the verification deadline, which deemed nothing`, verification);
    if (found.state === "received" && event.type === "held" && hasPassed(verification))
      says("held after the verification deadline", verification);
    if (found.state === "held" && word !== undefined && hasPassed(dueOf("completion"), word.at))
      says(`${event.type} by words after the question had lapsed`, dueOf("completion"));
    if (
      found.state === "answered" &&
      word !== undefined &&
      hasPassed(dueOf("reporterWindow"), word.at)
    )
      says(`${event.type} by words after the window`, dueOf("reporterWindow"));
    if (found.state === "closed" && because !== undefined)
      this.findings.count("lapsed windows undone");
    if (found.state === "archived" && because !== undefined && event.type === "reopened")
      this.findings.count("lapsed questions undone");
  }

  /** Words that were stamped inside undo a lapse, so none may be left beside one. */
  private judgeLapse(history: History): void {
    const last = history.acts.findLast(({ event }) => event.type !== "epochOpened");
    if (last === undefined || !("due" in last.event) || last.event.due === undefined) return;
    const { event } = last;
    const { due } = last.event;
    const place = history.acts.indexOf(last);
    const asked = history.acts
      .slice(0, place)
      .findLast(({ event: { type } }) => type === "held" || type === "answered");
    const inTime = history.words.find(
      (word) =>
        word.at >= (asked?.at ?? "") &&
        Date.parse(word.at) < Date.parse(due) + 1000 &&
        (event.type === "archived"
          ? word.event.type === "supplied" || word.event.type === "replied"
          : event.type === "closed" &&
            (word.event.type === "confirmed" || word.event.type === "objected") &&
            word.event.answer === asked?.hash),
    );
    if (inTime !== undefined)
      this.differs(`a word in time did not undo: ${event.type}`, history, { inTime, due });
  }

  private expected(history: History, side: Side, standing: Standing, at: string): Ring[] {
    return ringsOf(
      deadlinesOf(history, calendars[side.amended ? 1 : 0], this.strict),
      ringsAt(side.me, standing),
    ).filter((ring) => ring.at <= at && !this.hasRung(side.me, ring));
  }

  private ringsOf(side: Side, history: History): Ring[] {
    return ringsOf(
      deadlinesOf(history, calendars[side.amended ? 1 : 0], this.strict),
      ringsAt(side.me, standingAfter(history.acts)),
    );
  }

  private keep(me: string, { name, running, stage }: Ring): void {
    this.rungOf(me).add(`${name} ${running} ${stage}`);
  }

  private rungOf(me: string): Set<string> {
    const known = this.rung.get(me) ?? new Set();
    this.rung.set(me, known);
    return known;
  }

  private hasRung(me: string, { name, running, stage }: Ring): boolean {
    return this.rungOf(me).has(`${name} ${running} ${stage}`);
  }

  private compare(each: Deadline, clock: Clock, history: History): void {
    for (const field of ["deadline", "date", "from", "owedBy", "provisional", "paused"] as const)
      if (clock[field] !== each[field]) {
        this.differs(`clock ${each.name}: ${field}`, history, { each, clock });
        return;
      }
  }

  private differs(what: string, { acts, words }: History, detail: unknown): void {
    const life = acts.map(({ event, at, writer }) => `${at.slice(0, 19)} ${writer} ${event.type}`);
    const said = words.map(({ event, at, writer }) => `${at.slice(0, 19)} ${writer} ${event.type}`);
    this.findings.add(
      what,
      this.seed,
      acts.length + words.length,
      `${JSON.stringify(detail)}\n    ${[...life, ...said].toSorted().join("\n    ")}`,
    );
  }
}

const amended = Date.parse("2025-08-07T03:00:00Z");

/** An opening came before acts of the turn that it ended: who holds is known, how it came to it is not. */
function isPart({ current, events }: Side, { acts }: History): boolean {
  if (current === undefined || acts.length === 0) return true;
  if (standingAfter(acts).holder !== holderOf(current, hub)) return true;
  const had = new Set(events.map(({ hash }) => hash));
  return events.some(
    ({ event }) =>
      "opens" in event &&
      event.opens !== undefined &&
      event.opens.cut.seq > 0 &&
      !had.has(event.opens.cut.hash),
  );
}
