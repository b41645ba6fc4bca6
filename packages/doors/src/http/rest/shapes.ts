import {
  accusedOffices,
  actorRoles,
  classes,
  clockNames,
  personalKinds,
  roadStatuses,
  states,
  unitKinds,
} from "@simpul/domain";
import { z } from "zod";

/** What answers look like, for the document; the use-cases' own types are what they are made from. */
const moment = z.iso.datetime({ precision: 3 }).describe("RFC 3339 in UTC");
const state = z.enum(states);
const id = z.uuid();
const trackingId = z.string().describe("Such as 7K3M-92QX-4TVB-X");

const publicClock = z.strictObject({
  name: z.enum(clockNames),
  deadline: moment.describe("The last moment, RFC 3339 in UTC"),
  provisional: z.boolean().describe("No decree is known for a year that it touches: it may move"),
  calendar: z.string().describe("The calendar version that it was computed with"),
});
const clock = publicClock.extend({
  date: z.iso.date().describe("The deadline's date in the zone of the tenant that owes the act"),
  policy: z.string().describe("The clock policy's version"),
  rule: z.string().describe("The rule of that policy"),
  owedBy: z
    .string()
    .describe("The tenant that owes the act; where the reporter does, the one that waits"),
  from: z.iso.date().describe("Day 0, in the zone of whoever owed the act when the clock started"),
  paused: z.boolean().describe("The reporter owes an answer, and the days until it do not count"),
  cappedFrom: z.iso
    .date()
    .optional()
    .describe("What the step's own rule gives, where the settlement's deadline is earlier"),
});
const earliestFirst = "The clocks that run, the earliest deadline first";
const clocks = z.array(clock).describe(earliestFirst);
const publicClocks = z.array(publicClock).describe(earliestFirst);
const place = z.object({
  area: z.string().optional(),
  roadStatus: z.enum(roadStatuses).optional(),
});

const mask = z.object({
  content: z.string().describe("Hash of the words"),
  field: z.string(),
  start: z.int().describe("UTF-16 code units from the beginning"),
  end: z.int().describe("Behind the last"),
});

const entry = z.object({
  at: moment,
  type: z.string(),
  state,
  actor: z.object({ role: z.enum(actorRoles), tenant: z.string() }).optional(),
  public: z.boolean().optional(),
  text: z.string().optional(),
  content: z.string().optional().describe("Hash of the words, for those inside"),
});

export const received = z.object({ id, trackingId, state, clocks });

export const summary = z.object({
  id,
  trackingId,
  state,
  version: z.int().describe("Also the ETag; send it back in `If-Match`"),
  receivedAt: moment,
  updatedAt: moment,
  holder: z.string(),
  epoch: z.int(),
  origin: z.string(),
  channel: z.string(),
  anonymous: z.boolean(),
  secret: z.boolean(),
  urgency: z.string(),
  supervisory: z.boolean(),
  maladministration: z.array(z.string()),
  place,
  class: z.enum(classes).optional(),
  category: z.string().optional(),
  institution: z.string().optional(),
  unit: z.string().optional(),
  accused: z
    .object({
      tenant: z.string().optional(),
      unit: z.string().optional(),
      office: z.enum(accusedOffices).optional(),
    })
    .optional(),
  externalId: z.string().optional(),
  hops: z.int(),
  clocks,
});

export const report = summary.extend({
  title: z.string().optional(),
  text: z.string().optional(),
  attachments: z.array(
    z.object({
      hash: z.string(),
      type: z.string(),
      size: z.int(),
      name: z.string().optional(),
      available: z.boolean(),
      check: z
        .enum(["pending", "unscanned", "clean", "infected"])
        .optional()
        .describe("`pending` is being checked and given to nobody; `unscanned`: no scanner here"),
      thumbnail: z.literal(true).optional(),
    }),
  ),
  history: z.array(entry),
  notes: z.array(z.object({ at: moment, author: z.string(), text: z.string() })),
  personal: z
    .array(mask.extend({ kind: z.enum(personalKinds) }))
    .describe("What looks like personal data in its words; each item is what `mask` takes"),
  masks: z.array(mask).describe("What the public version leaves out"),
});

export const publicReport = z.object({
  trackingId,
  state,
  receivedAt: moment,
  updatedAt: moment,
  secret: z.boolean(),
  title: z.string().optional(),
  class: z.enum(classes).optional(),
  category: z.string().optional(),
  place: place.optional(),
  institution: z.string().optional(),
  follows: z.string().optional(),
  clocks: publicClocks.describe(`${earliestFirst}; none of a secret report`),
  history: z.array(entry),
});

export const attachment = z.object({
  id,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  size: z.int(),
  type: z.string(),
});

const listed = { code: z.string(), name: z.string(), parent: z.string().nullable() };
export const category = z.object({ ...listed, asksRoadStatus: z.boolean().optional() });
export const unit = z.object({ ...listed, kind: z.enum(unitKinds) });
export const tenant = <K extends readonly string[]>(kinds: K) =>
  z.object({ ...listed, kind: z.enum(kinds), zone: z.string(), accepts: z.boolean() });

export const change = z.object({
  reportId: id,
  trackingId,
  type: z.string().describe("`retracted`: drop what you keep of it, and read it anew if you may"),
  at: moment,
  state: state.optional().describe("The report's state now; none of one that you may not read"),
});

export const page = <S extends z.ZodType>(item: S) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** RFC 9457. */
export const problem = z.object({
  type: z.string().describe("Stable; the address of a page about it"),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z
    .array(
      z.object({
        pointer: z.string().optional().describe("RFC 6901, into the body"),
        parameter: z.string().optional().describe("Of the query"),
        detail: z.string(),
      }),
    )
    .optional(),
});
