import { countsAt, examines } from "@simpul/access";
import type { Actor, Staff } from "@simpul/access";
import { wholeOf } from "@simpul/db";
import type { Scope } from "@simpul/db";
import { readTrackingId } from "@simpul/domain";
import type { Context } from "./context.ts";

/**
 * What an actor's transaction may touch: the second lock's input, written apart from the CASL rules.
 * Only tenants whose copies lie in this deployment can be meant.
 */
export function scopeOf(ctx: Context, actor: Actor): Scope {
  switch (actor.kind) {
    // Who holds a tenant's key examines its whistleblowing, unless it was made at a desk; what accuses the tenant itself is
    // the first lock's.
    case "machine":
      return {
        tenants: [actor.tenant],
        examines: actor.examines === false ? [] : [actor.tenant],
        institutions: "all",
      };
    case "channel":
    case "reporter":
      return { tenants: [actor.tenant], examines: [actor.tenant], institutions: "all" };
    case "staff":
      return scopeOfStaff(actor);
    // Processes of the deployment itself; the peer's own checks name the tenants it may speak for.
    case "peer":
    case "public":
    case "clock":
    case "system":
      return wholeOf(ctx.here.tenants());
  }
}

/** One desk, one tenant. Who only oversees finds there what the institutions below handle. */
function scopeOfStaff(staff: Staff): Scope {
  const here = staff.roles.filter((held) => countsAt(staff.tenant, held));
  const onlyOversees = here.every(({ role }) => role === "provincialOverseer");
  return {
    tenants: here.length === 0 ? [] : [staff.tenant],
    examines: examines(staff),
    institutions: onlyOversees ? (staff.oversees ?? []) : "all",
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What people type and links carry: an id, or a tracking id in any spelling. */
export function canonicalReportId(typed: string): string {
  if (uuid.test(typed)) return typed.toLowerCase();
  const reading = readTrackingId(typed);
  if (reading.outcome === "read") return reading.trackingId;
  return reading.outcome === "mistyped" ? "mistyped" : "unknown";
}
