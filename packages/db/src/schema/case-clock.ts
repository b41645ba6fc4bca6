import { bigint, boolean } from "drizzle-orm/pg-core";
import { federation } from "./columns.ts";

export const caseClock = federation.table("case_clock", {
  one: boolean().primaryKey().default(true),
  ahead_ms: bigint({ mode: "number" }).notNull(),
});
