import { primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, vault } from "./columns.ts";

export const contact = vault.table(
  "contact",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    sealed: text().notNull(),
    digests: text().array().notNull().default([]),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report] })],
);
