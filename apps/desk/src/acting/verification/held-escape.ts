import type { KeyboardEvent } from "react";

/** The first Escape closes an open list, the next one the form. */
export function heldEscape(event: KeyboardEvent): void {
  if (event.key !== "Escape" || !(event.target instanceof HTMLElement)) return;
  if (event.target.getAttribute("aria-expanded") === "true") event.preventDefault();
}
