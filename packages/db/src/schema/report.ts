import type { Case } from "@simpul/domain";
import { boolean, integer, json, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

/** A tenant's copy of a report, as far as rows are found by it and lists show it. */
export const report = simpul.table(
  "report",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    version: integer().notNull(),
    trackingId: text("tracking_id").notNull(),
    state: text().notNull(),
    holder: text().notNull(),
    epoch: integer().notNull(),
    origin: text().notNull(),
    institution: text(),
    unit: text(),
    supporting: text().array(),
    class: text(),
    category: text(),
    area: text(),
    urgency: text().notNull(),
    anonymous: boolean().notNull(),
    secret: boolean().notNull(),
    duplicateOf: uuid("duplicate_of"),
    channelId: text("channel_id"),
    externalId: text("external_id"),
    receivedAt: instant("received_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    completeAt: instant("complete_at"),
    accusedTenant: text("accused_tenant"),
    accusedUnit: text("accused_unit"),
    accusedOffice: text("accused_office"),
    dueClock: text("due_clock"),
    dueAt: instant("due_at"),
    dueProvisional: boolean("due_provisional").notNull().default(false),
    watchAt: instant("watch_at"),
    marks: text().array().notNull().default([]),
    calendar: text(),
    policy: text(),
    channel: text(),
    supervisory: boolean().notNull().default(false),
    hops: integer().notNull().default(0),
    waiting: boolean().notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

/** The folded case, once more than its intake has happened. */
export const snapshot = simpul.table(
  "snapshot",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    body: json().$type<Case>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report] })],
);
