import { integer, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const channel = simpul.table(
  "channel",
  {
    tenant: text().notNull(),
    id: text().notNull(),
    kind: text().notNull(),
    name: text().notNull(),
    sealedSecret: text("sealed_secret").notNull(),
    unit: text(),
    rate: integer().notNull().default(100),
    createdAt: instant("created_at").notNull(),
    disabledAt: instant("disabled_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
