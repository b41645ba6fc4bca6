import { integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const reporterCode = simpul.table(
  "reporter_code",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    id: uuid().notNull(),
    code: text().notNull(),
    askedAt: instant("asked_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    tries: integer().notNull().default(0),
    usedAt: instant("used_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.id] })],
);

export const reporterSecret = simpul.table(
  "reporter_secret",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    hash: text().notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report] })],
);

export const reporterSession = simpul.table(
  "reporter_session",
  {
    tenant: text().notNull(),
    token: text().notNull(),
    report: uuid().notNull(),
    proof: text().$type<"code" | "secret">().notNull(),
    openedAt: instant("opened_at").notNull(),
    usedAt: instant("used_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.token] })],
);
