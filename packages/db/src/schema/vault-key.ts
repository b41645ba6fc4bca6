import { bigint, text } from "drizzle-orm/pg-core";
import { federation, instant } from "./columns.ts";

export const vaultKey = federation.table("vault_key", {
  kid: text().primaryKey(),
  place: bigint({ mode: "number" }).generatedAlwaysAsIdentity(),
  since: instant().notNull(),
});

export const vaultSecret = federation.table("vault_secret", {
  name: text().primaryKey(),
  sealed: text().notNull(),
  madeAt: instant("made_at").notNull(),
});

export const rewrap = federation.table("rewrap", {
  place: text().primaryKey(),
  kid: text().notNull(),
  tenant: text(),
  key: text(),
  rewrapped: bigint({ mode: "number" }).notNull(),
  missed: bigint({ mode: "number" }).notNull(),
  stuck: bigint({ mode: "number" }).notNull(),
  beganAt: instant("began_at").notNull(),
  endedAt: instant("ended_at"),
});
