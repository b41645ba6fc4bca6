import { isNothing, joined, nothing } from "./hints.ts";
import type { Hint } from "./hints.ts";

export interface Ports {
  /** Reads anew what a hint touches. */
  read(hint: Hint): void;
  after(ms: number, run: () => void): () => void;
  now(): number;
}

/** Hints that come together are read together. */
const togetherMs = 150;
/** Where reports pour in, lists are read no more often than somebody can look at them. */
const listsMs = 3000;

/**
 * Gathers hints until it is worth reading: an open report soon, lists soon if it was quiet and now and then if it is not.
 * Nothing that was told is forgotten.
 */
export class Told {
  readonly #ports: Ports;
  #waiting: Hint = nothing;
  #stop: (() => void) | undefined;
  #due = Number.POSITIVE_INFINITY;
  #readAt = Number.NEGATIVE_INFINITY;

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  hear(hint: Hint): void {
    this.#waiting = joined(this.#waiting, hint);
    if (isNothing(this.#waiting)) return;
    const isReport = this.#waiting !== "all" && this.#waiting.reports.size > 0;
    const rest = this.#readAt + listsMs - this.#ports.now();
    const wait = isReport ? togetherMs : Math.max(togetherMs, rest);
    // Another hint never puts off what waits already.
    const due = this.#ports.now() + wait;
    if (due >= this.#due) return;
    this.#stop?.();
    this.#due = due;
    this.#stop = this.#ports.after(wait, () => this.#read());
  }

  /** Nobody reads any more. */
  close(): void {
    this.#stop?.();
  }

  #read(): void {
    const hint = this.#waiting;
    this.#waiting = nothing;
    this.#stop = undefined;
    this.#due = Number.POSITIVE_INFINITY;
    this.#readAt = this.#ports.now();
    this.#ports.read(hint);
  }
}
