import { lazy } from "react";
import type { ComponentType, LazyExoticComponent } from "react";

/**
 * A part that is loaded when somebody wants it. Without a network it is waited for, and comes as soon as that is back: what
 * is on the screen stays meanwhile.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => ({ default: await arriving(load) }));
}

async function arriving<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if (navigator.onLine) throw error;
    await new Promise((back) => globalThis.addEventListener("online", back, { once: true }));
    return arriving(load);
  }
}
