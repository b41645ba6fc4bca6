import { bigint, text } from "drizzle-orm/pg-core";
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
