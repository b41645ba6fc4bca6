import { integer, jsonb, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const idempotency = simpul.table(
  "idempotency",
  {
    tenant: text().notNull(),
    owner: text().notNull(),
    key: text().notNull(),
    digest: text().notNull(),
    lockedUntil: instant("locked_until").notNull(),
    status: integer(),
    headers: jsonb(),
    body: text(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.owner, t.key] })],
);
