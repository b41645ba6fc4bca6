import type { Actor } from "@simpul/access";
import { unitsOf } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { text, unitCode } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const assignInput = z.strictObject({
  unit: unitCode,
  supporting: z.array(unitCode).max(20).optional(),
  note: text.optional(),
});
export type AssignInput = z.infer<typeof assignInput>;

/** One accountable unit of the institution, any number of supporting ones. */
export async function assign(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: AssignInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "assign",
    words: { note: input.note },
    command: async (loaded, tx) => {
      const units = new Set((await unitsOf(tx, loaded.tenant)).map((u) => u.code));
      const supporting = input.supporting ?? [];
      if (!units.has(input.unit)) return failed("unknownUnit", "/unit");
      const stranger = supporting.findIndex((unit) => !units.has(unit));
      if (stranger !== -1) return failed("unknownUnit", `/supporting/${stranger}`);
      const givenTo = [input.unit, ...supporting];
      return { type: "assign", unit: input.unit, supporting, givenTo };
    },
  });
}
