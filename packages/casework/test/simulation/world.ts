import { accuses, receive } from "@simpul/domain";
import type { Recorded } from "@simpul/domain";
import { amendedAt, calendars, hub, nodes, parties } from "./cast.ts";
import { Chance } from "./chance.ts";
import { Judge } from "./judge.ts";
import type { Findings } from "./findings.ts";
import { dateAt, Days, night, stamp } from "./oracle-days.ts";
import type { Readings } from "./oracle.ts";
import { act } from "./people.ts";
import { Side } from "./side.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const [first, last] = [Date.parse("2025-01-01T00:00:00Z"), Date.parse("2026-12-31T00:00:00Z")];
/** When everything has come to rest: the longest clock of the last day ends before. */
const rest = Date.parse("2028-01-01T00:00:00Z");

interface Span {
  readonly from: number;
  readonly to: number;
}

interface Message {
  readonly to: string;
  readonly recorded: Recorded;
  readonly at: number;
}

/** `prompt`: the watch goes before anybody who acts in the same moment; `late`: up to six hours behind. */
export type Watching = "prompt" | "late";

export interface Manner {
  readonly watching: Watching;
  readonly strict: Readings;
}

/** The life of one report among a hub, three nodes and the Ombudsman, with outages and a virtual clock. */
export class World {
  private readonly chance: Chance;
  private readonly judge: Judge;
  private readonly watching: Watching;
  private readonly sides = new Map<string, Side>();
  private readonly off = new Map<string, readonly Span[]>();
  private readonly cut = new Map<string, readonly Span[]>();
  private readonly told = new Map<string, Set<string>>();
  private readonly visits = new Map<string, { wanted: string; at: number }>();
  private messages: Message[] = [];
  /** How often the reporter acts rather than the side. */
  private readonly talk: number;
  private now: number;

  constructor(seed: number, { watching, strict }: Manner, findings: Findings) {
    this.chance = new Chance(seed);
    this.watching = watching;
    this.judge = new Judge(seed, strict, findings);
    for (const party of parties) {
      this.sides.set(party, new Side(party));
      this.told.set(party, new Set());
    }
    this.now = Math.ceil(this.chance.between(first, last - 30 * day));
    this.talk = this.chance.of([0.02, 0.2, 0.4]);
    for (const party of parties) {
      this.off.set(party, this.outages(party === hub ? 3 : 12));
      this.cut.set(party, party === hub ? [] : this.outages(20));
    }
  }

  live(): void {
    const { chance } = this;
    const origin = chance.is(0.5) ? hub : chance.of(nodes);
    const begun = this.now;
    this.now = this.whenUp(origin, begun);
    this.amend();
    const at = stamp(this.now);
    const intake = receive(
      {
        type: "receive",
        trackingId: "7K3M-92QX-4TVB-X",
        channel: "portal",
        place: { area: "64.71.01" },
        ...(chance.is(0.5) ? { class: "complaint" as const } : {}),
        ...(chance.is(0.3) ? { category: "road" } : {}),
      },
      { me: origin, hub, at, by: "reporter" },
    );
    const side = this.side(origin);
    side.write([intake], at);
    this.post(side, side.events);
    for (let left = 10 + chance.below(50); left > 0 && this.now < last; left -= 1) {
      const isEdge = chance.is(0.3);
      this.moveTo(isEdge ? this.edge() : this.now + this.gap());
      // Whoever hears the reporter and does not hold the report: words that the holder may hear of too late.
      const hears = this.holder === hub ? origin : hub;
      this.act(isEdge && chance.is(0.6) ? hears : undefined);
    }
    this.moveTo(rest);
    this.judge.atRest(
      [...this.sides.values()].filter(({ current }) => current !== undefined),
      stamp(this.now),
    );
  }

  private get holder(): string | undefined {
    return this.side(hub).current?.turn.holder;
  }

