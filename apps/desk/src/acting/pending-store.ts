import { useSyncExternalStore } from "react";
import type { Outputs } from "../api-types.ts";
import { forgetOthers } from "../answer/local-drafts.ts";
import { api, queries } from "../trpc.ts";
import { isWhose } from "../whose.ts";
import { keptActs, keep, livingTabs, moveIn } from "./kept.ts";
import { PendingActs } from "./pending.ts";
import type { Pending } from "./pending.ts";
import { send } from "./send.ts";

let account = "";

/** The acts of this tab that are on their way. */
export const acts = new PendingActs({
  send,
  keep: (all) => keep(account, all),
  after: (ms, run) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  now: () => Date.now(),
  readAnew: async (id, report) => {
    correctLists(id, report);
    await queries.invalidateQueries({ queryKey: api.report.pathKey() });
  },
});

/** A list that is too long to be read anew has the row as it is now. */
function correctLists(id: string, report: object): void {
  queries.setQueriesData<{ pages: Outputs["report"]["list"][] }>(
    { queryKey: api.report.list.pathKey() },
    (list) =>
      list?.pages === undefined
        ? list
        : {
            ...list,
            pages: list.pages.map((page) => ({
              ...page,
              items: page.items.map((row) =>
                row.id === id ? { ...row, ...report, clocks: row.clocks } : row,
              ),
            })),
          },
  );
}

export const usePending = (): readonly Pending[] => useSyncExternalStore(acts.subscribe, acts.all);

const backListeners = new Set<(one: Pending) => void>();

/** Takes back an act, the last one unless it is named. */
export function takeBack(key?: string): Pending | undefined {
  const one = acts.takeBack(key);
  if (one !== undefined) for (const tell of backListeners) tell(one);
  return one;
}

/** The list shows again what was taken back. */
export function onTakenBack(tell: (one: Pending) => void): () => void {
  backListeners.add(tell);
  return () => backListeners.delete(tell);
}

/** Somebody is at this desk: what an earlier tab of theirs left undone is done now, and nothing waits when the tab goes. */
export async function openActs(of: string): Promise<void> {
  if (account === of) return;
  closeActs();
  account = of;
  isWhose(of);
  forgetOthers(of);
  moveIn();
  const living = await livingTabs();
  if (account === of) acts.adopt(keptActs(of, living));
}

/** Nobody is here any more: whoever signs in next does nothing in the name of who was here before. */
export function closeActs(): void {
  acts.vacate();
  account = "";
  isWhose(undefined);
}

const leave = (): void => {
  if (document.visibilityState === "hidden") acts.leave();
};
document.addEventListener("visibilitychange", leave);
globalThis.addEventListener("pagehide", () => acts.leave());
globalThis.addEventListener("online", () => acts.retry());
/** Not every network says that it is back. */
setInterval(() => acts.retry(), 15_000);
