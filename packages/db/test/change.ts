import { randomBytes } from "node:crypto";
import { begin, composeTrackingId, receive, receiveReport } from "@simpul/domain";
import type { Case, Receive } from "@simpul/domain";
import { sha256 } from "@simpul/protocol";
import { uuidv7 } from "../src/index.ts";
import type { Change, Due, StoredEvent } from "../src/index.ts";

export const at = "2026-03-02T01:00:00.000Z";

/** A report as it is taken in, for tests that look at rows and not at rules. */
export function intake(
  tenant: string,
  given: Partial<Change> & { letter?: Partial<Receive> } = {},
): Change {
  const { letter, ...change } = given;
  const report = change.report ?? newId();
  const trackingId = composeTrackingId(randomBytes(12));
  const event = receive(
    { type: "receive", trackingId, channel: "generic", ...letter },
    { me: tenant, hub: "national", at, by: "reporter" },
  );
  const { type: _, ...data } = event;
  const stored = eventOf(tenant, 1, data);
  const recorded = { writer: tenant, seq: 1, hash: stored.hash, epoch: 0, at, event };
  return {
    tenant,
    report,
    expectedVersion: "new",
    case: begin(receiveReport(recorded, report, "national"), recorded),
    due: noneDue,
    at,
    events: [stored],
    contents: [],
    audit: [{ actor: "channel:ch_1", verb: "receive", outcome: "received" }],
    outbox: [{ kind: "deliver", toTenant: "national", writer: tenant, seq: 1 }],
    dedup: [],
    ...change,
  };
}

const noneDue: Due = {
  provisional: false,
  marks: [],
  calendar: "test",
  policy: "test",
};

/** A next change of the same copy. */
export function later(first: Change, seq: number, given: Partial<Change> = {}): Change {
  return {
    ...first,
    expectedVersion: seq - 1,
    events: [eventOf(first.tenant, seq)],
    dedup: [],
    ...given,
  };
}

export function eventOf(writer: string, seq: number, data: object = {}): StoredEvent {
  const payload = JSON.stringify({ id: newId(), time: at, seq, data });
  return {
    writer,
    seq,
    hash: sha256(payload),
    id: newId(),
    type: "received",
    epoch: 0,
    at,
    payload,
  };
}

/** The same case with other facts, whether or not a life of a report leads there. */
export function withReport(current: Case, facts: object): Case {
  // Proof: the tests give facts of the vocabulary; the store does not look at which state has which.
  return { ...current, report: { ...current.report, ...facts } as Case["report"] };
}

export const newId = (): string =>
  uuidv7(Temporal.Instant.from(at).epochMilliseconds, randomBytes(10));

export const newKey = (): string => randomBytes(9).toString("base64url");
