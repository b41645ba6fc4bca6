import { bigint, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { federation, instant, simpul } from "./columns.ts";

/** An officer asks the tenant of origin who a reporter is. */
export const identityRequest = simpul.table(
  "identity_request",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    report: uuid().notNull(),
    origin: text().notNull(),
    askedBy: text("asked_by").notNull(),
    role: text().notNull(),
    askedAt: instant("asked_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    purpose: text().notNull(),
    reason: text().notNull(),
    outcome: text(),
    code: text(),
    answeredAt: instant("answered_at"),
    answer: text(),
    openedAt: instant("opened_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

/** Asks of other tenants that were answered here. */
export const identityAnswer = simpul.table(
  "identity_answer",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    report: uuid().notNull(),
    asker: text().notNull(),
    outcome: text().notNull(),
    code: text(),
    at: instant().notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const message = federation.table(
  "message",
  {
    place: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    fromNode: text("from_node").notNull(),
    toNode: text("to_node").notNull(),
    hash: text().notNull(),
    id: uuid().notNull(),
    kind: text().notNull(),
    jws: text(),
    queuedAt: instant("queued_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    deliveredAt: instant("delivered_at"),
  },
  (t) => [primaryKey({ columns: [t.toNode, t.hash] })],
);
