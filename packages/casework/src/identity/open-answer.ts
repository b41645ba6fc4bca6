import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  findIdentityRequest,
  insertAudit,
  markIdentityOpened,
  sweepIdentity,
  sweepMessages,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { IdentityRequestRow } from "@simpul/db";
import { identityAskState, openMinutes } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { contact } from "../input.ts";
import { stampOf } from "../people/today.ts";
import { scopeOf } from "../scope-of.ts";
import { entitled } from "./entitled.ts";
import type { Identity } from "./unseal.ts";

export const openAnswerInput = z.strictObject({ ask: z.uuid() });
export type OpenAnswerInput = z.infer<typeof openAnswerInput>;

/**
 * Opens what the tenant of origin answered, to the officer who asked and to nobody else, as long as they may still know it:
 * for an hour from the first time, and not after the ask has expired. Each opening is written in the transaction that shows
 * it; what is shown is not kept.
 *
 * Refuses with `notFound` for somebody else's ask, `answerAwaited`, `answerRefused`, `answerExpired`, `answerUnreadable`
 * (sealed to a key that is no longer here, or damaged: ask again), and as `unseal` does.
 */
export async function openAnswer(
  ctx: Context,
  actor: Actor & { tenant: string },
  { ask }: OpenAnswerInput,
): Promise<Result<Identity>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const row = await findIdentityRequest(tx, actor.tenant, ask);
    if (row === undefined || row.askedBy !== actorName(actor)) return failed("notFound");
    const may = await entitled(ctx, tx, actor, row.report, "unseal");
    if (may.outcome === "failed") return may;
    const sealed = sealedIn(row, stampOf(ctx));
    if (typeof sealed !== "string") return sealed;
    const opened = await ctx.identityLine.open(row.id, sealed);
    if (opened.outcome === "unreadable") return failed("answerUnreadable");
    const identity = contact.safeParse(opened.identity);
    if (!identity.success) return failed("answerUnreadable");
    const { purpose, reason, origin, report } = row;
    await markIdentityOpened(tx, actor.tenant, row.id, stampOf(ctx));
    await insertAudit(tx, actor.tenant, stampOf(ctx), {
      actor: actorName(actor),
      verb: "unseal",
      outcome: "opened",
      report,
      detail: { role: may.value.role, purpose, reason, origin, request: row.id },
    });
    return done(identity.data);
  });
}

function sealedIn(row: IdentityRequestRow, now: string): string | Failure {
  switch (identityAskState(row, now)) {
    case "waiting":
      return failed("answerAwaited");
    case "refused":
      return failed("answerRefused");
    case "expired":
      return failed("answerExpired");
    case "given":
      return row.sealed ?? failed("answerExpired");
  }
}

/** That somebody asked is for the audit; the row itself is nobody's after this. */
const keptDays = 30;

/** Takes away what may not be opened any more, and what nobody fetched in its time. */
export async function forgetIdentities(ctx: Context): Promise<void> {
  const now = ctx.now();
  const before = (time: Temporal.DurationLike) =>
    now.subtract(time).toString({ fractionalSecondDigits: 3 });
  await withScope(ctx.db, wholeOf(ctx.here.tenants()), async (tx) => {
    await sweepIdentity(tx, stampOf(ctx), {
      openedBefore: before({ minutes: openMinutes }),
      askedBefore: before({ hours: keptDays * 24 }),
    });
    await sweepMessages(tx, stampOf(ctx));
  });
}
