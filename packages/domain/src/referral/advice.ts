import type { Case } from "../report/fold.ts";

/**
 * Aspirations and information requests are not handed to the Ombudsman: after the same 60 working days the hub tells the
 * reporter, once, where they may turn themselves (PRODUCT, "Ombudsman handoff"). No other party's word is that advice.
 */
export function wasAdvised({ contributions }: Case, hub: string): boolean {
  return contributions.some(({ event, ref }) => event.type === "advised" && ref.tenant === hub);
}
