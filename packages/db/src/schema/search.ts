import { bigint, boolean, customType, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { federation, instant, simpul, vault } from "./columns.ts";

const stems = customType<{ data: string }>({ dataType: () => "tsvector" });

export const reportWords = simpul.table(
  "report_words",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    words: stems().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report] })],
);

export const contactMark = vault.table(
  "contact_mark",
  {
    tenant: text().notNull(),
    digest: text().notNull(),
    report: uuid().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.digest, t.report] })],
);

export const indexing = federation.table("indexing", {
  one: boolean().primaryKey().default(true),
  ord: bigint({ mode: "number" }).notNull(),
});

export const savedView = simpul.table(
  "saved_view",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    account: text().notNull(),
    name: text().notNull(),
    screen: text().notNull(),
    query: jsonb().$type<Readonly<Record<string, unknown>>>().notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
