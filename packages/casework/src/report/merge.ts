import type { Actor } from "@simpul/access";
import { findReport } from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { circumspect } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { line, text } from "../input.ts";
import { perform } from "../perform.ts";
import { authorize } from "../upon-report.ts";
import type { Target } from "../upon-report.ts";
import { canonicalReportId } from "../scope-of.ts";
import type { Summary } from "../summary.ts";

export const mergeInput = z.strictObject({ into: line, note: text.optional() });
export type MergeInput = z.infer<typeof mergeInput>;

/**
 * Declares a duplicate: the reporter keeps the id and is shown the main report's answers. Refused besides what the rules refuse:
 * `mainNotOpen` also where the actor may not read the main report; `restrictedApart` of an open report into whistleblowing.
 */
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
      const main = await mainReport(ctx, tx, actor, input.into);
      if ("outcome" in main) return main;
      // All who have the open report would be told of the other: that it exists is the secret.
      if (isRestricted(main) && !isRestricted(loaded)) return failed("restrictedApart", "/into");
      // If it is archived meanwhile (into this very report, it may be), nobody would answer either.
      const reliesOn = { tenant: main.tenant, report: main.id, version: main.version };
      return { type: "merge", into: main.id, reliesOn };
    },
  });
}

/** A duplicate of a duplicate follows the report that goes on; each step is checked, so a circle ends. */
async function mainReport(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  into: string,
): Promise<LoadedReport | Failure> {
  const { tenant } = actor;
  const seen = new Set<string>();
  let next = canonicalReportId(into);
  if (next === "mistyped") return failed("mistypedTrackingId", "/into");
  for (;;) {
    const main = next === "unknown" ? undefined : await findReport(tx, next, tenant);
    if (main === undefined || main.tenant !== tenant || seen.has(main.id))
      return failed("mainNotOpen", "/into");
    // What the second lock leaves to the first: a report about the actor is as one that there is not.
    if (authorize(ctx, actor, "read", main) !== "yes") return failed("mainNotOpen", "/into");
    const { report } = main.case;
    if (report.state !== "archived") return main;
    if (report.duplicateOf === undefined) return failed("mainNotOpen", "/into");
    seen.add(main.id);
    next = report.duplicateOf;
  }
}

const isRestricted = ({ case: { report } }: LoadedReport): boolean =>
  circumspect(report).restricted;
