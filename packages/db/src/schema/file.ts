import { boolean, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { federation, instant, simpul } from "./columns.ts";

export const file = federation.table("file", {
  blob: text().primaryKey(),
  state: text().notNull(),
  tenants: text().array().notNull(),
  thumbnail: text(),
  touchedAt: instant("touched_at").notNull(),
  lookedAt: instant("looked_at"),
  attempts: integer().notNull().default(0),
  nextAt: instant("next_at").notNull(),
});

export const original = simpul.table(
  "original",
  {
    tenant: text().notNull(),
    hash: text().notNull(),
    blob: text().notNull(),
    size: integer().notNull(),
    type: text().notNull(),
    createdAt: instant("created_at").notNull(),
    settled: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.hash] })],
);

export const filePolicy = simpul.table(
  "file_policy",
  {
    tenant: text().notNull(),
    category: text().notNull(),
    keepsOriginals: boolean("keeps_originals").notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.category] })],
);

export const upload = simpul.table(
  "upload",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    owner: text().notNull(),
    name: text(),
    size: integer().notNull(),
    received: integer().notNull().default(0),
    pieces: text().array().notNull().default([]),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    finishedAt: instant("finished_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
