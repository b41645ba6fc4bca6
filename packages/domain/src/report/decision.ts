import type { ReportEvent } from "./event.ts";
import type { Refused } from "./refusal.ts";

/** A decision is data: the events that happened, or a refusal with a stable code. */
export type Decision =
  | { readonly outcome: "decided"; readonly events: readonly ReportEvent[] }
  | Refused;

export const decided = (...events: ReportEvent[]): Decision => ({ outcome: "decided", events });
