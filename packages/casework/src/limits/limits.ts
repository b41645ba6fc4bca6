import { leaseTokens, returnTokens } from "@simpul/db";
import type { Database, SharedBucket } from "@simpul/db";
import type { Allowance, Limit } from "./limit.ts";
import { allowance, localBuckets } from "./local-bucket.ts";

/** Limits that hold over all processes of the deployment. */
export interface Limits {
  /** At once while a leased block lasts, else after one statement; never a fault, whatever the database does. */
  admit(limit: Limit, who: string, cost?: number): Allowance | Promise<Allowance>;
  /** Gives back what is leased and not spent. */
  close(): Promise<void>;
}

/**
 * How long a block may be spent. A shared bucket is shallower by what runs into it meanwhile, so that in any span of time
 * all processes together admit no more than burst + rate × span: what was leased before the span and spent in it is
 * what the bucket cannot hold.
 */
const lifeMs = 100;
/** Slower than this, the database counts as away; asked again after a second. */
const patienceMs = 500;
const awayMs = 1000;
/** Addresses are many: those that hold nothing make room. */
const most = 20_000;

/** What this process knows of one bucket. */
interface Held {
  readonly shared: SharedBucket;
  tokens: number;
  /** Of the block in hand: by how much of it was used the next one is sized. */
  spent: number;
  until: number;
  next: number;
  /** What the shared bucket had left when it was last asked, for the headers. */
  left: number;
  askedAt: number;
  emptyUntil: number;
  /** Tokens that callers wait for. */
  waiting: number;
  asking: Promise<"answered" | "away"> | undefined;
}

export function openLimits(db: Database, vault: { digest(said: string): string }): Limits {
  const known = new Map<string, Held>();
  const local = localBuckets();
  let awayUntil = 0;

  return {
    admit(limit, who, cost = 1) {
      const held = heldOf(limit, who);
      const price = Math.min(cost, held.shared.depth);
      const now = performance.now();
      if (now >= held.until) forfeit(held);
      if (held.tokens >= price) return spend(held, price, now);
      if (now < held.emptyUntil) return refuse(held, price, now);
      if (now < awayUntil) return halved(limit, who, cost);
      return ask(held, limit, who, price);
    },
    async close() {
      for (const held of known.values()) {
        if (held.tokens > 0) await returnTokens(db, held.shared, held.tokens).catch(() => {});
        held.tokens = 0;
      }
    },
  };

  function heldOf({ name, rate, burst }: Limit, who: string): Held {
    const id = `${name}:${rate}:${burst}:${who}`;
    const kept = known.get(id);
    if (kept !== undefined) return kept;
    if (known.size >= most) makeRoom();
    const block = blockOf(rate);
    const depth = Math.max(1, Math.floor(block > 1 ? burst - block : burst));
    const held: Held = {
      shared: { key: vault.digest(`limit:${name}:${who}`), rate, depth },
      tokens: 0,
      spent: 0,
      until: 0,
      next: 1,
      left: depth,
      askedAt: performance.now(),
      emptyUntil: 0,
      waiting: 0,
      asking: undefined,
    };
    known.set(id, held);
    return held;
  }

  /** Who holds tokens or is asking stays: a second view of the same bucket would be no harm, but forgets its block. */
  function makeRoom(): void {
    const now = performance.now();
    for (const [id, held] of known)
      if (held.asking === undefined && now >= held.until) known.delete(id);
  }

  async function ask(held: Held, limit: Limit, who: string, price: number): Promise<Allowance> {
    held.waiting += price;
    try {
      for (;;) {
        held.asking ??= lease(held).finally(() => {
          held.asking = undefined;
        });
        if ((await held.asking) === "away") return halved(limit, who, price);
        const now = performance.now();
        // Not forfeited, however long the answer took: who waited for it spends it at once.
        if (held.tokens >= price) return spend(held, price, now);
        if (now < held.emptyUntil) return refuse(held, price, now);
      }
    } finally {
      held.waiting -= price;
    }
  }

  async function lease(held: Held): Promise<"answered" | "away"> {
    const asked = performance.now();
    if (asked >= held.until) forfeit(held);
    const { rate, depth } = held.shared;
    const want = Math.min(depth, Math.max(held.next, held.waiting - held.tokens, 1));
    const given = await inTime(leaseTokens(db, held.shared, want));
    if (given === "away") {
      awayUntil = performance.now() + awayMs;
      return "away";
    }
    held.tokens += given.granted;
    held.spent = 0;
    held.until = asked + lifeMs;
    held.left = given.left;
    held.askedAt = performance.now();
    // The bucket holds less than one token more: nobody needs to ask before there is one.
    if (given.granted < want)
      held.emptyUntil = held.askedAt + Math.min(1000, ((1 - (given.left % 1)) / rate) * 1000);
    return "answered";
  }

  /** Half of the rate in each process: while nobody knows what the others do, service goes before exactness. */
  function halved({ name, rate, burst }: Limit, who: string, cost: number): Allowance {
    return local({ name, rate: rate / 2, burst: Math.max(1, burst / 2) }, who, cost);
  }
}

/** The largest block: what comes in during its life. */
const blockOf = (rate: number): number => Math.max(1, Math.floor((rate * lifeMs) / 1000));

function spend(held: Held, price: number, now: number): Allowance {
  held.tokens -= price;
  held.spent += price;
  // Used up before its time: more is wanted.
  if (held.tokens < 1) held.next = Math.min(blockOf(held.shared.rate), held.next * 2);
  return allowance("go", remaining(held, now), 1, held.shared.rate);
}

function refuse(held: Held, price: number, now: number): Allowance {
  return allowance("wait", Math.min(remaining(held, now), price - 1), price, held.shared.rate);
}

function forfeit(held: Held): void {
  if (held.tokens > 0)
    held.next = Math.max(1, Math.min(blockOf(held.shared.rate), Math.ceil(held.spent)));
  held.tokens = 0;
}

function remaining({ tokens, left, askedAt, shared }: Held, now: number): number {
  return tokens + Math.min(shared.depth, left + ((now - askedAt) / 1000) * shared.rate);
}

async function inTime<T>(work: Promise<T>): Promise<T | "away"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"away">((resolve) => {
    timer = setTimeout(() => resolve("away"), patienceMs);
  });
  try {
    return await Promise.race([work, late]);
  } catch {
    return "away";
  } finally {
    clearTimeout(timer);
    work.catch(() => {});
  }
}
