import { bigint, text } from "drizzle-orm/pg-core";
import { federation, instant } from "./columns.ts";

export const conversation = federation.table("conversation", {
  peer: text().primaryKey(),
  lastContact: instant("last_contact"),
  lastError: text("last_error"),
});

export const receipt = federation.table("receipt", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  peer: text().notNull(),
  direction: text().notNull(),
  jws: text().notNull(),
  at: instant().notNull(),
});

export const deadLetter = federation.table("dead_letter", {
  id: bigint({ mode: "number" }).generatedAlwaysAsIdentity().primaryKey(),
  peer: text().notNull(),
  code: text().notNull(),
  jws: text().notNull(),
  at: instant().notNull(),
  replayedAt: instant("replayed_at"),
});
