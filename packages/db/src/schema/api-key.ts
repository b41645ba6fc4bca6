import type { KeyScope } from "@simpul/access";
import { boolean, integer, primaryKey, text } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const apiKey = simpul.table(
  "api_key",
  {
    tenant: text().notNull(),
    id: text().notNull(),
    name: text().notNull(),
    hash: text().notNull(),
    scopes: text().array().$type<KeyScope[]>().notNull(),
    rate: integer().notNull().default(20),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    revokedAt: instant("revoked_at"),
    examines: boolean().notNull().default(true),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
