import { abilityFor, actorName, reportSubject } from "@simpul/access";
import type { Actor, Staff } from "@simpul/access";
import {
  findOfficer,
  findReport,
  insertAudit,
  lockRoster,
  putInCharge,
  rolesOfAccount,
  withScope,
} from "@simpul/db";
import type { LoadedReport, RoleOfAccount, Tx } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";
import { authorize } from "../upon-report.ts";
import { subjectOf } from "../subject-of.ts";
import { countsToday, held } from "./staff-at.ts";
import { stampOf, todayAt } from "./today.ts";

export const entrustInput = z.strictObject({
  report: z.string().min(1).max(64),
  /** Whoever asks takes it, unless given. */
  officer: z.uuid().optional(),
});
export type EntrustInput = z.infer<typeof entrustInput>;

/**
 * Puts an officer of the unit in charge of a case, whoever had it before. Who stands in for somebody takes it for that one:
 * it is there when they come back. Refused: `notFound`, `forbidden`, `wrongState` (it is over), `unknownOfficer`,
 * `notOfUnit` (their role does not work on it).
 */
export async function entrust(
  ctx: Context,
  actor: Actor & { tenant: string },
  { report, officer }: EntrustInput,
): Promise<Result<{ report: string; officer: string }>> {
  const id = canonicalReportId(report);
  if (id === "mistyped") return failed("mistypedTrackingId");
  if (id === "unknown") return failed("notFound");
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    await lockRoster(tx, actor.tenant, "share");
    const loaded = await findReport(tx, id, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "entrust", loaded);
    if (may !== "yes") return may;
    const { state } = loaded.case.report;
    if (state === "archived" || state === "closed") return failed("wrongState");
    const found = await placesOf(tx, actor, officer);
    if (found === "unknown") return failed("unknownOfficer", "/officer");
    const fit = found.find((role) => worksOn(ctx, actor.tenant, role, loaded));
    if (fit === undefined) return failed("notOfUnit", "/officer");
    const at = stampOf(ctx);
    const { unit } = subjectOf(loaded);
    await putInCharge(tx, loaded.tenant, { report: loaded.id, officer: fit.officer, unit, at });
    await insertAudit(tx, loaded.tenant, at, {
      actor: actorName(actor),
      verb: "entrust",
      outcome: officer === undefined ? "taken" : "given",
      report: loaded.id,
      detail: { officer: fit.officer },
    });
    return done({ report: loaded.id, officer: fit.officer });
  });
}

/** The named officer's place on the roster; of who takes a case, all that they have, their own first. */
async function placesOf(
  tx: Tx,
  actor: Actor & { tenant: string },
  named: string | undefined,
): Promise<RoleOfAccount[] | "unknown"> {
  if (named === undefined) {
    if (actor.kind !== "staff") return [];
    const roles = await rolesOfAccount(tx, actor.tenant, actor.id);
    return roles.toSorted((a, b) => Number(a.cover !== undefined) - Number(b.cover !== undefined));
  }
  const officer = await findOfficer(tx, actor.tenant, named);
  if (officer === undefined || officer.isEnded) return "unknown";
  const roles = await rolesOfAccount(tx, actor.tenant, officer.account);
  return roles.filter(({ officer: id, cover }) => id === named && cover === undefined);
}

/** Asked of the policy itself: only who may work on it by this one role can be in charge of it. */
export function worksOn(
  ctx: Context,
  tenant: string,
  role: RoleOfAccount,
  loaded: LoadedReport,
): boolean {
  if (role.role === "tenantAdmin" || !countsToday(role, todayAt(ctx, tenant))) return false;
  const staff: Staff = { kind: "staff", id: role.officer, tenant, roles: [held(role)] };
  return abilityFor(staff, ctx.hub).can("entrust", reportSubject(subjectOf(loaded)));
}
