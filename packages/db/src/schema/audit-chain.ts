import {
  bigint,
  boolean,
  index,
  integer,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { federation, instant, simpul } from "./columns.ts";

export const auditLink = simpul.table(
  "audit_link",
  {
    tenant: text().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    audit: bigint({ mode: "number" }).notNull(),
    at: instant().notNull(),
    digest: text().notNull(),
    hash: text().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.tenant, t.seq] }),
    unique().on(t.tenant, t.audit),
    index("audit_link_by_time").on(t.tenant, t.at, t.audit),
  ],
);

export const auditCheckpoint = simpul.table(
  "audit_checkpoint",
  {
    tenant: text().notNull(),
    seq: bigint({ mode: "number" }).notNull(),
    at: instant().notNull(),
    jws: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.seq] })],
);

export const auditRetention = simpul.table("audit_retention", {
  tenant: text().primaryKey(),
  years: integer().notNull(),
});

export const auditHold = simpul.table(
  "audit_hold",
  {
    tenant: text().notNull(),
    report: uuid().notNull(),
    id: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
    at: instant().notNull(),
    by: text().notNull(),
    held: boolean().notNull(),
  },
  (t) => [primaryKey({ columns: [t.tenant, t.report, t.id] })],
);

export const auditSealer = federation.table("audit_sealer", {
  one: boolean().primaryKey().default(true),
  settled: bigint({ mode: "number" }).notNull().default(0),
  pending: bigint({ mode: "number" }),
  waits: text().array().notNull().default([]),
  tenants: text().array().notNull().default([]),
});
