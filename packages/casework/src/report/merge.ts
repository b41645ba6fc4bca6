import type { Actor } from "@simpul/access";
import { findReport } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { line, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import { canonicalReportId } from "../scope-of.ts";
import type { Summary } from "../summary.ts";

export const mergeInput = z.strictObject({ into: line, note: text.optional() });
export type MergeInput = z.infer<typeof mergeInput>;

/** Declares a duplicate: the reporter keeps the id and is shown the main report's answers. */
export async function merge(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: MergeInput,
): Promise<Result<Summary>> {
  return perform(ctx, actor, {
    ...target,
    verb: "merge",
    words: { note: input.note },
    command: async (loaded, tx) => {
      const main = await mainReport(tx, loaded.tenant, input.into);
      if ("outcome" in main) return main;
      // If it is archived meanwhile (into this very report, it may be), nobody would answer either.
      const reliesOn = { tenant: main.tenant, report: main.id, version: main.version };
      return { type: "merge", into: main.id, reliesOn };
    },
  });
}

/** A duplicate of a duplicate follows the report that goes on; each step is checked, so a circle ends. */
async function mainReport(tx: Tx, tenant: string, into: string): Promise<LoadedReport | Failure> {
  const seen = new Set<string>();
  let next = canonicalReportId(into);
  if (next === "mistyped") return failed("mistypedTrackingId", "/into");
  for (;;) {
    const main = next === "unknown" ? undefined : await findReport(tx, next, tenant);
    if (main === undefined || main.tenant !== tenant || seen.has(main.id))
      return failed("mainNotOpen", "/into");
    const { report } = main.case;
    if (report.state !== "archived") return main;
    if (report.duplicateOf === undefined) return failed("mainNotOpen", "/into");
    seen.add(main.id);
    next = report.duplicateOf;
  }
}
