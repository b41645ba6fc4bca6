import { primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const blockedSender = simpul.table(
  "blocked_sender",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    kind: text().$type<"phone" | "email" | "channelUser">().notNull(),
    sender: text().notNull(),
    reason: text().$type<"spam" | "abuse" | "threats" | "falseReports">().notNull(),
    note: text(),
    blockedBy: text("blocked_by").notNull(),
    at: instant().notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
