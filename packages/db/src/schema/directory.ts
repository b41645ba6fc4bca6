import { bigint, boolean, integer, jsonb, text, uuid } from "drizzle-orm/pg-core";
import { federation, instant } from "./columns.ts";

export const node = federation.table("node", {
  id: text().primaryKey(),
  status: text().notNull(),
  keys: jsonb().notNull(),
  publicUrl: text("public_url"),
  lastContact: instant("last_contact"),
  backlog: integer().notNull().default(0),
  software: text(),
  directory: bigint({ mode: "number" }),
});

export const ping = federation.table("ping", {
  id: uuid().primaryKey(),
  node: text().notNull(),
  askedAt: instant("asked_at").notNull(),
  givenAt: instant("given_at"),
  heardAt: instant("heard_at"),
  answeredAt: instant("answered_at"),
  traceparent: text(),
});

export const tenant = federation.table("tenant", {
  code: text().primaryKey(),
  name: text().notNull(),
  kind: text().notNull(),
  parent: text(),
  zone: text().notNull(),
  node: text().notNull(),
  accepts: boolean().notNull(),
});

export const directory = federation.table("directory", {
  version: bigint({ mode: "number" }).primaryKey(),
  jws: text().notNull(),
  at: instant().notNull(),
});

export const enrolment = federation.table("enrolment", {
  codeHash: text("code_hash").primaryKey(),
  node: text().notNull(),
  expiresAt: instant("expires_at").notNull(),
  usedAt: instant("used_at"),
  tenants: jsonb().notNull().default([]),
});
