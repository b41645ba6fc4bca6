import { adminRoleOf, alarmsOf, counts } from "@simpul/domain";
import type { RosterAlarm } from "@simpul/domain";
import {
  insertAudit,
  keepRosterAlarms,
  lockRoster,
  officersOf,
  unitTree,
  withScope,
} from "@simpul/db";
import type { HeldUnit, Scope, Tx } from "@simpul/db";
import type { Context } from "../context.ts";
import { dayToTell } from "../digest.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { termsOf } from "../terms.ts";
import { rosterFacts } from "./roster-facts.ts";
import { stampOf, todayAt } from "./today.ts";

/** Where an administrator looks after the roster, at their desk. */
const path = "/desk/roster";

/**
 * Looks through the rosters of the tenants whose people may be told now (working days, 08:00 to 18:00 of their zone), and
 * tells their administrators of what is wrong: by mail, once for each matter and step. What was settled is forgotten.
 * @returns how many alarms were told
 */
export async function alarmRosters(ctx: Context): Promise<number> {
  let told = 0;
  for (const tenant of ctx.here.tenants())
    if (dayToTell(termsOf(ctx), tenant, ctx.now()) !== "later")
      told += await alarmRoster(ctx, tenant);
  return told;
}

async function alarmRoster(ctx: Context, tenant: string): Promise<number> {
  return withScope(ctx.db, alarmScope(tenant), async (tx) => {
    await lockRoster(tx, tenant);
    const today = todayAt(ctx, tenant);
    const officers = await officersOf(tx, tenant);
    const units = await unitTree(tx, tenant);
    const at = stampOf(ctx);
    const alarms = alarmsOf(await rosterFacts(ctx, tx, tenant, officers, units), today);
    const fresh = await keepRosterAlarms(tx, tenant, alarms, at);
    if (fresh.length === 0) return 0;
    const admins = officers.filter(
      ({ role, term }) => role === adminRoleOf(tenant) && counts(term, today),
    );
    const addresses = new Set(admins.map(({ email }) => email));
    for (const alarm of fresh) {
      for (const to of addresses) await tell(ctx, tx, { tenant, to, alarm, units });
      await insertAudit(tx, tenant, at, {
        actor: "clock",
        verb: "rosterAlarm",
        outcome: alarm.kind,
        detail: { matter: alarm.matter, told: addresses.size },
      });
    }
    return fresh.length;
  });
}

/** Of whistleblowing nothing is counted: that a unit has some is not for its administrators. */
const alarmScope = (tenant: string): Scope => ({
  tenants: [tenant],
  examines: [],
  institutions: "all",
});

interface Telling {
  readonly tenant: string;
  readonly to: string;
  readonly alarm: RosterAlarm;
  readonly units: readonly HeldUnit[];
}

async function tell(ctx: Context, tx: Tx, { tenant, to, alarm, units }: Telling): Promise<void> {
  const { kind, matter, about, count } = alarm;
  if (kind === "unattendedUnit") {
    const unit = units.find(({ code }) => code === matter)?.name ?? matter;
    const parameters = { unit, cases: count, path };
    return queueMail(ctx, tx, { tenant, to, template: "unattendedUnit", parameters });
  }
  const parameters = { matter: kind, about, days: count, path };
  return queueMail(ctx, tx, { tenant, to, template: "rosterAlarm", parameters });
}
