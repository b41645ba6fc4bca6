import { bigint, integer, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { federation, instant, simpul } from "./columns.ts";

export const feed = simpul.table(
  "feed",
  {
    tenant: text().notNull(),
    peer: text().notNull(),
    position: bigint({ mode: "number" }).notNull(),
    toTenant: text("to_tenant").notNull(),
    report: uuid().notNull(),
    writer: text().notNull(),
    seq: integer().notNull(),
    stampedAt: instant("stamped_at").notNull(),
    deliveredAt: instant("delivered_at"),
    receipt: bigint({ mode: "number" }),
  },
  (t) => [primaryKey({ columns: [t.peer, t.position] })],
);

export const feedHead = federation.table("feed_head", {
  peer: text().primaryKey(),
  generation: uuid().notNull(),
  position: bigint({ mode: "number" }).notNull(),
});
