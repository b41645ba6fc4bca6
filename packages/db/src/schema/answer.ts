import { boolean, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

/** What somebody is still writing. */
export const draft = simpul.table(
  "draft",
  {
    tenant: text().notNull(),
    account: text().notNull(),
    report: uuid().notNull(),
    version: integer().notNull(),
    said: text().notNull(),
    changedAt: instant("changed_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.account, t.report] })],
);

/** Texts to begin an answer with. */
export const answerTemplate = simpul.table(
  "answer_template",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    name: text().notNull(),
    kind: text(),
    text: text().notNull(),
    changedAt: instant("changed_at").notNull(),
    changedBy: text("changed_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

export const answerSetting = simpul.table("answer_setting", {
  tenant: text().primaryKey(),
  reviewed: boolean().notNull(),
  changedAt: instant("changed_at").notNull(),
});

/** An answer that waits for a second person, and what that one said. */
export const answerReview = simpul.table(
  "answer_review",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    report: uuid().notNull(),
    epoch: integer().notNull(),
    digest: text().notNull(),
    said: text().notNull(),
    askedBy: text("asked_by").notNull(),
    askedAt: instant("asked_at").notNull(),
    note: text(),
    decision: text(),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
    reason: text(),
    publishedAt: instant("published_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
