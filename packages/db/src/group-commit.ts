import { appendEach } from "./append.ts";
import type { Appended, Change } from "./change.ts";
import type { Database } from "./client.ts";
import { wholeOf } from "./scope.ts";

/**
 * What arrives together is committed together: while one list is being written the next one gathers, so under
 * load a list holds what came during one commit, and an idle intake waits for nothing. Acknowledged only after
 * the commit of its list.
 */
export interface GroupCommit {
  submit(change: Change): Promise<Appended>;
  /** Changes that wait or are being written. */
  depth(): number;
  /** When everything submitted so far is committed or failed. */
  drained(): Promise<void>;
}

interface Waiting {
  readonly change: Change;
  readonly settle: (outcome: Appended) => void;
  readonly fail: (error: unknown) => void;
}

/** One commits while the next is sent: as many connections are enough. */
export const listsAtOnce = 2;

/**
 * @param most changes a list
 * @param inFlight lists written at once
 * @param enough changes that make a list worth its own cost while another is being written: a list of its own costs
 *   the database as much as five changes, so under load many short lists take the time that the changes need
 */
export function groupCommit(
  db: Database,
  most = 64,
  inFlight = listsAtOnce,
  enough = Math.min(most, 16),
): GroupCommit {
  const waiting: Waiting[] = [];
  const idle: (() => void)[] = [];
  let writing = 0;
  let running = 0;

  const pump = (): void => {
    while (running < inFlight && waiting.length >= (running === 0 ? 1 : enough)) {
      const list = waiting.splice(0, most);
      running += 1;
      writing += list.length;
      void write(list).finally(() => {
        running -= 1;
        writing -= list.length;
        if (writing === 0 && waiting.length === 0) for (const wake of idle.splice(0)) wake();
        pump();
      });
    }
  };

  const write = async (list: readonly Waiting[]): Promise<void> => {
    try {
      const tenants = [...new Set(list.map((w) => w.change.tenant))];
      const settled = await appendEach(
        db,
        wholeOf(tenants),
        list.map((w) => w.change),
      );
      list.forEach((w, i) => {
        const each = settled[i];
        if (each?.status === "fulfilled") w.settle(each.value);
        else w.fail(each?.reason ?? new Error("append answered for fewer changes than it got"));
      });
    } catch (error) {
      for (const w of list) w.fail(error);
    }
  };

  return {
    submit: (change) =>
      new Promise((settle, fail) => {
        waiting.push({ change, settle, fail });
        // At the end of the turn, so that requests read in the same turn share a list.
        if (waiting.length === 1 || waiting.length === enough) setImmediate(pump);
      }),
    depth: () => writing + waiting.length,
    drained: () =>
      writing + waiting.length === 0
        ? Promise.resolve()
        : new Promise((wake) => {
            idle.push(wake);
          }),
  };
}
