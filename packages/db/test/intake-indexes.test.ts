import { expect, test } from "vitest";
import { append, withScope, wholeOf } from "../src/index.ts";
import { intake } from "./change.ts";
import { suite } from "./database.ts";

const here = suite();
const ends = "2026-03-05T08:59:59.000Z";
const scope = wholeOf(["64.71"]);

test("an intake has an entry in these indexes and pays for no other", async () => {
  const letter = { class: "aspiration", anonymous: true, secret: true, category: "road" } as const;
  const due = { clock: "verify", at: ends, watchAt: ends, provisional: false, marks: [] };
  const change = intake("64.71", { letter, due: { ...due, calendar: "test", policy: "test" } });
  await append(here.db, scope, [change]);
  const entered = await withScope(here.db, scope, async (tx) => {
    const indexes = await tx<{ name: string; holds: string | null }[]>`
      select c.relname as name, pg_get_expr(i.indpred, i.indrelid) as holds
      from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid = 'simpul.report'::regclass order by name`;
    const holding: string[] = [];
    for (const { name, holds } of indexes) {
      const found = await tx`
        select from simpul.report where id = ${change.report} and (${tx.unsafe(holds ?? "true")})`;
      if (found.length > 0) holding.push(name);
    }
    return { holding, all: indexes.length };
  });
  expect(entered.all).toBeGreaterThan(15);
  expect(entered.holding).toEqual([
    "report_by_age",
    "report_by_due",
    "report_by_state",
    "report_by_watch",
    "report_pkey",
    "report_tracking_id",
  ]);
});