  private side(party: string): Side {
    const side = this.sides.get(party);
    if (side === undefined) throw new Error(`${party} takes no part`);
    return side;
  }

  private outages(mostDays: number): Span[] {
    return Array.from({ length: this.chance.below(5) }, () => {
      const from = this.chance.between(this.now, Math.min(this.now + 200 * day, last));
      return { from, to: Math.ceil(from + this.chance.between(0.1, mostDays) * day) };
    }).toSorted((a, b) => a.from - b.from);
  }

  /** At this moment or when its outage ends. */
  private whenUp(party: string, at: number, kinds = [this.off]): number {
    for (;;) {
      const away = kinds
        .flatMap((kind) => kind.get(party) ?? [])
        .find(({ from, to }) => from <= at && at < to);
      if (away === undefined) return Math.ceil(at);
      at = away.to;
    }
  }

  /** When something sent now arrives: minutes, hours or days later, and only while both ends are up and joined. */
  private arrival(from: string, to: string, sent: number): number {
    const { chance } = this;
    const days = chance.of([0.001, 0.001, 0.01, 0.1, 0.5, 4]);
    let at = sent + chance.between(0.0005, days) * day;
    for (let tries = 0; tries < 20; tries += 1) {
      const up = Math.max(
        this.whenUp(to, at, [this.off, this.cut]),
        this.whenUp(from, at, [this.off, this.cut]),
      );
      if (up <= Math.ceil(at)) return up;
      // Behind the watch of a side that has just come back.
      at = up + chance.between(1, 60) * minute;
    }
    return Math.ceil(at);
  }

  /** A node tells the hub; the hub tells every party that is not accused, and a new one from the beginning. */
  private post(side: Side, written: readonly Recorded[]): void {
    const send = (to: string, recorded: Recorded): void => {
      const told = this.told.get(to);
      const key = `${side.me} ${recorded.hash}`;
      if (told === undefined || told.has(key) || recorded.writer === to) return;
      told.add(key);
      this.messages.push({ to, recorded, at: this.arrival(side.me, to, this.now) });
    };
    if (side.me !== hub)
      for (const each of written.filter(({ writer }) => writer === side.me)) send(hub, each);
    else
      for (const party of side.current?.parties ?? [])
        if (party !== hub && side.current !== undefined && !accuses(side.current.report, party))
          for (const each of side.events) send(party, each);
  }

  private gap(): number {
    const days = this.chance.of([0.02, 0.1, 0.5, 1, 1, 2, 2, 4, 12, 30]);
    return Math.ceil(days * this.chance.next() * day);
  }

  /** The last minute of a deadline, its last second, the one after, some minutes later. */
  private edge(): number {
    const sides = [...this.sides.values()];
    const waits = sides.find(
      ({ due }) => due?.clock === "completion" || due?.clock === "reporterWindow",
    );
    const { due } = waits ?? this.chance.of(sides);
    const offset = this.chance.of([-minute, 0, 500, 1000, 30_000, 20 * minute]);
    const at = due?.at === undefined ? 0 : Date.parse(due.at) + offset;
    return at > this.now ? at : this.now + this.gap();
  }

  /** @param speaker where the reporter speaks, if it is the reporter who acts */
  private act(speaker: string | undefined): void {
    const knowing = parties.map((party) => this.side(party)).filter(({ current }) => current);
    const wanted = speaker ?? (this.chance.is(0.75) ? this.holder : undefined);
    const side = knowing.find(({ me }) => me === wanted) ?? this.chance.of(knowing);
    if (side.current === undefined || this.whenUp(side.me, this.now) > this.now) return;
    if (side.owesAct(stamp(this.now))) this.visit(side);
    const events = act(
      side.me,
      side.current,
      stamp(this.now),
      this.chance,
      speaker === undefined ? this.talk : 1,
    );
    if (events.length === 0) return;
    this.post(side, side.write(events, stamp(this.now)));
    this.judge.look(side);
  }

