import { begin, hubTenant, receiveReport, untimed } from "@simpul/domain";
import type { Case, ReportEvent } from "@simpul/domain";
import type { StoredEvent } from "../change.ts";
import type { Tx } from "../scope.ts";

/** What `caseColumn` selects: the snapshot, or the one event that the case begins with. */
export interface CaseRow {
  readonly id: string;
  readonly body: Case | { readonly intake: Intake } | null;
}

interface Intake {
  readonly writer: string;
  readonly hash: string;
  readonly payload: string;
}

/** Of `simpul.report r`. Looked up row by row: joined, the planner would rather read a whole table for a page of rows. */
export const caseColumn = (tx: Tx) => tx`coalesce(
  (select s.body from simpul.snapshot s where s.tenant = r.tenant and s.report = r.id),
  (select json_build_object('intake', json_build_object('writer', e.writer, 'hash', e.hash, 'payload', e.payload))
    from simpul.event e where e.tenant = r.tenant and e.report = r.id and e.writer = r.origin and e.seq = 1)) as body`;

/** Whether a case is its intake, which is written with it, and nothing else: a burst of intakes writes no snapshots. */
export function isIntakeAlone({ heads }: Case, written: readonly StoredEvent[]): boolean {
  const [[writer, head] = [], ...others] = Object.entries(heads);
  return (
    head?.seq === 1 &&
    others.length === 0 &&
    written.some((event) => event.writer === writer && event.seq === 1)
  );
}

/** @throws if a report lies there without its intake: nothing that we write leaves it so */
export function caseOf({ id, body }: CaseRow): Case {
  if (body === null) throw new Error(`report ${id} has neither a snapshot nor its intake`);
  // Snapshots of before there were clocks have no timing; their next event begins it.
  if (!("intake" in body)) return "timing" in body ? body : { ...(body as Case), timing: untimed };
  const { writer, hash, payload } = body.intake;
  // Proof: our own events were composed from this type, a peer's were checked before they were kept.
  const { data, time } = JSON.parse(payload) as { data: object; time: string };
  const event = { ...data, type: "received" } as ReportEvent;
  const recorded = { writer, seq: 1, hash, epoch: 0, at: time, event };
  return begin(receiveReport(recorded, id, hubTenant), recorded);
}
