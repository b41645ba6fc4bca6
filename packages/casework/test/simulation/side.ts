import { clocksOf, commandAt, decide, fold, marksOf, react } from "@simpul/domain";
import type { Case, Clock, Mark, Recorded, ReportEvent } from "@simpul/domain";
import { dueOf, termsOf } from "../../src/index.ts";
import { contextOf, hub } from "./cast.ts";
import type { History } from "./oracle-life.ts";

export const reportId = "01936f2a-0000-7000-8000-000000000001";

/** What one mark found: the history of its moment, and the mark. */
export interface Rung {
  readonly mark: Mark;
  readonly history: History;
}

/** One party's copy of a report, kept as casework keeps it, in memory. */
export class Side {
  readonly me: string;
  amended = false;
  readonly events: Recorded[] = [];
  private parked: Recorded[] = [];
  private read: { length: number; history: History } | undefined;
  current: Case | undefined;
  kept: readonly string[] = [];
  due: ReturnType<typeof dueOf> | undefined;
  /** A referral that has to wait for a node to be heard. */
  later: string | undefined;
  private readonly ctx = contextOf(() => this.amended);

  constructor(me: string) {
    this.me = me;
  }

  get terms() {
    return termsOf(this.ctx);
  }

  get clocks(): Clock[] {
    return this.current === undefined ? [] : clocksOf(this.current, this.terms);
  }

  get marks(): Mark[] {
    if (this.current === undefined) return [];
    return marksOf(this.current, this.clocks, this.terms, this.me);
  }

  get history(): History {
    if (this.read?.length !== this.events.length)
      this.read = { length: this.events.length, history: historyOf(this.events) };
    return this.read.history;
  }

  /** Writes events, and what its side owes by itself upon them. */
  write(events: readonly ReportEvent[], at: string): Recorded[] {
    const before = this.events.length;
    for (const event of events) this.append(event, at);
    this.react(at);
    this.later = undefined;
    this.reckon();
    return this.events.slice(before);
  }

  /** Takes what is next in its stream, parks what is early. @returns what this side wrote upon it */
  take(arrived: Recorded, at: string): Recorded[] {
    if (!this.parked.some(({ hash }) => hash === arrived.hash)) this.parked.push(arrived);
    let next: Recorded | undefined;
    let isNew = false;
    while ((next = this.parked.find((each) => this.isNext(each))) !== undefined) {
      this.events.push(next);
      const taken = next;
      this.parked = this.parked.filter((each) => each !== taken);
      isNew = true;
    }
    if (!isNew) return [];
    this.later = undefined;
    this.current = fold(this.events, reportId, hub);
    const before = this.events.length;
    this.react(at);
    this.reckon();
    return this.events.slice(before);
  }

  /** Whether a deadline has passed whose act this side has not written yet: nobody acts before that. */
  owesAct(at: string): boolean {
    return this.marks.some((mark) => {
      if (mark.at > at || this.kept.includes(mark.key) || this.current === undefined) return false;
      const command = commandAt(mark, this.current, this.me, hub);
      return command?.type === "lapse" || command?.type === "deem";
    });
  }

  /** What the watch does at a moment. @param mayRefer when the hub may; undefined now */
  watch(at: string, mayRefer: (deadline: string) => string | undefined) {
    const rung: Rung[] = [];
    const before = this.events.length;
    const waiting: string[] = [];
    this.later = undefined;
    for (;;) {
      const done = [...this.kept, ...waiting];
      const mark = this.marks.find((each) => each.at <= at && !done.includes(each.key));
      if (mark === undefined || this.current === undefined) break;
      const command = commandAt(mark, this.current, this.me, hub);
      const until = command?.type === "refer" ? mayRefer(mark.deadline) : undefined;
      if (until !== undefined) {
        waiting.push(mark.key);
        this.later = until;
        continue;
      }
      this.kept = [...this.kept, mark.key];
      rung.push({ mark, history: this.history });
      if (command === undefined) continue;
      const decision = decide(this.current, command, { me: this.me, hub, at, by: "clock" });
      if (decision.outcome === "refused") continue;
      for (const event of decision.events) this.append(event, at);
      this.react(at);
    }
    this.reckon();
    return { rung, written: this.events.slice(before), waiting };
  }

  reckon(): void {
    if (this.current !== undefined) this.due = dueOf(this.ctx, this.me, this.current, this.kept);
  }

  /** When the watch looks at it next. */
  get watchAt(): string | undefined {
    return this.later ?? this.due?.watchAt;
  }

  private isNext({ writer, seq }: Recorded): boolean {
    const hasIntake = this.events.length > 0;
    if (!hasIntake && seq !== 1) return false;
    return seq === this.events.filter((each) => each.writer === writer).length + 1;
  }

  private append(event: ReportEvent, at: string): void {
    const seq = this.events.filter(({ writer }) => writer === this.me).length + 1;
    const opens = "opens" in event ? event.opens : undefined;
    const epoch = opens?.epoch ?? this.current?.turn.epoch ?? 0;
    this.events.push({ writer: this.me, seq, hash: `${this.me}#${seq}`, epoch, at, event });
    this.current = fold(this.events, reportId, hub);
  }

  private react(at: string): void {
    for (let round = 0; round < 50; round += 1) {
      const owed = this.current === undefined ? "nothing" : react(this.current, this.me, hub);
      if (owed === "nothing") return;
      this.append(owed, at);
    }
    throw new Error(`the reactions of ${this.me} never end`);
  }
}

/** The acts that count, in the order in which they do; the reporter's words as whoever hears them stamped them. */
export function historyOf(events: readonly Recorded[]): History {
  const acts: Recorded[] = [];
  fold(events, reportId, hub, ({ recorded, counted }) => {
    if (counted === "transition") acts.push(recorded);
  });
  const origin = acts[0]?.writer;
  const said = new Set(["supplied", "replied", "confirmed", "objected", "withdrawn", "advised"]);
  const words = events.filter(
    ({ event, writer }) => said.has(event.type) && (writer === hub || writer === origin),
  );
  return { acts, words };
}