  /** Lets everything happen that happens by itself until a moment; the watch goes first. */
  private moveTo(until: number): void {
    for (;;) {
      const visit = this.nextVisit();
      const message = earliest(this.messages);
      const amendment = this.nextAmendment();
      const next = Math.min(
        visit?.at ?? Infinity,
        message?.at ?? Infinity,
        amendment?.at ?? Infinity,
        until,
      );
      this.now = Math.max(this.now, next);
      if (amendment !== undefined && amendment.at <= next) this.amendAt(amendment.side);
      else if (visit !== undefined && visit.at <= next) this.visit(visit.side);
      else if (message !== undefined && message.at <= next) this.deliver(message);
      else return;
    }
  }

  private deliver(message: Message): void {
    this.messages = this.messages.filter((each) => each !== message);
    const side = this.side(message.to);
    if (side.owesAct(stamp(this.now))) this.visit(side);
    const known = side.events.length;
    side.take(message.recorded, stamp(this.now));
    if (side.events.length === known) return;
    this.post(side, side.events);
    this.judge.look(side);
  }

  private visit(side: Side): void {
    this.visits.delete(side.me);
    const at = stamp(this.now);
    const { rung, written, waiting } = side.watch(at, (deadline) => this.mayReferFrom(deadline));
    this.judge.watched(side, at, rung, waiting);
    this.post(side, written);
    this.judge.look(side);
  }

  private nextVisit(): { side: Side; at: number } | undefined {
    return earliest(
      [...this.sides.values()].flatMap((side) => {
        const at = this.visitOf(side);
        return at === undefined ? [] : [{ side, at }];
      }),
    );
  }

  private visitOf(side: Side): number | undefined {
    const { watchAt } = side;
    if (watchAt === undefined) return undefined;
    const known = this.visits.get(side.me);
    if (known?.wanted === watchAt) return known.at;
    const due = Math.max(Date.parse(watchAt), this.now);
    const lag = this.watching === "prompt" ? 0 : this.chance.between(0, 6 * hour);
    const at = this.whenUp(side.me, due) + Math.floor(lag);
    this.visits.set(side.me, { wanted: watchAt, at });
    return at;
  }

  /** Every node that held it was heard since the deadline, or a working day has gone by. */
  private mayReferFrom(deadline: string): string | undefined {
    const heard = (this.side(hub).current?.parties ?? []).every(
      (party) =>
        party === hub ||
        (this.whenUp(party, this.now, [this.off, this.cut]) <= this.now &&
          !this.messages.some(({ to, recorded }) => to === hub && recorded.writer === party)),
    );
    if (heard) return undefined;
    const calendar = new Days(calendars[this.side(hub).amended ? 1 : 0], hub);
    const latest = night(hub, calendar.after(dateAt(hub, deadline), 1).date);
    return this.now >= Date.parse(latest) + 1000 ? undefined : stamp(this.now + hour);
  }

  private readonly amendments = new Map<string, number>();

  private amend(): void {
    for (const party of parties) {
      const delay = party === hub ? 0 : this.chance.between(0.01, 2) * day;
      const at = this.whenUp(party, amendedAt + delay, [this.off, this.cut]);
      if (at <= this.now) this.side(party).amended = true;
      else this.amendments.set(party, at);
    }
    this.judge.follows((party) => this.amendments.get(party) ?? 0);
  }

  private nextAmendment(): { side: Side; at: number } | undefined {
    return earliest(
      [...this.amendments].flatMap(([party, at]) => {
        const side = this.side(party);
        return side.amended ? [] : [{ side, at }];
      }),
    );
  }

  private amendAt(side: Side): void {
    const before = side.clocks;
    side.amended = true;
    side.reckon();
    this.judge.amended(side, before);
    this.judge.look(side);
  }
}

function earliest<T extends { readonly at: number }>(list: readonly T[]): T | undefined {
  let found: T | undefined;
  for (const each of list) if (found === undefined || each.at < found.at) found = each;
  return found;
}
