/**
 * What this browser keeps for the desk between two visits. Where its settings forbid that, or it is full, a tab keeps it for as
 * long as it lives, and the desk works as ever.
 */
export interface Device {
  get(name: string): string | null;
  /** @returns whether it is there after the tab is gone */
  set(name: string, text: string): boolean;
  remove(name: string): void;
  /** Of everything that begins so. */
  names(prefix: string): string[];
}

/** @param storage asked each time: that it is forbidden is thrown by looking at it */
export function deviceOf(storage: () => Storage): Device {
  const memory = new Map<string, string>();
  const tried = <T>(work: (kept: Storage) => T, otherwise: T): T => {
    try {
      return work(storage());
    } catch {
      return otherwise;
    }
  };
  return {
    get: (name) => memory.get(name) ?? tried((kept) => kept.getItem(name), null),
    set(name, text) {
      const isKept = tried((kept) => {
        kept.setItem(name, text);
        return true;
      }, false);
      if (isKept) memory.delete(name);
      else memory.set(name, text);
      return isKept;
    },
    remove(name) {
      memory.delete(name);
      tried((kept) => kept.removeItem(name), undefined);
    },
    names: (prefix) =>
      [...new Set([...tried((kept) => Object.keys(kept), []), ...memory.keys()])].filter((name) =>
        name.startsWith(prefix),
      ),
  };
}

export const device = deviceOf(() => globalThis.localStorage);
