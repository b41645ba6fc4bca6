import { bigint, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

/** The streams, as exact bytes beside their parsed columns. */
export const event = simpul.table(
  "event",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    writer: text().notNull(),
    seq: integer().notNull(),
    hash: text().notNull(),
    id: uuid().notNull(),
    type: text().notNull(),
    epoch: integer().notNull(),
    at: instant().notNull(),
    ord: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    payload: text().notNull(),
    protected: text(),
    signature: text(),
    traceparent: text(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.writer, t.seq] })],
);
