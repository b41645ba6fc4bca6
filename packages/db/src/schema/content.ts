import { integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytes, instant, simpul } from "./columns.ts";

export const content = simpul.table(
  "content",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    hash: text().notNull(),
    salt: text().notNull(),
    type: text().notNull(),
    name: text(),
    size: integer().notNull(),
    bytes: bytes(),
    blob: text(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.hash] })],
);
