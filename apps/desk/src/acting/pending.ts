import type { Verb } from "../api-types.ts";

/** Milliseconds in which an act can be taken back; it takes effect within five seconds by itself. */
export const timeToTakeBack = 4500;

/** An act that was asked for and is not done yet. All of it is kept, so that a closed browser loses nothing. */
export interface Pending {
  /** UUID: said twice under one key, it has one effect. */
  readonly key: string;
  readonly verb: Verb;
  readonly report: string;
  readonly ifVersion: number;
  readonly input: unknown;
  /** What the screen says of it: "Diverifikasi". */
  readonly said: string;
  /** How the report is called: its tracking id, where it is known. */
  readonly called: string;
  /** How many entries the history had that whoever acted was shown; undefined where it was not open. */
  readonly seen?: number;
  /** Milliseconds since 1970. */
  readonly askedAt: number;
  /**
   * `waiting`: it can be taken back. `sending`: nobody knows yet. `sent`: done, the lists do not know yet. `offline`: tried
   * again when the network is back. `refused`: a person decides what becomes of it.
   */
  readonly status: "waiting" | "sending" | "sent" | "offline" | "refused";
  /** Of `refused`: the server's code. */
  readonly code?: string;
  /** How often the server failed over it. */
  readonly faults?: number;
  /** The version after it, once it is known. */
  readonly version?: number;
}

/** What a server says to an act. */
export type Said =
  /** `report` is what the act made of it, as lists have it. */
  | { readonly outcome: "done"; readonly version: number; readonly report: object }
  | { readonly outcome: "refused"; readonly code: string }
  /** The server failed over it: by chance, or over this very act. */
  | { readonly outcome: "fault" }
  /** No answer: the network is gone, or the server is. */
  | { readonly outcome: "offline" };

export interface Ports {
  /** @param last the page goes away: what is sent now is sent without waiting for the answer */
  send(pending: Pending, last: boolean): Promise<Said>;
  keep(all: readonly Pending[]): void;
  after(ms: number, run: () => void): () => void;
  now(): number;
  /** Something about a report is done: what was read of it is old. Resolves when it was read anew. */
  readAnew(id: string, report: object): Promise<void>;
}

/** Over what the server failed so often by itself, it fails again: a person decides. */
const mostFaults = 3;

/** Codes after which the same act may succeed by itself. */
const passing: ReadonlySet<string> = new Set(["busy", "tooManyRequests", "unavailable", "offline"]);

/**
 * The acts that are on their way. Each waits a few seconds in which it is taken back without anybody having seen it, is then
 * sent with the version that its author saw, and stays until the lists know of it. Two acts on one report go one after the
 * other, and the second counts on what the first made of it.
 */
export class PendingActs {
  readonly #ports: Ports;
  #all: readonly Pending[] = [];
  readonly #timers = new Map<string, () => void>();
  readonly #listeners = new Set<() => void>();
  readonly #runs = new Map<string, Promise<void>>();

  constructor(ports: Ports) {
    this.#ports = ports;
  }

  readonly all = (): readonly Pending[] => this.#all;

  readonly subscribe = (tell: () => void): (() => void) => {
    this.#listeners.add(tell);
    return () => this.#listeners.delete(tell);
  };

  /** Resolves at once: what becomes of it is told by `all`. */
  ask(given: Omit<Pending, "status" | "askedAt">): void {
    // Another act on the same report: the one before it is not taken back any more.
    for (const { key, report, status } of this.#all)
      if (report === given.report && status === "waiting") this.sendNow(key);
    this.#put({ ...given, status: "waiting", askedAt: this.#ports.now() });
    this.#timers.set(
      given.key,
      this.#ports.after(timeToTakeBack, () => this.sendNow(given.key)),
    );
  }

  /** @returns what was taken back; undefined where it was too late */
  takeBack(key?: string): Pending | undefined {
    const waiting = this.#all.filter(({ status }) => status === "waiting");
    const one = key === undefined ? waiting.at(-1) : waiting.find((each) => each.key === key);
    if (one === undefined) return undefined;
    this.#forget(one.key);
    return one;
  }

