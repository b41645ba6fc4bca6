import { customType, pgSchema, timestamp } from "drizzle-orm/pg-core";

export const simpul = pgSchema("simpul");
export const vault = pgSchema("vault");
export const federation = pgSchema("federation");
export const reference = pgSchema("reference");

/** A moment, as the text that the client hands out (see `connect`): no Date stands between it and Temporal. */
export const instant = (name = "") => timestamp(name, { withTimezone: true, mode: "string" });

/** drizzle has no bytea of its own. */
export const bytes = customType<{ data: Uint8Array; driverData: Uint8Array }>({
  dataType: () => "bytea",
});
