/** A place in a feed, for one conversation; the rows without a receipt are the memory that outlives it. */
export interface Cursor {
  position(): number;
  /** @param left something of the page was rejected for now, and is still there */
  moved(to: number, left: boolean): void;
  /** The page was empty: what was left behind is read again when it is due, anything else at once. */
  ended(): void;
  /** Seconds until what was left behind is due; undefined if nothing was. */
  dueIn(): number | undefined;
  rewind(): void;
}

/**
 * What a peer rejected for now does not keep what comes after it from going out, and is not repeated in every round.
 */
export function cursor(now: () => Temporal.Instant, retrySeconds = 30): Cursor {
  let position = 0;
  let due: Temporal.Instant | undefined;
  return {
    position() {
      if (due !== undefined && Temporal.Instant.compare(due, now()) <= 0) {
        position = 0;
        due = undefined;
      }
      return position;
    },
    moved(to, left) {
      position = to;
      if (left) due ??= now().add({ seconds: retrySeconds });
    },
    ended() {
      if (due === undefined) position = 0;
    },
    dueIn: () => (due === undefined ? undefined : Math.max(0, now().until(due).total("seconds"))),
    rewind() {
      position = 0;
      due = undefined;
    },
  };
}
