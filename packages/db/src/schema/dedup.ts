import { primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const dedup = simpul.table(
  "dedup",
  {
    tenant: text().notNull(),
    source: text().notNull(),
    key: text().notNull(),
    digest: text().notNull(),
    report: uuid().notNull(),
    trackingId: text("tracking_id").notNull(),
    at: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.source, t.key] })],
);
