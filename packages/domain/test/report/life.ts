import { decide, fold, holderOf, react, receive, refOf, step } from "../../src/index.ts";
import type {
  Accused,
  Case,
  Circumstances,
  Command,
  Decision,
  Head,
  Receive,
  Recorded,
  RefusalCode,
  ReportEvent,
  State,
} from "../../src/index.ts";

/** The cast of every test: the hub, the institution concerned, one that is not, and the Ombudsman's office. */
export const hub = "national";
export const city = "64.71";
export const regency = "64.02";
export const office = "ombudsman";
export const parties: readonly string[] = [hub, city, regency, office];
export const reportId = "01936f2a-0000-7000-8000-000000000001";

/** A minute a tick, in the format in which events are stamped. */
export const atTick = (tick: number): string =>
  Temporal.Instant.from("2026-03-02T01:00:00Z")
    .add({ minutes: tick })
    .toString({ smallestUnit: "millisecond" });

/** Gives an event its place: an opening carries the epoch it opens, everything else its writer's current one. */
export function seal(
  event: ReportEvent,
  writer: string,
  at: string,
  head: Head | undefined,
  epoch: number,
): Recorded {
  const seq = (head?.seq ?? 0) + 1;
  const opened = "opens" in event ? event.opens?.epoch : undefined;
  return { writer, seq, hash: `${writer}#${seq}`, epoch: opened ?? epoch, at, event };
}

export const circumstances = (me: string, at: string): Circumstances => ({
  me,
  hub,
  at,
  by: me === hub ? "verifier" : "institution",
});

export type Outcome = State | RefusalCode;
export type Act = readonly [me: string, command: Command];

/** One report of which every party knows everything at once: the rules without the distance. */
export class Life {
  readonly events: Recorded[] = [];
  current: Case;
  private moment: string | undefined;

  /** @param moment of the intake and of what follows until `at` says another: RFC 3339 UTC; else a minute an event */
  constructor(by: string, intake: Partial<Receive>, moment?: string) {
    this.moment = moment;
    const event = receive({ ...letter, ...intake }, circumstances(by, this.now()));
    const recorded = seal(event, by, this.now(), undefined, 0);
    this.events.push(recorded);
    this.current = foldAll(this.events);
  }

  get state(): State {
    return this.current.report.state;
  }
  get holder(): string {
    return holderOf(this.current, hub);
  }
  get last(): ReportEvent | undefined {
    return this.events.at(-1)?.event;
  }
  get types(): string[] {
    return this.events.map(({ event }) => event.type);
  }

  decide(me: string, command: Command): Decision {
    return decide(this.current, command, circumstances(me, this.now()));
  }

  at(moment: string): this {
    this.moment = moment;
    return this;
  }

  /** What the act leads to, once everybody has done what is owed by itself. */
  when(me: string, command: Command): Outcome {
    const decision = this.decide(me, command);
    if (decision.outcome === "refused") return decision.code;
    for (const event of decision.events) this.write(me, event);
    this.settle();
    return this.state;
  }

  /** Acts that the story takes for granted: a refused one is a mistake in the test. */
  given(...acts: readonly Act[]): this {
    for (const [me, command] of acts) {
      const decision = this.decide(me, command);
      if (decision.outcome === "refused")
        throw new Error(`${me} may not ${command.type} when ${this.state}: ${decision.code}`);
      for (const event of decision.events) this.write(me, event);
      this.settle();
    }
    return this;
  }

  write(writer: string, event: ReportEvent): Recorded {
    const head = this.current.heads[writer];
    const recorded = seal(event, writer, this.now(), head, this.current.turn.epoch);
    this.events.push(recorded);
    this.current = step(this.current, recorded, hub).case;
    return recorded;
  }

  refOfLast(type: ReportEvent["type"]) {
    const found = this.events.findLast(({ event }) => event.type === type);
    if (found === undefined) throw new Error(`nothing ${type} was written`);
    return refOf(found);
  }

