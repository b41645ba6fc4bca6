import { integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const mail = simpul.table(
  "mail",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    template: text().notNull(),
    lang: text().notNull(),
    sealed: text(),
    report: uuid(),
    state: text().notNull(),
    attempts: integer().notNull().default(0),
    nextAt: instant("next_at").notNull(),
    until: instant().notNull(),
    createdAt: instant("created_at").notNull(),
    sentAt: instant("sent_at"),
    failure: text(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
