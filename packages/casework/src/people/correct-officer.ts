import { actorName } from "@simpul/access";
import { correctOfficerRow, insertAudit, renameAccount } from "@simpul/db";
import { z } from "zod";
import { phone } from "./add-officer.ts";
import { atRoster } from "./at-roster.ts";
import type { AtDesk } from "./at-roster.ts";
import { servingOfficer } from "./end-officer.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { line } from "../input.ts";

export const correctOfficerInput = z.strictObject({
  officer: z.uuid(),
  name: line.optional(),
  /** `null`: there is none. */
  phone: phone.nullable().optional(),
});
export type CorrectOfficerInput = z.infer<typeof correctOfficerInput>;

/**
 * Mends what was mistyped; the role goes on. The address is not mended: it says whose account it is, and another address is
 * another person. Refused: `unknownOfficer`, `officerEnded`, `nothingToChange` where neither is given.
 */
export function correctOfficer(
  ctx: Context,
  actor: AtDesk,
  input: CorrectOfficerInput,
): Promise<Result<{ id: string }>> {
  return atRoster(ctx, actor, async (desk) => {
    const { officer: id, name, phone: number } = input;
    if (name === undefined && number === undefined) return failed("nothingToChange");
    const found = await servingOfficer(desk, id);
    if (found.outcome === "failed") return found;
    const { tx, tenant, at } = desk;
    const was = found.value;
    await correctOfficerRow(tx, tenant, id, { name, phone: number });
    // Letters greet by the account's name; where it was not the mistyped one, somebody else has mended it.
    if (name !== undefined) await renameAccount(tx, was.account, { from: was.name, to: name, at });
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "correctOfficer",
      outcome: "corrected",
      // What was mended, and neither of the values.
      detail: { officer: id, ...(name && { name: 1 }), ...(number !== undefined && { phone: 1 }) },
    });
    return done({ id });
  });
}
