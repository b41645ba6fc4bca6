import { lazy } from "react";
import type { ComponentType, LazyExoticComponent } from "react";
import { arriving } from "./arriving.ts";
import { NotLoaded } from "./not-loaded.tsx";

/**
 * A part that is loaded when somebody wants it. Without a network it is waited for, and comes as soon as that is back; what
 * cannot be had says so in its own place. What is on the screen stays in any case.
 */
export function lazily<P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> {
  return lazy(async () => {
    const found = await arriving(load);
    return { default: found === "missing" ? NotLoaded : found };
  });
}
