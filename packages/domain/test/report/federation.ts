import { decide, fold, react, receive, step } from "../../src/index.ts";
import type { Case, Command, Flags, Recorded, ReportEvent } from "../../src/index.ts";
import * as say from "./life.ts";
import {
  atTick,
  city,
  circumstances,
  hub,
  office,
  parties,
  regency,
  reportId,
  seal,
} from "./life.ts";

/** What moves a report on. Most picks fall here, or nearly every history would end in an archive. */
const onward: readonly Command[] = [
  say.verify,
  say.forwardTo(city),
  say.adjudicateTo(regency),
  say.accept,
  say.assignTo("dpu", "dishub"),
  say.initial,
  say.done,
  say.closeOnWord,
  say.object,
  say.register,
  say.conclude,
];

/** Everything else that people may try. */
const sideways: readonly Command[] = [
  say.whistle({ tenant: "64" }),
  say.whistle({ tenant: city }),
  { type: "correct", class: "whistleblowing", accused: { tenant: regency } },
  { type: "verify", class: "information", category: "id-card", complete: false },
  say.hold,
  say.spam,
  say.correct,
  say.split,
  say.mergeInto("main"),
  say.forwardTo(regency),
  say.adjudicateTo(city),
  say.recall,
  say.notOurs,
  say.assignTo("dlh"),
  say.decline,
  say.ask,
  say.extend,
  say.refuseToDo,
  say.reopen,
  say.supply,
  say.reply,
  say.confirm,
  say.rate,
  say.withdraw,
  say.consent,
  say.refuseConsent,
  say.ineligible,
  say.advise,
  say.whistle({ tenant: office }),
  { type: "tighten", flags: { anonymous: true, secret: false } },
  { type: "tighten", flags: { anonymous: false, secret: true } },
];

/** Waiting for the reporter, and deadlines that have just passed: some words of before them are still on their way. */
const waiting = (at: string): Command[] => {
  const due = Temporal.Instant.from(at)
    .subtract({ minutes: 1 })
    .toString({ fractionalSecondDigits: 3 });
  return [
    say.lapse(due),
    say.deem(due),
    { type: "refer", due },
    say.ineligible,
    say.hold,
    say.ask,
    say.reply,
    say.confirm,
    say.object,
  ];
};

/** Clocks differ by minutes, and nothing may depend on them. */
const skew: Readonly<Record<string, number>> = { [hub]: 0, [city]: 4, [regency]: -4 };

/**
 * A hub, two nodes and the Ombudsman's that know only what reached them. Streams are relayed by the hub, each in order; between
 * streams anything may overtake anything, arrive twice, or wait until the end.
 */
export class Federation {
  readonly stores = new Map<string, Recorded[]>(parties.map((party) => [party, []]));
  readonly flags: Flags[] = [];
  /** A writer's event grown onto its own view must be what the fold of its store says. */
  readonly grown: { folded: Case; stepped: Case }[] = [];
  private ticks = 0;

  constructor(origin: string) {
    const at = this.now(origin);
    const event = receive(
      { type: "receive", trackingId: "7K3M-92QX-4TVB-X", channel: "sms" },
      circumstances(origin, at),
    );
    this.flags.push(event.flags);
    this.storeOf(origin).push(seal(event, origin, at, undefined, 0));
  }

  storeOf(party: string): Recorded[] {
    const store = this.stores.get(party);
    if (store === undefined) throw new Error(`${party} takes no part`);
    return store;
  }

  view(party: string): Case | undefined {
    return fold(this.storeOf(party), reportId, hub);
  }

  /** `pick` chooses among what the rules allow this party on its own view. */
  act(me: string, pick: number): void {
    const view = this.view(me);
    if (view === undefined) return;
    const now = circumstances(me, this.now(me));
    const possible = (commands: readonly Command[]) =>
      commands.flatMap((command) => {
        const decision = decide(view, command, now);
        return decision.outcome === "decided" ? [decision.events] : [];
      });
    const mood = [[], waiting(now.at), waiting(now.at)][pick % 5] ?? onward;
    const preferred = possible(mood);
    const choice = preferred.length > 0 ? preferred : possible([...onward, ...sideways]);
    for (const event of choice[Math.trunc(pick / 5) % choice.length] ?? []) this.write(me, event);
    this.settle(me);
  }

  does(me: string, command: Command): void {
    const view = this.view(me);
    if (view === undefined) throw new Error(`${me} does not know the report`);
    const decision = decide(view, command, circumstances(me, this.now(me)));
    if (decision.outcome === "refused") throw new Error(`${me} ${command.type}: ${decision.code}`);
    for (const event of decision.events) this.write(me, event);
    this.settle(me);
  }

  /** The next event of a writer's stream; `again` repeats the last one instead. */
  deliver(to: string, writer: string, again = false): "delivered" | "nothing" {
    if (writer === to) return "nothing";
    const had = streamOf(this.storeOf(to), writer).length;
    const source = this.storeOf(to === hub ? writer : hub);
    const next = streamOf(source, writer)[again ? had - 1 : had];
    if (next === undefined) return "nothing";
    this.storeOf(to).push(structuredClone(next));
    this.settle(to);
    return "delivered";
  }

  /** Everything reaches everybody, and what that calls for is done. */
  heal(): void {
    for (let round = 0; round < 200; round += 1) {
      const delivered = parties.flatMap((to) => parties.map((writer) => this.deliver(to, writer)));
      if (!delivered.includes("delivered")) return;
    }
    throw new Error("it never comes to rest");
  }

  all(): Recorded[] {
    return parties.flatMap((party) => streamOf(this.storeOf(party), party));
  }

  private write(me: string, event: ReportEvent): void {
    const view = this.view(me);
    if (view === undefined) throw new Error(`${me} writes about a report that it does not know`);
    if (event.type === "tightened") this.flags.push(event.flags);
    const recorded = seal(event, me, this.now(me), view.heads[me], view.turn.epoch);
    this.storeOf(me).push(recorded);
    const folded = this.view(me);
    if (folded !== undefined) this.grown.push({ folded, stepped: step(view, recorded, hub).case });
  }

  private settle(me: string): void {
    for (let round = 0; round < 50; round += 1) {
      const view = this.view(me);
      if (view === undefined) return;
      const owed = react(view, me, hub);
      if (owed === "nothing") return;
      this.write(me, owed);
    }
    throw new Error(`the reactions of ${me} never end`);
  }

  private now(me: string): string {
    this.ticks += 1;
    return atTick(60 + this.ticks + (skew[me] ?? 0));
  }
}

function streamOf(store: readonly Recorded[], writer: string): Recorded[] {
  const bySeq = new Map(store.filter((e) => e.writer === writer).map((e) => [e.seq, e]));
  return [...bySeq.values()].toSorted((a, b) => a.seq - b.seq);
}
