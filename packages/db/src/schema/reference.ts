import type { RoutingRule } from "@simpul/domain";
import { boolean, jsonb, text } from "drizzle-orm/pg-core";
import { reference } from "./columns.ts";

export const area = reference.table("area", {
  code: text().primaryKey(),
  name: text().notNull(),
  kind: text().notNull(),
  parent: text(),
});

export const category = reference.table("category", {
  code: text().primaryKey(),
  parent: text(),
  nameId: text("name_id").notNull(),
  nameEn: text("name_en").notNull(),
  asksRoadStatus: boolean("asks_road_status").notNull().default(false),
});

export const routingRule = reference.table("routing_rule", {
  id: text().primaryKey(),
  rule: jsonb().$type<RoutingRule>().notNull(),
});
