import type { Actor } from "@simpul/access";
import { detectPersonal } from "@simpul/domain";
import type { PersonalSpan } from "@simpul/domain";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { incomplete } from "../answers/answer.ts";
import type { RespondInput } from "../answers/answer.ts";
import { mayPublish, published } from "../answers/approved.ts";
import { mayRecord, wordsOfBehalf } from "../answers/on-behalf.ts";
import { perform } from "../perform.ts";
import type { Target } from "../upon-report.ts";
import type { Summary } from "../summary.ts";

/** With what looks like personal data in the text: the public reads it blackened, unless `mask` says more. */
interface Responded extends Summary {
  readonly personal: readonly PersonalSpan[];
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
