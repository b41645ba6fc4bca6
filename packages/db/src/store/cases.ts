import { begin, hubTenant, receiveReport, untimed } from "@simpul/domain";
import type { Case, ReportEvent } from "@simpul/domain";
import type { StoredEvent } from "../change.ts";
import type { Tx } from "../scope.ts";

/** What `caseColumns` selects: the snapshot, or the one event that the case begins with. */
export interface CaseRow {
  readonly id: string;
  readonly body: Case | null;
  readonly intake: { writer: string; hash: string; payload: string } | null;
}

/** Of `simpul.report r` with `caseJoins`. */
export const caseColumns = (tx: Tx) => tx`s.body, i.intake`;

export const caseJoins = (tx: Tx) => tx`
  left join simpul.snapshot s on s.tenant = r.tenant and s.report = r.id
  left join lateral (
    select json_build_object('writer', e.writer, 'hash', e.hash, 'payload', e.payload) as intake
    from simpul.event e
    where s.report is null and e.tenant = r.tenant and e.report = r.id and e.writer = r.origin and e.seq = 1
  ) i on true`;

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
export function caseOf({ id, body, intake }: CaseRow): Case {
  // Snapshots of before there were clocks have no timing; their next event begins it.
  if (body !== null) return body.timing === undefined ? { ...body, timing: untimed } : body;
  if (intake === null) throw new Error(`report ${id} has neither a snapshot nor its intake`);
  const { writer, hash, payload } = intake;
  // Proof: our own events were composed from this type, a peer's were checked before they were kept.
  const { data, time } = JSON.parse(payload) as { data: object; time: string };
  const event = { ...data, type: "received" } as ReportEvent;
  const recorded = { writer, seq: 1, hash, epoch: 0, at: time, event };
  return begin(receiveReport(recorded, id, hubTenant), recorded);
}