  sendNow(key: string): void {
    this.#timers.get(key)?.();
    this.#timers.delete(key);
    const one = this.#find(key);
    if (one === undefined || (one.status !== "waiting" && one.status !== "offline")) return;
    this.#put({ ...one, status: "sending" });
    const before = this.#runs.get(one.report) ?? Promise.resolve();
    const run = before.then(() => this.#send(key));
    this.#runs.set(one.report, run);
    void run.finally(() => {
      if (this.#runs.get(one.report) === run) this.#runs.delete(one.report);
    });
  }

  /** The page is hidden or closed: nothing waits any longer. */
  leave(): void {
    for (const one of this.#all) {
      if (one.status !== "waiting") continue;
      this.#timers.get(one.key)?.();
      this.#timers.delete(one.key);
      // One behind another that is still on its way needs its version: by this page if it was only hidden, or by the next.
      if (this.#runs.has(one.report)) {
        this.sendNow(one.key);
        continue;
      }
      this.#put({ ...one, status: "sending" });
      const run = this.#ports.send(one, true).then((said) => this.#take(one.key, said));
      this.#runs.set(one.report, run);
      void run.finally(() => this.#runs.delete(one.report));
    }
  }

  /** Sends what waits; resolves when all that was sent is answered. */
  async finish(): Promise<void> {
    for (const { key, status } of this.#all) if (status === "waiting") this.sendNow(key);
    await Promise.allSettled(this.#runs.values());
  }

  /** The network is back, or the desk was opened again with acts that were left behind. */
  retry(): void {
    for (const { key, status } of this.#all) if (status === "offline") this.sendNow(key);
  }

  /** Acts that an earlier page left; one that had arrived is not done again. */
  adopt(left: readonly Pending[]): void {
    for (const one of left)
      if (this.#find(one.key) === undefined)
        this.#put(one.status === "refused" ? one : { ...one, status: "offline" });
    this.retry();
  }

  /** Whoever asked for them has gone: nothing is sent from here any more. What was kept waits until they are back. */
  vacate(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    this.#all = [];
    for (const tell of this.#listeners) tell();
  }

  /** A person decided: once more, upon the version that they have seen now. */
  insist(key: string, version: number): void {
    const one = this.#find(key);
    if (one?.status !== "refused") return;
    const { code: _, faults: _faults, ...again } = one;
    this.#put({ ...again, ifVersion: version, status: "offline" });
    this.sendNow(key);
  }

  drop(key: string): void {
    this.#forget(key);
  }

  async #send(key: string): Promise<void> {
    const one = this.#find(key);
    if (one === undefined) return;
    const said = await this.#ports.send(one, false);
    await this.#take(key, said);
  }

  async #take(key: string, said: Said): Promise<void> {
    const one = this.#find(key);
    if (one === undefined) return;
    if (said.outcome === "offline" || (said.outcome === "refused" && passing.has(said.code))) {
      this.#put({ ...one, status: "offline" });
      return;
    }
    if (said.outcome === "fault") {
      const faults = (one.faults ?? 0) + 1;
      const isOver = faults >= mostFaults;
      this.#put({
        ...one,
        faults,
        ...(isOver ? { status: "refused", code: "internal" } : { status: "offline" }),
      });
      return;
    }
    if (said.outcome === "refused") {
      // Who has to sign in again finds it afterwards.
      const status = said.code === "unauthenticated" ? "offline" : "refused";
      this.#put({ ...one, status, code: said.code });
      return;
    }
    await this.#isDone(key, said);
  }

  async #isDone(key: string, { version, report }: Said & { outcome: "done" }): Promise<void> {
    const one = this.#find(key);
    if (one === undefined) return;
    this.#put({ ...one, status: "sent", version });
    // Whoever asked on the ground of what this act was shown upon, asks upon what it made of it.
    for (const next of this.#all)
      if (next.report === one.report && next.key !== key && next.ifVersion === one.ifVersion)
        if (next.status !== "sent" && next.askedAt >= one.askedAt)
          this.#put({ ...next, ifVersion: version });
    await this.#ports.readAnew(one.report, report).catch(() => {});
    this.#forget(key);
  }

  #find(key: string): Pending | undefined {
    return this.#all.find((each) => each.key === key);
  }

  #put(one: Pending): void {
    const others = this.#all.filter(({ key }) => key !== one.key);
    const index = this.#all.findIndex(({ key }) => key === one.key);
    this.#set(index === -1 ? [...others, one] : this.#all.with(index, one));
  }

  #forget(key: string): void {
    this.#timers.get(key)?.();
    this.#timers.delete(key);
    this.#set(this.#all.filter((each) => each.key !== key));
  }

  #set(all: readonly Pending[]): void {
    this.#all = all;
    // What is done needs no keeping.
    this.#ports.keep(all.filter(({ status }) => status !== "sent"));
    for (const tell of this.#listeners) tell();
  }
}
