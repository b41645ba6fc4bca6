/** `due`: the earliest deadline first, then what has none, newest first. `changed`: what changed last first. */
export const listOrders = ["due", "newest", "changed"] as const;
export type ListOrder = (typeof listOrders)[number];

/** The row that a page ended with. `at` is its deadline, its arrival or its last change, as the order and `part` say. */
export interface ListPlace {
  readonly part: "due" | "undue" | "newest" | "changed";
  readonly at: string;
  readonly id: string;
}
