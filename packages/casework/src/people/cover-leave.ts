import { actorName } from "@simpul/access";
import { coversOf, insertAudit, insertCover, markCoverEnded, officersOf } from "@simpul/db";
import { clash, fitOfCover } from "@simpul/domain";
import { z } from "zod";
import { atRoster } from "./at-roster.ts";
import type { AtDesk } from "./at-roster.ts";
import { servingOfficer } from "./end-officer.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { date, line } from "../input.ts";

export const coverLeaveInput = z.strictObject({
  officer: z.uuid(),
  deputy: z.uuid(),
  begins: date,
  /** The last day. */
  ends: date,
  reason: line,
});
export type CoverLeaveInput = z.infer<typeof coverLeaveInput>;

/**
 * Somebody of the same desk has an officer's role while that one is on leave. Nobody makes themselves a deputy. Refused:
 * `unknownOfficer`, `officerEnded`, `datesCrossed` (also where it is over already), `ownRole`, `unfitDeputy`,
 * `coverOverlaps`, `rolesClash`.
 */
export function coverLeave(
  ctx: Context,
  actor: AtDesk,
  input: CoverLeaveInput,
): Promise<Result<{ id: string }>> {
  return atRoster(ctx, actor, async (desk) => {
    const { tx, tenant, at, today } = desk;
    const { begins, ends, reason } = input;
    if (ends < begins || ends < today) return failed("datesCrossed", "/ends");
    const away = await servingOfficer(desk, input.officer);
    if (away.outcome === "failed") return away;
    const deputy = await servingOfficer(desk, input.deputy, "/deputy");
    if (deputy.outcome === "failed") return deputy;
    const [of, by] = [away.value.account, deputy.value.account];
    if (actor.kind === "staff" && actor.id === by) return failed("ownRole", "/deputy");
    const asked = { officer: input.officer, of, by, begins, ends };
    const fit = fitOfCover(asked, await coversOf(tx, tenant, today));
    if (fit !== "fits") return failed(fit, "/deputy");
    const theirs = (await officersOf(tx, tenant)).filter(({ account }) => account === by);
    if (clash([away.value.role, ...theirs.map(({ role }) => role)]))
      return failed("rolesClash", "/deputy");
    const id = ctx.newId();
    const { officer, deputy: covering } = input;
    await insertCover(tx, tenant, at, { id, officer, deputy: covering, begins, ends, why: reason });
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "coverLeave",
      outcome: "covered",
      detail: { officer, deputy: covering, begins, ends },
    });
    return done({ id });
  });
}

export const endCoverInput = z.strictObject({ cover: z.uuid() });
export type EndCoverInput = z.infer<typeof endCoverInput>;

/** The officer is back, or another covers: the deputy's role ends now. Refused: `unknownCover`. */
export function endCover(
  ctx: Context,
  actor: AtDesk,
  { cover }: EndCoverInput,
): Promise<Result<{ id: string }>> {
  return atRoster(ctx, actor, async ({ tx, tenant, at }) => {
    if ((await markCoverEnded(tx, tenant, cover, at)) === "notThere")
      return failed("unknownCover", "/cover");
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "endCover",
      outcome: "ended",
      detail: { cover },
    });
    return done({ id: cover });
  });
}
