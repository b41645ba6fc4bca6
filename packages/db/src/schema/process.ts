import { bigint, boolean, doublePrecision, text, uuid } from "drizzle-orm/pg-core";
import { federation, instant } from "./columns.ts";

export const lease = federation.table("lease", {
  name: text().primaryKey(),
  holder: text().notNull(),
  fence: bigint({ mode: "number" }).notNull(),
  until: instant().notNull(),
});

export const heartbeat = federation.table("heartbeat", {
  process: text().primaryKey(),
  at: instant().notNull(),
});

export const tokenBucket = federation.table("token_bucket", {
  key: text().primaryKey(),
  tokens: doublePrecision().notNull(),
  granted: doublePrecision().notNull(),
  filledAt: instant("filled_at").notNull(),
});

export const recompute = federation.table("recompute", {
  one: boolean().primaryKey().default(true),
  calendar: text().notNull(),
  policy: text().notNull(),
  stage: text().notNull(),
  tenant: text().notNull(),
  report: uuid().notNull(),
  beganAt: instant("began_at").notNull(),
  movesFrom: instant("moves_from"),
  restores: boolean(),
});
