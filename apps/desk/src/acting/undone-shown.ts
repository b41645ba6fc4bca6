import { useSyncExternalStore } from "react";

let shown: string | undefined;
const listeners = new Set<() => void>();

/** Opens the dialog about an act that was not done; undefined closes it. */
export function showUndone(key: string | undefined): void {
  shown = key;
  for (const tell of listeners) tell();
}

export const useShownUndone = (): string | undefined =>
  useSyncExternalStore(
    (tell) => {
      listeners.add(tell);
      return () => listeners.delete(tell);
    },
    () => shown,
  );
