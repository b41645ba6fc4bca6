import { tenant } from "../address.ts";
import { device } from "../device.ts";
import type { Pending } from "./pending.ts";
import { readActs } from "./read-acts.ts";

/** Where the acts of somebody at a desk are kept until they are done; a name each tab, so that none overwrites another's. */
const prefix = (account: string): string => `simpul.acts.${tenant ?? "-"}.${account}.`;
const tab = crypto.randomUUID();
let isIn = false;
const lockOf = (one: string): string => `simpul.tab.${one}`;

export function keep(account: string, all: readonly Pending[]): void {
  if (account === "") return;
  // Where nothing can be kept they are still sent, in time before the tab goes.
  if (all.length === 0) device.remove(prefix(account) + tab);
  else device.set(prefix(account) + tab, JSON.stringify(all));
}

/** This tab lives: as long as it does nobody else sends what it keeps. */
export function moveIn(): void {
  if (isIn) return;
  isIn = true;
  // Where a browser forbids locks it forbids keeping, too: then there is nothing that another tab could find.
  globalThis.navigator.locks
    ?.request(lockOf(tab), () => new Promise(() => {}))
    .catch(() => undefined);
}

export async function livingTabs(): Promise<ReadonlySet<string>> {
  const locks = await globalThis.navigator.locks?.query().catch(() => undefined);
  return new Set(locks?.held?.flatMap(({ name }) => (name === undefined ? [] : [name])));
}

/** What tabs left that live no longer. It is this one's from now on. */
export function keptActs(account: string, living: ReadonlySet<string>): Pending[] {
  const start = prefix(account);
  const names = device.names(start).filter(
    (name) =>
      // Its own are there where somebody went without signing out, and is back.
      name === start + tab || !living.has(lockOf(name.slice(start.length))),
  );
  return names.flatMap((name) => {
    const acts = readActs(device.get(name));
    device.remove(name);
    return acts;
  });
}