  private now(): string {
    return this.moment ?? atTick(this.events.length);
  }

  private settle(): void {
    for (let round = 0; round < 20; round += 1) {
      const owing = [hub, this.holder].flatMap((me) => {
        const owed = react(this.current, me, hub);
        return owed === "nothing" ? [] : [{ me, owed }];
      });
      const [first] = owing;
      if (first === undefined) return;
      this.write(first.me, first.owed);
    }
    throw new Error("the reactions never end");
  }
}

export function foldAll(events: readonly Recorded[]): Case {
  const folded = fold(events, reportId, hub);
  if (folded === undefined) throw new Error("the intake is missing");
  return folded;
}

/** A report that the hub took in, unless said otherwise. */
export const taken = (intake: Partial<Receive> = {}, by: string = hub): Life =>
  new Life(by, intake);

const letter: Receive = {
  type: "receive",
  trackingId: "7K3M-92QX-4TVB-X",
  channel: "portal",
  place: { area: "64.71.01" },
};

export const verify: Command = { type: "verify", class: "complaint", category: "drainage" };
export const whistle = (accused: Accused): Command => ({
  ...verify,
  class: "whistleblowing",
  accused,
});
export const hold: Command = { type: "hold" };
export const spam: Command = { type: "archive", reason: "spam" };
export const correct: Command = { type: "correct", urgency: "high" };
export const split: Command = { type: "split", parts: ["part-2"] };
export const mergeInto = (into: string): Command => ({ type: "merge", into });
export const forwardTo = (tenant: string): Command => ({
  type: "forward",
  tenant,
  rules: [],
  adjudicate: false,
});
export const adjudicateTo = (tenant: string): Command => ({
  type: "forward",
  tenant,
  rules: [],
  adjudicate: true,
});
export const recall: Command = { type: "recall" };
export const notOurs: Command = { type: "return" };
export const accept: Command = { type: "accept" };
export const assignTo = (unit: string, ...supporting: string[]): Command => ({
  type: "assign",
  unit,
  supporting,
});
export const decline: Command = { type: "decline" };
export const ask: Command = { type: "ask" };
export const extend: Command = { type: "extend" };
export const initial: Command = { type: "respond", kind: "initial" };
export const done: Command = { type: "respond", kind: "done" };
export const refuseToDo: Command = { type: "respond", kind: "refused" };
export const close: Command = { type: "close", recordedWord: false };
export const closeOnWord: Command = { type: "close", recordedWord: true };
export const reopen: Command = { type: "reopen" };
export const lapse = (due: string): Command => ({ type: "lapse", due });
export const deem = (due: string): Command => ({ type: "deem", due });
export const refer: Command = { type: "refer", due: atTick(0) };
export const advise: Command = { type: "advise", due: atTick(0) };
export const register: Command = { type: "register", number: "0123/LM/2026" };
export const ineligible: Command = { type: "ineligible" };
export const conclude: Command = { type: "conclude" };
export const consent: Command = { type: "consent", granted: true };
export const refuseConsent: Command = { type: "consent", granted: false };
export const supply: Command = { type: "supply" };
export const reply: Command = { type: "reply" };
export const confirm: Command = { type: "confirm" };
export const object: Command = { type: "object" };
export const rate: Command = { type: "rate", score: 4 };
export const withdraw: Command = { type: "withdraw" };
export const tighten: Command = { type: "tighten", flags: { anonymous: true, secret: true } };

/** The straight road, as far as a test needs it. */
export const toForwarded: readonly Act[] = [
  [hub, verify],
  [hub, forwardTo(city)],
];
export const toAssigned: readonly Act[] = [...toForwarded, [city, accept], [city, assignTo("dpu")]];
export const toReferred: readonly Act[] = [...toAssigned, [city, initial], [hub, refer]];
export const toAnswered: readonly Act[] = [...toAssigned, [city, initial], [city, done]];
