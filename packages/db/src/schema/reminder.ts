import { date, jsonb, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

export const reminder = simpul.table(
  "reminder",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    mark: text().notNull(),
    rung: text().notNull(),
    unit: text(),
    clock: text().notNull(),
    stage: text().notNull(),
    deadline: instant().notNull(),
    madeAt: instant("made_at").notNull(),
    toldOn: date("told_on"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.mark, t.rung] })],
);

export const deadlineChange = simpul.table(
  "deadline_change",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    at: instant().notNull(),
    clock: text().notNull(),
    was: instant().notNull(),
    becomes: instant().notNull(),
    calendar: text().notNull(),
    policy: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.calendar, t.policy, t.clock] })],
);

export const digest = simpul.table(
  "digest",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    rung: text().notNull(),
    unit: text(),
    day: date().notNull(),
    reminders: jsonb().notNull(),
    madeAt: instant("made_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);
