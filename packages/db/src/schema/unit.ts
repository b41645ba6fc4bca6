import { boolean, date, primaryKey, text } from "drizzle-orm/pg-core";
import { simpul } from "./columns.ts";

export const unit = simpul.table(
  "unit",
  {
    tenant: text().notNull(),
    code: text().notNull(),
    name: text().notNull(),
    parent: text(),
    kind: text().notNull(),
    retiredOn: date("retired_on"),
    operatesNode: boolean("operates_node").notNull().default(false),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.code] })],
);
