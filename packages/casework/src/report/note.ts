import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { z } from "zod";
import type { Context } from "../context.ts";
import { dueOf } from "../due.ts";
import { done } from "../failure.ts";
import type { Result } from "../failure.ts";
import { text } from "../input.ts";
import type { Summary } from "../summary.ts";
import { uponReport } from "../upon-report.ts";
import type { Target } from "../upon-report.ts";

export const noteInput = z.strictObject({ text });
export type NoteInput = z.infer<typeof noteInput>;

/** An internal note: a row of this tenant. It is no event and never travels, but whoever reads the report sees it. */
export function note(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: NoteInput,
): Promise<Result<Summary>> {
  const author = actorName(actor);
  return uponReport(ctx, actor, target, "note", (loaded) =>
    done([
      {
        tenant: loaded.tenant,
        report: loaded.id,
        expectedVersion: loaded.version,
        case: loaded.case,
        due: dueOf(ctx, loaded.tenant, loaded.case, loaded.marks),
        at: ctx.caseNow().toString({ fractionalSecondDigits: 3 }),
        events: [],
        contents: [],
        notes: [{ id: ctx.newId(), author, text: input.text }],
        audit: [{ actor: author, verb: "note", outcome: "noted" }],
        outbox: [],
        dedup: target.dedup ?? [],
      },
    ]),
  );
}
