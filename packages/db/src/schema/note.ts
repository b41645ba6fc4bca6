import { primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const note = simpul.table(
  "note",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    report: uuid().notNull(),
    at: instant().notNull(),
    author: text().notNull(),
    text: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
