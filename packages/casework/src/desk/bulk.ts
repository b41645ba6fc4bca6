import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { FailureCode, Result } from "../failure.ts";
import { verbs } from "../verbs.ts";
import type { Verb } from "../verbs.ts";

/** What may be done with many reports at once: nothing that answers a citizen or removes their words. */
const bulkVerbs = [
  "verify",
  "hold",
  "archive",
  "correct",
  "forward",
  "recall",
  "accept",
  "assign",
  "decline",
  "close",
  "note",
] as const satisfies readonly (keyof typeof verbs)[];

const mostReports = 200;

export const bulkInput = z.strictObject({
  verb: z.enum(bulkVerbs),
  reports: z.array(z.uuid()).min(1).max(mostReports),
  /** Of the verb: the same for all of them. */
  input: z.record(z.string(), z.unknown()),
});

export interface BulkOutcome {
  readonly report: string;
  /** What the verb would answer if it were done now. */
  readonly outcome: "possible" | FailureCode;
  /** Of what may be read. */
  readonly trackingId?: string;
  /** For `ifVersion`, so that nothing is done to a report that moved on after it was shown. */
  readonly version?: number;
}

/**
 * What a verb would do to each of these reports, by the verb's own decision; nothing is kept. In the order in which they were
 * asked for, each once. Refused: `invalid` with a pointer into `input`.
 */
export async function previewBulk(
  ctx: Context,
  actor: Actor & { tenant: string },
  { verb: name, reports, input }: z.infer<typeof bulkInput>,
): Promise<Result<readonly BulkOutcome[]>> {
  // Proof: each verb is given what its own schema parsed; TypeScript cannot follow a name to both.
  const verb = verbs[name] as unknown as Verb;
  const parsed = verb.input.safeParse(input);
  if (!parsed.success)
    return failed("invalid", `/input/${parsed.error.issues[0]?.path.join("/") ?? ""}`);
  const outcomes: BulkOutcome[] = [];
  for (const report of new Set(reports)) {
    const tried = await verb.run(ctx, actor, { report, rehearses: true }, parsed.data);
    outcomes.push(
      tried.outcome === "failed"
        ? { report, outcome: tried.code }
        : {
            report,
            outcome: "possible",
            trackingId: tried.value.trackingId,
            version: tried.value.version,
          },
    );
  }
  return done(outcomes);
}
