import { date, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, simpul } from "./columns.ts";

/** By what decree (SK tim pengelola) people work for a tenant. */
export const decree = simpul.table(
  "decree",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    number: text().notNull(),
    issuedOn: date("issued_on").notNull(),
    validFrom: date("valid_from").notNull(),
    validUntil: date("valid_until"),
    succeeds: uuid(),
    scan: uuid(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

/** One role of one person. */
export const officer = simpul.table(
  "officer",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    account: text().notNull(),
    name: text().notNull(),
    email: text().notNull(),
    phone: text(),
    role: text().notNull(),
    heldAt: text("held_at").notNull(),
    reach: text().notNull(),
    unit: text(),
    decree: uuid(),
    begins: date().notNull(),
    ends: date(),
    endedAt: instant("ended_at"),
    endedWhy: text("ended_why"),
    successor: uuid(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

/** Who has an officer's role while the officer is on leave. */
export const deputy = simpul.table(
  "deputy",
  {
    tenant: text().notNull(),
    id: uuid().notNull(),
    officer: uuid().notNull(),
    deputy: uuid().notNull(),
    begins: date().notNull(),
    ends: date().notNull(),
    why: text().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    endedAt: instant("ended_at"),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.id] })],
);

/** Who of a unit works on a case. */
export const inCharge = simpul.table(
  "in_charge",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    officer: uuid().notNull(),
    unit: text(),
    since: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report] })],
);

/** What is wrong with a roster now, and was told. */
export const rosterAlarm = simpul.table(
  "roster_alarm",
  {
    tenant: text().notNull(),
    kind: text().notNull(),
    matter: text().notNull(),
    step: text().notNull(),
    since: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.kind, t.matter, t.step] })],
);
