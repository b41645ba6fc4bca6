import type { Staff } from "@simpul/access";
import { actsAfter, liveMark, settledLive, wholeOf, withScope } from "@simpul/db";
import type { Acted, LiveMark } from "@simpul/db";
import type { Context } from "../context.ts";
import { changedBy } from "./live-changed.ts";
import { heardBy, sightOf } from "./live-groups.ts";
import type { Heard, Sight } from "./live-groups.ts";
import { placeOf, readPlace } from "./live-place.ts";

/** `all`: read everything anew. */
export type Hint = Heard | "all";

interface Listener {
  /** @param place to go on from, should the line break behind this hint */
  hear(hint: Hint, place: string): void;
}

/** Somebody who listens. */
export interface Listening {
  /** Where they would go on; undefined until the reader has found its place. */
  place(): string | undefined;
  /** They may see something else than before. */
  becomes(actor: Staff): void;
  leave(): void;
}

export interface Live {
  /** @param after a place that a hint or `livePlace` named: nothing that happened since is missed */
  listen(actor: Staff, listener: Listener, after?: string): Listening;
  /** Tells nobody any more. */
  close(): Promise<void>;
}

export interface LiveOptions {
  readonly everyMs?: number;
  /** The database did not answer, and is asked again; or a report cannot be read, and desks read everything anew. */
  readonly onFault?: (error: unknown) => void;
}

interface Seat {
  sight: Sight;
  readonly listener: Listener;
  readonly after: string | undefined;
  /** Has heard what came before it took its seat. */
  isIn: boolean;
}

/** A transaction that stays open holds the settled place back; what came since is not read again and again for ever. */
const mostUnsettled = 20_000;
/** Who was away for longer reads everything anew. */
const mostMissed = 1000;

/**
 * Tells desks what changed, from the audit rows that every act leaves: a poll for all who listen in this process, and none
 * where nobody does. The intake knows nothing of it. What can be seen is told at once, and the place to go on from stays
 * behind whatever may still appear: so nothing is missed, and something may be told twice.
 */
export function openLive(ctx: Context, { everyMs = 400, onFault }: LiveOptions = {}): Live {
  const seats = new Set<Seat>();
  let running: Promise<void> | undefined;
  let isClosed = false;
  let hurry = (): void => {};
  let settled: number | undefined;
  let pending: LiveMark | undefined;
  let deadlines = "none";
  const told = new Set<number>();

  const place = () => (settled === undefined ? undefined : placeOf(settled, deadlines));

  async function run(): Promise<void> {
    for (let faults = 0; seats.size > 0 && !isClosed;) {
      try {
        await look();
        faults = 0;
      } catch (error) {
        faults += 1;
        onFault?.(error);
      }
      await pause(faults > 0 ? Math.min(5000, 500 * faults) : settled === undefined ? 10 : everyMs);
    }
    // Whoever comes later brings a place of their own.
    settled = undefined;
    pending = undefined;
    told.clear();
    running = undefined;
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      hurry = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  async function look(): Promise<void> {
    const tenants = [...new Set([...seats].map(({ sight }) => sight.tenant))];
    const from = settled;
    const isHeldBack = told.size >= mostUnsettled;
    const { mark, acts } = await withScope(ctx.db, wholeOf(tenants), async (tx) => {
      const seen = await liveMark(tx);
      const isQuiet = from === undefined || seen.last === from || isHeldBack;
      return { mark: seen, acts: isQuiet ? [] : await actsAfter(tx, tenants, from, mostUnsettled) };
    });
    const fresh = acts.filter(({ id }) => !told.has(id));
    const through = pending !== undefined && settledLive(pending, mark) ? pending : undefined;
    const isCaughtUp = isHeldBack && through !== undefined;
    const inside = [...seats].filter(({ isIn }) => isIn);
    if (deadlines !== mark.deadlines || isCaughtUp) for (const seat of inside) tell(seat, "all");
    else await tellOf(fresh, inside);
    // Only now: what could not be told is found again.
    deadlines = mark.deadlines;
    settled = through?.last ?? settled;
    pending = through === undefined ? (pending ?? mark) : mark;
    for (const { id } of fresh) told.add(id);
    if (settled === undefined) return;
    for (const id of told) if (id <= settled || isCaughtUp) told.delete(id);
    for (const seat of seats) if (!seat.isIn) await admit(seat);
  }

  async function tellOf(acts: readonly Acted[], to: readonly Seat[]): Promise<void> {
    for (const [tenant, its] of Map.groupBy(acts, (act) => act.tenant)) {
      const changed = changedBy(ctx, tenant, its);
      const here = to.filter(({ sight }) => sight.tenant === tenant);
      for (const [first, ...alike] of Map.groupBy(here, ({ sight }) => sight.key).values()) {
        if (first === undefined) continue;
        // A report that cannot be read keeps nobody from hearing of the others.
        const hint = await heardBy(ctx, first.sight, changed).catch((error: unknown) => {
          onFault?.(error);
          return "all" as const;
        });
        for (const seat of [first, ...alike]) tell(seat, hint);
      }
    }
  }

  function tell({ listener }: Seat, hint: Hint): void {
    const now = place();
    if (now !== undefined && (hint === "all" || hint.lists || hint.reports.length > 0))
      listener.hear(hint, now);
  }

  /** What happened since they were here last; from then on they hear what the others hear. */
  async function admit(seat: Seat): Promise<void> {
    const { sight, after } = seat;
    const since = readPlace(after);
    const isKnown = since !== "unknown" && since.deadlines === deadlines;
    const missed = !isKnown
      ? "all"
      : await withScope(ctx.db, wholeOf([sight.tenant]), async (tx) => {
          const { last } = await liveMark(tx);
          // Of a database that was set back, or of another.
          if (since.settled > last) return "all" as const;
          const acts = await actsAfter(tx, [sight.tenant], since.settled, mostMissed + 1);
          return acts.length > mostMissed ? ("all" as const) : acts;
        });
    if (missed === "all") tell(seat, "all");
    else await tellOf(missed, [seat]);
    seat.isIn = true;
  }

  return {
    listen(actor, listener, after) {
      const seat: Seat = { sight: sightOf(ctx, actor), listener, after, isIn: false };
      seats.add(seat);
      if (running === undefined) running = run();
      else hurry();
      return {
        place: () => (seat.isIn ? place() : undefined),
        becomes(actorNow) {
          const sight = sightOf(ctx, actorNow);
          if (sight.key === seat.sight.key) return;
          seat.sight = sight;
          tell(seat, "all");
        },
        leave: () => {
          seats.delete(seat);
          if (seats.size === 0) hurry();
        },
      };
    },
    async close() {
      isClosed = true;
      hurry();
      await running;
    },
  };
}
