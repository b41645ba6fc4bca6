import type { Actor } from "@simpul/access";
import { detectPersonal } from "@simpul/domain";
import type { PersonalSpan } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { attachmentIds, date, text } from "../input.ts";
import { mayPublish, published } from "../answers/approved.ts";
import { mayRecord, onBehalfInput, wordsOfBehalf } from "../answers/on-behalf.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

export const respondInput = z.strictObject({
  kind: z.enum(["initial", "interim", "plan", "done", "refused"]),
  text,
  /** Of a plan: the day it promises. */
  date: date.optional(),
  /** Of a refusal: the law it rests on. */
  basis: text.optional(),
  attachments: attachmentIds.optional(),
  /** What a unit wrote on paper, recorded by its institution. */
  onBehalf: onBehalfInput.optional(),
});
export type RespondInput = z.infer<typeof respondInput>;

/** With what looks like personal data in the text: the public reads it blackened, unless `mask` says more. */
interface Responded extends Summary {
  readonly personal: readonly PersonalSpan[];
}

/** What a kind of answer cannot do without. */
export function incomplete(
  input: RespondInput,
): { readonly code: "dateMissing" | "basisMissing"; readonly pointer: string } | undefined {
  if (input.kind === "plan" && input.date === undefined)
    return { code: "dateMissing", pointer: "/date" };
  if (input.kind === "refused" && input.basis === undefined)
    return { code: "basisMissing", pointer: "/basis" };
  return undefined;
}

/**
 * Answers are typed: "it was forwarded" is not a follow-up. `done` and `refused` end the institution's turn; where the tenant
 * wants it, an officer's wait for a second person: `reviewNeeded`.
 */
export async function respond(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: RespondInput,
): Promise<Result<Responded>> {
  const missing = incomplete(input);
  if (missing !== undefined) return failed(missing.code, missing.pointer);
  const { onBehalf, attachments = [] } = input;
  const behalf = onBehalf && (await wordsOfBehalf(ctx, actor.tenant, onBehalf));
  let isNew = false;
  const responded = await perform(ctx, actor, {
    ...target,
    verb: "respond",
    words: { text: input.text, basis: input.basis, ...behalf },
    attachments: onBehalf === undefined ? attachments : [onBehalf.scan, ...attachments],
    command: async (loaded, tx) => {
      const recorded =
        onBehalf === undefined ? "yes" : await mayRecord(ctx, tx, actor, loaded, onBehalf);
      if (recorded !== "yes") return recorded;
      const may = await mayPublish(ctx, tx, actor, loaded, input);
      if (may !== "yes") return may;
      isNew = true;
      return {
        type: "respond",
        kind: input.kind,
        ...(input.date === undefined ? {} : { date: input.date }),
      };
    },
  });
  if (responded.outcome === "failed") return responded;
  // Said again, it is not to take away what is written meanwhile.
  if (isNew) await published(ctx, actor, responded.value.id, input.kind);
  return done({ ...responded.value, personal: detectPersonal(input.text) });
}
