import { primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

/** Somebody asks a second person to let them open a reporter's identity. */
export const unsealRequest = simpul.table(
  "unseal_request",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    report: uuid().notNull(),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    purpose: text().notNull(),
    reason: text().notNull(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    decision: text(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
