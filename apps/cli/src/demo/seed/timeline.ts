/** Something after which the hub owes an event of its own: an institution's turn ends, a deadline passes. */
interface Turn {
  readonly at: Temporal.Instant;
  /** The hub's event is there. */
  readonly done: Promise<void>;
}

export interface Timeline {
  /** Resolves when the story may go on at this moment. */
  reach(moment: Temporal.Instant): Promise<void>;
  /** Goes from turn to turn, and waits at each until it is done; day by day in between. */
  run(): Promise<void>;
}

export interface TimelineOptions {
  readonly from: Temporal.Instant;
  readonly to: Temporal.Instant;
  readonly turns: readonly Turn[];
  /** Sets every deployment's clock of the cases. */
  set(moment: Temporal.Instant): Promise<void>;
  /** A day has begun. */
  dawn(moment: Temporal.Instant): Promise<void>;
}

const { compare } = Temporal.Instant;

/**
 * The past, told once for all stories together: what one of them makes a service write by itself has the time of its
 * cause, and the days in between pass for everybody.
 */
export function timeline({ from, to, turns, set, dawn }: TimelineOptions): Timeline {
  let moment = from;
  const waiting = new Set<{ readonly for: Temporal.Instant; go(): void }>();
  const goTo = async (next: Temporal.Instant): Promise<void> => {
    await set(next);
    moment = next;
    for (const each of waiting) {
      if (compare(each.for, moment) > 0) continue;
      waiting.delete(each);
      each.go();
    }
  };
  return {
    reach(wanted) {
      if (compare(wanted, moment) <= 0) return Promise.resolve();
      return new Promise((go) => waiting.add({ for: wanted, go }));
    },
    async run() {
      let day = from;
      for (const turn of turns.toSorted((a, b) => compare(a.at, b.at))) {
        for (; compare(day, turn.at) < 0; day = day.add({ hours: 24 })) {
          await goTo(day);
          await dawn(day);
        }
        await goTo(turn.at);
        await turn.done;
      }
      for (; compare(day, to) < 0; day = day.add({ hours: 24 })) {
        await goTo(day);
        await dawn(day);
      }
      await goTo(to);
    },
  };
}
