import { availableParallelism } from "node:os";

/** @see https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html: argon2id, 19 MiB, twice, one lane */
export const argonCost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export interface ArgonCost {
  /** KiB */
  readonly memoryCost: number;
  readonly timeCost: number;
  readonly parallelism: number;
}

/** How many wait for their turn. At 30 ms each, the last of them waits for about a second. */
const mostWaiting = 48;

export interface Passwords {
  /** argon2id in its PHC text, off the main thread. */
  hash(password: string): Promise<string>;
  verify(hash: string, password: string): Promise<boolean>;
  /**
   * Work that hashes once, when there is room: a hash takes 19 MB and a core. `busy` when too many wait already, before any of it
   * is done.
   */
  turn<T>(work: () => Promise<T>): Promise<T | "busy">;
  /** Hashes computed by this process so far. */
  count(): number;
}

/** The library's 9 MB are loaded by the first who signs in. @param cost lower only in tests */
export function passwords(cost: ArgonCost = argonCost): Passwords {
  const atOnce = Math.max(1, Math.min(4, availableParallelism() - 1));
  const waiting: (() => void)[] = [];
  let running = 0;
  let count = 0;
  const argon = () => import("@node-rs/argon2");
  return {
    async hash(password) {
      count += 1;
      const { hash } = await argon();
      // 2 is argon2id: the library's enum is const and does not exist at run time.
      return hash(password.normalize("NFKC"), { ...cost, algorithm: 2 });
    },
    async verify(hash, password) {
      count += 1;
      const { verify } = await argon();
      return verify(hash, password.normalize("NFKC"));
    },
    async turn(work) {
      if (running >= atOnce) {
        if (waiting.length >= mostWaiting) return "busy";
        await new Promise<void>((go) => waiting.push(go));
      } else running += 1;
      try {
        return await work();
      } finally {
        // Whoever waits longest takes over this place; it is not free in between.
        const next = waiting.shift();
        if (next === undefined) running -= 1;
        else next();
      }
    },
    count: () => count,
  };
}
