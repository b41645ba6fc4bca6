import { bigint, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const audit = simpul.table(
  "audit",
  {
    tenant: text().notNull(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    actor: text().notNull(),
    verb: text().notNull(),
    report: uuid(),
    outcome: text().notNull(),
    detail: jsonb().notNull().default({}),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
