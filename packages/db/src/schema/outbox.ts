import { bigint, integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const outbox = simpul.table(
  "outbox",
  {
    tenant: text().notNull(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    kind: text().notNull(),
    report: uuid(),
    toTenant: text("to_tenant"),
    writer: text(),
    seq: integer(),
    task: text(),
    payload: jsonb(),
    traceparent: text(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
