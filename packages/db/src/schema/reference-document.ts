import { bigint, primaryKey, text } from "drizzle-orm/pg-core";
import { federation, instant } from "./columns.ts";

export const referenceDocument = federation.table(
  "reference",
  {
    kind: text().notNull(),
    version: bigint({ mode: "number" }).notNull(),
    jws: text().notNull(),
    takenAt: instant("taken_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.kind, t.version] })],
);
