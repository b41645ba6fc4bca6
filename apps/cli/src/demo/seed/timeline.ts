/** Something that somebody does: were time to go on without it, a deadline would pass that was kept. */
interface Turn {
  readonly at: Temporal.Instant;
  /** Time stands still until it is done, for the hub owes an event of its own; otherwise it goes on for a day at most. */
  readonly isAwaited: boolean;
  /** Of what the hub has to hear: the hub has it, and its own event is there. */
  readonly done: Promise<void>;
}

export interface Timeline {
  /** Resolves when the story may go on at this moment. */
  reach(moment: Temporal.Instant): Promise<void>;
  /** Goes from turn to turn, and waits where time stands still; day by day in between. */
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
      const daysUntil = async (end: Temporal.Instant): Promise<void> => {
        for (; compare(day, end) < 0; day = day.add({ hours: 24 })) {
          const before = day.subtract({ hours: 24 });
          await Promise.all(
            turns.filter(({ at }) => compare(at, before) <= 0).map(({ done }) => done),
          );
          await goTo(day);
          await dawn(day);
        }
      };
      for (const turn of turns.toSorted((a, b) => compare(a.at, b.at))) {
        await daysUntil(turn.at);
        await goTo(turn.at);
        if (turn.isAwaited) await turn.done;
      }
      await daysUntil(to);
      await goTo(to);
    },
  };
}
