import { everySecond } from "@simpul/casework";
import type { Allowance, Limits } from "@simpul/casework";
import type { Limited } from "../rest/rate.ts";

/**
 * Storms are answered 429, never with loss: a delivery is either refused before anything is stored, or acknowledged
 * after its commit. A channel has its rate in all processes together; what protects the database is the depth of the
 * intake's queue.
 */
export interface Shedding {
  /** At once while the channel's leased block lasts. */
  admit(channel: { readonly id: string; readonly rate: number }): Limited | Promise<Limited>;
}

/** About half a second of a full intake: beyond it a sender waits better outside than in our memory. */
const deepest = 2000;

/** @param depth changes that wait to be committed */
export function shedding(depth: () => number, limits: Limits): Shedding {
  return {
    admit({ id, rate }) {
      const limit = everySecond("channel", rate);
      if (depth() > deepest)
        return { limit, allowance: { outcome: "wait", remaining: 0, seconds: 1 } };
      const said = limits.admit(limit, id);
      const limited = (allowance: Allowance): Limited => ({ limit, allowance });
      return said instanceof Promise ? said.then(limited) : limited(said);
    },
  };
}
