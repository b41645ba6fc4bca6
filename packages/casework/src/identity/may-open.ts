import { abilityFor, examines, reportSubject } from "@simpul/access";
import type { Actor, Staff, StaffRole } from "@simpul/access";
import type { LoadedReport } from "@simpul/db";
import { holderOf, mayKnowReporter, mayTellTenant } from "@simpul/domain";
import type { Context } from "../context.ts";
import { subjectOf } from "../subject-of.ts";

/** The rule of the domain, for somebody at a desk. */
export const mayKnow = (
  { hub }: Pick<Context, "hub">,
  staff: Staff,
  { tenant, case: current }: LoadedReport,
): ReturnType<typeof mayKnowReporter> =>
  mayKnowReporter(
    current.report,
    holderOf(current, hub),
    {
      tenant,
      examines: examines(staff).includes(tenant),
      units: staff.roles.flatMap(({ unit, units }) => units ?? (unit === undefined ? [] : [unit])),
    },
    hub,
  );

/** The role of theirs that lets them, as the policy goes. */
export function roleThatMay(
  ctx: Context,
  staff: Staff,
  action: "unseal" | "allowUnseal",
  loaded: LoadedReport,
): StaffRole | undefined {
  const subject = reportSubject(subjectOf(loaded));
  return staff.roles.find((held) =>
    abilityFor({ ...staff, roles: [held] }, ctx.hub).can(action, subject),
  )?.role;
}

/** Whether the tenant that took the report in would tell this one; what it would refuse needs no journey. */
export const originTells = ({ hub }: Pick<Context, "hub">, loaded: LoadedReport): boolean =>
  mayTellTenant(loaded.case.report, holderOf(loaded.case, hub), loaded.tenant, hub) === "yes";

/**
 * Whether it can be offered to somebody to open who the reporter is, or to ask for it where the report was taken in. What is
 * offered and refused all the same hangs on a fresh sign-in, on a second person, or on what is kept.
 */
export const mayOpenIdentity = (ctx: Context, actor: Actor, loaded: LoadedReport): boolean =>
  actor.kind === "staff" &&
  roleThatMay(ctx, actor, "unseal", loaded) !== undefined &&
  mayKnow(ctx, actor, loaded).outcome === "yes" &&
  (loaded.case.report.origin === loaded.tenant || originTells(ctx, loaded));
