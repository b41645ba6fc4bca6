import type { Staff } from "@simpul/access";
import type { Context } from "../../src/index.ts";
import { upload } from "../../src/index.ts";
import { admin, staff, tenant } from "../people/desk.ts";
import { after, office, take } from "../reports.ts";
import type { Taken } from "../reports.ts";

export const liaison = (id = "liaison-1", unit = "dpu"): Staff => staff("liaison", { id, unit });
export const head = (id = "head-1", unit = "dpu"): Staff => staff("unitHead", { id, unit });
export const boss = (id = "boss-1"): Staff => ({ ...admin(), id });

/** With the city, assigned to its public works. */
export async function assigned(ctx: Context, given: object = {}): Promise<Taken> {
  const taken = await take(ctx, tenant, given);
  await after(ctx, office(tenant), taken, [
    ["verify", { class: "complaint", category: "road" }],
    ["accept", {}],
    ["assign", { unit: "dpu" }],
  ]);
  return taken;
}

/** A small paper that somebody uploads. */
export async function paper(ctx: Context, by: Staff, name = "nota-dinas.pdf"): Promise<string> {
  const bytes = Buffer.from(`%PDF-1.4 ${ctx.newId()}`);
  const kept = await upload(ctx, by, bytes, name, () =>
    Promise.resolve({ outcome: "prepared", type: "application/pdf", bytes }),
  );
  if (kept.outcome === "failed") throw new Error(kept.code);
  return kept.value.id;
}
