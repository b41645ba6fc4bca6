import type { Context as Casework } from "@simpul/casework";
import {
  forgetAttempts,
  giveBack,
  isKept,
  keepUntil,
  takeAttempt,
  type AttemptLimit,
} from "@simpul/db";
import { isOfNobody } from "../limits/address.ts";

/** Who tries, for which address. */
interface Trying {
  /** In lower case. */
  readonly email: string;
  /** The client's, as limits count it. */
  readonly address: string;
  /** A browser where this account signed in before: a device's id. */
  readonly device?: string | undefined;
}

export type Admission =
  | {
      readonly outcome: "go";
      /** They were right: their guesses are forgotten, and their address is known for a month. */
      succeeded(): Promise<void>;
      /** It was not tried after all. */
      undone(): Promise<void>;
    }
  | { readonly outcome: "wait"; readonly seconds: number };

export interface Attempts {
  /** A password is going to be tried. */
  password(trying: Trying): Promise<Admission>;
  /** Any other thing that is bounded by a name. @param windowSeconds at least a minute */
  named(name: string, most: number, windowSeconds: number): Promise<Admission>;
}

const minutes = 60;
const hour = 3600;
const knownForDays = 30;

/** How long a process goes on refusing from memory what the database refused. */
const rememberedMs = 2000;
const mostRemembered = 10_000;

/**
 * Refuses before a password is hashed (OWASP's device cookies). A browser or address where the owner signed in before has
 * a measure of its own, so that strangers who guess, from however many addresses, keep nobody out of their account.
 */
export function openAttempts(ctx: Casework): Attempts {
  const refused = new Map<string, number>();
  const keyOf = (...parts: readonly string[]) => ctx.vault.digest(`attempt/${parts.join("/")}`);

  async function take(
    limits: readonly AttemptLimit[],
    succeeded: () => Promise<void>,
  ): Promise<Admission> {
    const now = performance.now();
    // A storm of guesses stays in memory: it neither reads nor writes the database.
    if (limits.some(({ key }) => (refused.get(key) ?? 0) > now))
      return { outcome: "wait", seconds: minutes };
    const taken = await takeAttempt(ctx.db, limits, ctx.now().toString());
    if (taken.outcome === "taken") {
      const keys = limits.map(({ key }) => key);
      return { outcome: "go", succeeded, undone: () => giveBack(ctx.db, keys) };
    }
    if (refused.size >= mostRemembered) refused.clear();
    refused.set(taken.key, now + rememberedMs);
    const left = ctx.now().until(Temporal.Instant.from(taken.until)).total("seconds");
    return { outcome: "wait", seconds: Math.max(1, Math.ceil(left)) };
  }

  return {
    async password({ email, address, device }) {
      // Of a proxy that nobody declared an address says nothing: everybody would share the measure.
      const byAddress = isOfNobody(address)
        ? []
        : [{ key: keyOf("address", address), most: 30, windowSeconds: 10 * minutes }];
      const pair = { key: keyOf("pair", email, address), most: 5, windowSeconds: 5 * minutes };
      const strangers = { key: keyOf("strangers", email), most: 25, windowSeconds: hour };
      const known = keyOf("known", email, address);
      const until = () =>
        ctx
          .now()
          .add({ hours: 24 * knownForDays })
          .toString();
      if (device !== undefined) {
        const own = { key: keyOf("device", email, device), most: 10, windowSeconds: 15 * minutes };
        return take([own], async () => {
          refused.delete(own.key);
          await forgetAttempts(ctx.db, [own.key, pair.key]);
          await keepUntil(ctx.db, known, until());
        });
      }
      // Of a pair that is refused from memory it does not matter.
      const isRefused = (refused.get(pair.key) ?? 0) > performance.now();
      const isKnown = isRefused || (await isKept(ctx.db, known, ctx.now().toString()));
      return take([...byAddress, pair, ...(isKnown ? [] : [strangers])], async () => {
        refused.delete(pair.key);
        await forgetAttempts(ctx.db, [pair.key]);
        await giveBack(
          ctx.db,
          [...byAddress, ...(isKnown ? [] : [strangers])].map(({ key }) => key),
        );
        await keepUntil(ctx.db, known, until());
      });
    },
    named: (name, most, windowSeconds) => {
      const key = keyOf("named", name);
      return take([{ key, most, windowSeconds }], () => forgetAttempts(ctx.db, [key]));
    },
  };
}
