import { actorName } from "@simpul/access";
import { findOfficer, insertAudit, markOfficerEnded, officersOf, releaseCases } from "@simpul/db";
import type { Officer } from "@simpul/db";
import { adminRoleOf, counts } from "@simpul/domain";
import { z } from "zod";
import { atRoster } from "./at-roster.ts";
import type { AtDesk, RosterWork } from "./at-roster.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { line } from "../input.ts";

export const endOfficerInput = z.strictObject({ officer: z.uuid(), reason: line });
export type EndOfficerInput = z.infer<typeof endOfficerInput>;

/**
 * Ends a role now, with the next request. The cases that its holder had lie in their unit again; whoever takes them over is
 * named by a succession instead. Refused: `unknownOfficer`, `officerEnded`, `lastAdmin`.
 */
export function endOfficer(
  ctx: Context,
  actor: AtDesk,
  { officer: id, reason }: EndOfficerInput,
): Promise<Result<{ id: string }>> {
  return atRoster(ctx, actor, async (desk) => {
    const officer = await servingOfficer(desk, id);
    if (officer.outcome === "failed") return officer;
    if (await isLastAdmin(desk, officer.value)) return failed("lastAdmin", "/officer");
    const { tx, tenant, at } = desk;
    await markOfficerEnded(tx, tenant, id, { at, why: reason });
    await releaseCases(tx, tenant, id);
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "endOfficer",
      outcome: officer.value.role,
      detail: { officer: id },
    });
    return done({ id });
  });
}

export async function servingOfficer(
  { tx, tenant }: RosterWork,
  id: string,
  pointer = "/officer",
): Promise<Result<Officer>> {
  const officer = await findOfficer(tx, tenant, id);
  if (officer === undefined) return failed("unknownOfficer", pointer);
  return officer.isEnded ? failed("officerEnded", pointer) : done(officer);
}

/** Whether nobody could look after the roster without this role: others that count today, of people who have signed in. */
export async function isLastAdmin(
  { tx, tenant, today }: RosterWork,
  officer: Officer,
): Promise<boolean> {
  const isActive = ({ role, term, isConfirmed }: Officer): boolean =>
    role === adminRoleOf(tenant) && isConfirmed && counts(term, today);
  if (!isActive(officer)) return false;
  const others = (await officersOf(tx, tenant)).filter(({ id }) => id !== officer.id);
  return !others.some(isActive);
}
