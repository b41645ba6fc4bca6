import { wholeOf, withScope } from "@simpul/db";
import type { Context } from "../../src/index.ts";
import { trainSuggestions } from "../../src/index.ts";
import { after, arrived, office, take } from "../reports.ts";
import type { Taken } from "../reports.ts";

export const [national, city] = ["national", "64.71"] as const;

/** A report that the hub forwarded and an institution took. */
export async function settled(
  ctx: Context,
  text: string,
  category: string,
  to: string,
  area: string = city,
): Promise<Taken> {
  const taken = await take(ctx, national, { text, place: { area } });
  await after(ctx, office(national), taken, [
    ["verify", { class: "complaint", category }],
    ["forward", { tenant: to }],
  ]);
  await arrived(ctx, national, taken, to, [{ type: "accepted", by: "institution" }]);
  return taken;
}

/** Everything that was learnt, as rows: what two ways of learning must have in common. */
export async function learntIn(ctx: Context, tenants: readonly string[]) {
  return withScope(ctx.db, wholeOf(tenants), async (tx) => ({
    lessons: [
      ...(await tx<
        { tenant: string; about: string; feature: string; label: string; reports: number }[]
      >`
        select tenant, about, feature, label, reports from simpul.lesson
        order by tenant, about, feature, label`),
    ],
    learnt: (await tx<{ report: string }[]>`select report from simpul.learnt`).map(
      ({ report }) => report,
    ),
    alike: (await tx<{ report: string }[]>`select distinct report from simpul.likeness`).map(
      ({ report }) => report,
    ),
  }));
}

export async function learn(ctx: Context): Promise<void> {
  // Other tests on the same server keep transactions open, and learning waits for each.
  for (let n = 0; n < 10; n += 1) if ((await trainSuggestions(ctx)).outcome === "done") return;
  throw new Error("not all was learnt");
}
