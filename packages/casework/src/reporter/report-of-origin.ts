import { findReport } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { readTrackingId } from "@simpul/domain";
import type { Context } from "../context.ts";

/**
 * A tracking id in its written form; `mistyped` or `unknown` for what is none. An internal id was never meant for the public,
 * and is unknown here.
 */
export function typedTrackingId(typed: string): string {
  const reading = readTrackingId(typed);
  if (reading.outcome === "read") return reading.trackingId;
  return reading.outcome === "mistyped" ? "mistyped" : "unknown";
}

/** The copy of the tenant that took the report in: it alone knows its reporter, who speaks through it. */
export async function reportOfOrigin(
  ctx: Context,
  tx: Tx,
  trackingId: string,
): Promise<LoadedReport | undefined> {
  const found = await findReport(tx, trackingId, ctx.hub);
  if (found === undefined) return undefined;
  const { origin } = found.case.report;
  if (found.tenant === origin) return found;
  const own = ctx.here.tenants().includes(origin)
    ? await findReport(tx, trackingId, origin)
    : undefined;
  return own?.tenant === origin ? own : undefined;
}
