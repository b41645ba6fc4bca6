import type { Actor } from "@simpul/access";
import type { Scope } from "@simpul/db";
import { reachOf, readTrackingId } from "@simpul/domain";
import type { Context } from "./context.ts";

/**
 * The tenants an actor's transaction may touch: the second lock's input, written apart from the CASL rules.
 * Only tenants whose copies lie in this deployment can be meant.
 */
export function scopeOf(ctx: Context, actor: Actor): Scope {
  switch (actor.kind) {
    case "machine":
    case "channel":
      return { tenants: [actor.tenant] };
    case "staff":
      return {
        tenants: [
          ...new Set(
            actor.roles.flatMap((r) => reachOf(r.tenant, r.reach, ctx.reference.tenants())),
          ),
        ],
      };
    // Processes of the deployment itself; the peer's own checks name the tenants it may speak for.
    case "peer":
    case "public":
    case "clock":
    case "system":
      return { tenants: ctx.here.tenants() };
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** What people type and links carry: an id, or a tracking id in any spelling. */
export function canonicalReportId(typed: string): string {
  if (uuid.test(typed)) return typed.toLowerCase();
  const reading = readTrackingId(typed);
  if (reading.outcome === "read") return reading.trackingId;
  return reading.outcome === "mistyped" ? "mistyped" : "unknown";
}
