import {
  accusedOffices,
  actorRoles,
  archiveReasons,
  channelKinds,
  classes,
  maladministrationTypes,
  readTrackingId,
  roadStatuses,
  urgencies,
} from "@simpul/domain";
import type { ReportEvent } from "@simpul/domain";
import { isKnownType } from "@simpul/casework";
import { parseEventType } from "@simpul/protocol";
import type { EventPayload } from "@simpul/protocol";
import { z } from "zod";

/**
 * What the data of a peer's event must look like before it is kept: a genuine signature says who wrote it, not that
 * it makes sense. Fields that a later version adds are let through (the bytes are kept exactly as they came).
 */
const code = z.string().regex(/^[a-z0-9][a-z0-9.-]{0,63}$/);
const word = z.string().min(1).max(500);
const hash = z.string().regex(/^[\w-]{43}$/);
const contentRef = z.looseObject({
  hash,
  size: z.int().min(0),
  type: z.string().max(128),
  name: z.string().max(255).optional(),
});
const spoken = {
  by: z.enum(actorRoles),
  content: contentRef.optional(),
  attachments: z.array(contentRef).max(20).optional(),
};
const head = z.looseObject({ seq: z.int().min(0), hash: z.union([hash, z.literal("")]) });
const ref = z.looseObject({ tenant: code, seq: z.int().min(1), hash });
const opens = z.looseObject({ epoch: z.int().min(1).max(2_147_483_647), holder: code, cut: head });
/** One spelling, as everywhere: deadlines are compared as text. */
const moment = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const flags = z.looseObject({ anonymous: z.boolean(), secret: z.boolean() });
const place = z.looseObject({
  area: z.string().max(20).optional(),
  roadStatus: z.enum(roadStatuses).optional(),
});
const accused = z.looseObject({
  tenant: code.optional(),
  unit: word.optional(),
  office: z.enum(accusedOffices).optional(),
});
const offset = z.int().min(0).max(100_000);
const mask = z.looseObject({
  content: hash,
  field: z.string().max(64),
  start: offset,
  end: offset,
});
const assessment = {
  class: z.enum(classes).optional(),
  category: code.optional(),
  place: place.optional(),
  urgency: z.enum(urgencies).optional(),
  supervisory: z.boolean().optional(),
  maladministration: z.array(z.enum(maladministrationTypes)).max(10).optional(),
  accused: accused.optional(),
};
/** In its one spelling, and with the right check symbol: what nobody could type would never be found. */
const trackingId = z.string().refine((given) => {
  const reading = readTrackingId(given);
  return reading.outcome === "read" && reading.trackingId === given;
});
const event = <T extends z.ZodRawShape>(shape: T) => z.looseObject({ ...spoken, ...shape });

const shapes: Record<ReportEvent["type"], z.ZodType> = {
  received: event({
    trackingId,
    channel: z.enum(channelKinds),
    flags,
    place,
    class: z.enum(classes).optional(),
    category: code.optional(),
    accused: accused.optional(),
    occurredOn: z.iso.date().optional(),
    splitFrom: z.uuid().optional(),
  }),
  held: event({}),
  resumed: event({ because: ref }),
  archived: event({
    reason: z.enum(archiveReasons),
    duplicateOf: z.uuid().optional(),
    because: ref.optional(),
    due: moment.optional(),
  }),
  deemed: event({ due: moment }),
  verified: event({ ...assessment, complete: z.boolean() }),
  corrected: event(assessment),
  split: event({ parts: z.array(z.uuid()).min(1).max(10) }),
  forwarded: event({ opens, rules: z.array(word).max(50), adjudicated: z.boolean() }),
  recalled: event({ opens }),
  returned: event({ proposedTenant: code.optional() }),
  epochOpened: event({ opens }),
  accepted: event({}),
  assigned: event({ unit: word, supporting: z.array(word).max(20) }),
  declined: event({ proposedUnit: word.optional() }),
  asked: event({}),
  extended: event({}),
  responded: event({ kind: z.enum(["initial", "interim", "plan"]), date: z.iso.date().optional() }),
  answered: event({ kind: z.enum(["done", "refused"]) }),
  closed: event({
    outcome: z.enum(["confirmed", "unconfirmed"]),
    because: ref.optional(),
    due: moment.optional(),
  }),
  reopened: event({ opens: opens.optional(), because: ref.optional() }),
  supplied: event({}),
  replied: event({}),
  confirmed: event({ answer: hash.optional() }),
  objected: event({ answer: hash.optional() }),
  rated: event({ score: z.int().min(1).max(5), answer: hash.optional() }),
  withdrawn: event({}),
  tightened: event({
    flags,
    masks: z.array(mask).max(200).optional(),
    erases: z.array(hash).max(1000).optional(),
  }),
  referred: event({ opens, office: code, due: moment }),
  registered: event({ number: word }),
  ineligible: event({}),
  concluded: event({}),
  consented: event({ granted: z.boolean() }),
  advised: event({ due: moment }),
};

/** Of the column that holds it. */
const highestEpoch = 2_147_483_647;

/** Its short type, if it is an event of this version whose data has its shape. */
export function readType(payload: EventPayload): ReportEvent["type"] | "unknownType" | "malformed" {
  const type = parseEventType(payload.type);
  if (type === undefined || type.version !== 1 || !type.name.startsWith("report."))
    return "unknownType";
  const name = type.name.slice("report.".length);
  if (!isKnownType(name)) return "unknownType";
  if (payload.epoch > highestEpoch) return "malformed";
  // Intake opens the stream and epoch 0: the fold begins nowhere else.
  if (name === "received" && (payload.seq !== 1 || payload.epoch !== 0)) return "malformed";
  return shapes[name].safeParse(payload.data).success ? name : "malformed";
}
