import { integer, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const parked = simpul.table(
  "parked",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    writer: text().notNull(),
    seq: integer().notNull(),
    hash: text().notNull(),
    jws: text().notNull(),
    content: jsonb().notNull(),
    reason: text().notNull(),
    parkedAt: instant("parked_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.writer, t.seq, t.hash] })],
);

export const equivocation = simpul.table(
  "equivocation",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    writer: text().notNull(),
    seq: integer().notNull(),
    hash: text().notNull(),
    peer: text().notNull(),
    jws: text().notNull(),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.writer, t.seq, t.hash] })],
);
