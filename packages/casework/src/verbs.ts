import type { Actor } from "@simpul/access";
import type { z } from "zod";
import type { Context } from "./context.ts";
import type { Result } from "./failure.ts";
import type { Target } from "./upon-report.ts";
import type { Summary } from "./summary.ts";
import { accept, acceptInput } from "./report/accept.ts";
import { archive, archiveInput } from "./report/archive.ts";
import { ask, askInput } from "./report/ask.ts";
import { assign, assignInput } from "./report/assign.ts";
import { close, closeInput } from "./report/close.ts";
import { conclude, concludeInput } from "./report/conclude.ts";
import { confirm, confirmInput } from "./report/confirm.ts";
import { consent, consentInput } from "./report/consent.ts";
import { correct, correctInput } from "./report/correct.ts";
import { decline, declineInput } from "./report/decline.ts";
import { erase, eraseInput } from "./report/erase.ts";
import { extend, extendInput } from "./report/extend.ts";
import { forward, forwardInput } from "./report/forward.ts";
import { hold, holdInput } from "./report/hold.ts";
import { ineligible, ineligibleInput } from "./report/ineligible.ts";
import { mask, maskInput } from "./report/mask.ts";
import { merge, mergeInput } from "./report/merge.ts";
import { note, noteInput } from "./report/note.ts";
import { object, objectInput } from "./report/object.ts";
import { rate, rateInput } from "./report/rate.ts";
import { recall, recallInput } from "./report/recall.ts";
import { register, registerInput } from "./report/register.ts";
import { reopen, reopenInput } from "./report/reopen.ts";
import { reply, replyInput } from "./report/reply.ts";
import { respondInput } from "./answers/answer.ts";
import { respond } from "./report/respond.ts";
import { returnInput, returnReport } from "./report/return.ts";
import { split, splitInput } from "./report/split.ts";
import { supply, supplyInput } from "./report/supply.ts";
import { tighten, tightenInput } from "./report/tighten.ts";
import { verify, verifyInput } from "./report/verify.ts";
import { withdraw, withdrawInput } from "./report/withdraw.ts";

/** A verb about one report: its input's schema, and the use-case. */
export interface Verb<S extends z.ZodType = z.ZodType> {
  readonly input: S;
  readonly run: (
    ctx: Context,
    actor: Actor & { tenant: string },
    target: Target,
    input: z.infer<S>,
  ) => Promise<Result<Summary>>;
}

const verb = <S extends z.ZodType>(input: S, run: Verb<S>["run"]): Verb<S> => ({ input, run });

/** Every door offers the same verbs, under these names. */
export const verbs = {
  verify: verb(verifyInput, verify),
  hold: verb(holdInput, hold),
  archive: verb(archiveInput, archive),
  split: verb(splitInput, split),
  merge: verb(mergeInput, merge),
  correct: verb(correctInput, correct),
  forward: verb(forwardInput, forward),
  recall: verb(recallInput, recall),
  return: verb(returnInput, returnReport),
  accept: verb(acceptInput, accept),
  assign: verb(assignInput, assign),
  decline: verb(declineInput, decline),
  ask: verb(askInput, ask),
  extend: verb(extendInput, extend),
  respond: verb(respondInput, respond),
  close: verb(closeInput, close),
  reopen: verb(reopenInput, reopen),
  note: verb(noteInput, note),
  tighten: verb(tightenInput, tighten),
  mask: verb(maskInput, mask),
  erase: verb(eraseInput, erase),
  supply: verb(supplyInput, supply),
  reply: verb(replyInput, reply),
  confirm: verb(confirmInput, confirm),
  object: verb(objectInput, object),
  rate: verb(rateInput, rate),
  withdraw: verb(withdrawInput, withdraw),
  consent: verb(consentInput, consent),
  register: verb(registerInput, register),
  ineligible: verb(ineligibleInput, ineligible),
  conclude: verb(concludeInput, conclude),
} as const;

export type VerbName = keyof typeof verbs;
