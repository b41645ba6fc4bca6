import { integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const attachment = simpul.table(
  "attachment",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    owner: text().notNull(),
    sha256: text().notNull(),
    hash: text().notNull(),
    salt: text().notNull(),
    size: integer().notNull(),
    type: text().notNull(),
    name: text(),
    createdAt: instant("created_at").notNull(),
    keptUntil: instant("kept_until"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
