import type { ChangeRow } from "@simpul/db";
import { retracts } from "@simpul/domain";
import { recordedOf } from "./recorded.ts";

/** What a subscriber is told of a change. `retracted`: drop what was kept of the report; read it anew if you still may. */
export interface ChangeShown {
  readonly reportId: string;
  readonly trackingId: string;
  readonly type: string;
  readonly at: string;
  /** None of a report that the subscriber may no longer read. */
  readonly state?: string;
}

export function changeShown(row: ChangeRow): ChangeShown {
  const { report: reportId, trackingId, type, at, state, isListed } = row;
  const told = { reportId, trackingId, type: isRetraction(row) ? "retracted" : type, at };
  return isListed ? { ...told, state } : told;
}

function isRetraction({ type, payload, isListed, at }: ChangeRow): boolean {
  if (!isListed) return true;
  if (payload === undefined) return false;
  const [recorded] = recordedOf({ writer: "", seq: 1, hash: "", epoch: 0, at, type, payload });
  return recorded !== undefined && retracts(recorded.event);
}
