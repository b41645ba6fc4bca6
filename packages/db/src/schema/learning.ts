import { bigint, boolean, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { federation, instant, simpul } from "./columns.ts";

export const learnt = simpul.table(
  "learnt",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    owner: text(),
    unit: text(),
    features: text().array().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report] })],
);

export const lesson = simpul.table(
  "lesson",
  {
    tenant: text().notNull(),
    about: text().notNull(),
    feature: text().notNull(),
    label: text().notNull(),
    reports: integer().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.about, t.feature, t.label] })],
);

export const likeness = simpul.table(
  "likeness",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    stem: text().notNull(),
    place: text().notNull(),
    receivedAt: instant("received_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.stem] })],
);

export const learning = federation.table("learning", {
  one: boolean().primaryKey().default(true),
  ord: bigint({ mode: "number" }).notNull(),
});
