import { abilityFor, actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { insertAudit, reportsByContact, withScope } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { partsShown } from "../audience.ts";
import { entitled } from "../identity/entitled.ts";
import { contact, line } from "../input.ts";
import { stampOf } from "../people/today.ts";
import { scopeOf } from "../scope-of.ts";
import { senderDigest } from "../senders/sender.ts";
import type { Sender } from "../senders/sender.ts";
import { summaryOf } from "../summary.ts";
import type { Summary } from "../summary.ts";

const reason = line.refine((text) => [...text.trim()].length >= 10, {
  error: "shorter than 10 characters",
});
/** A phone number or a mail address, whole, in any spelling; and why somebody has to know, as an auditor will read it. */
export const findByContactInput = z.union([
  z.strictObject({ phone: contact.shape.phone.unwrap(), reason }),
  z.strictObject({ email: contact.shape.email.unwrap(), reason }),
]);

export interface FoundByContact {
  /** The newest first. */
  readonly items: readonly Summary[];
}

const mostLooked = 200;

/**
 * Reports whose reporter gave this contact, for somebody who may open the identity of each by themselves: where a second person is
 * needed, or the identity is not theirs to open, a report is as one that there is not. Every search is written down, and every
 * report that it found. Refused: `forbidden` without the right to unseal anything, `freshSignInNeeded`.
 */
export async function findByContact(
  ctx: Context,
  actor: Actor & { tenant: string },
  input: z.infer<typeof findByContactInput>,
): Promise<Result<FoundByContact>> {
  if (actor.kind !== "staff" || !abilityFor(actor, ctx.hub).can("unseal", "Report"))
    return failed("forbidden");
  if (actor.isFresh !== true) return failed("freshSignInNeeded");
  const { tenant } = actor;
  const sender: Sender =
    "phone" in input
      ? { kind: "phone", value: input.phone }
      : { kind: "email", value: input.email };
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const digest = senderDigest(ctx.vault, sender);
    const items: Summary[] = [];
    for (const report of await reportsByContact(tx, tenant, digest, mostLooked)) {
      const may = await entitled(ctx, tx, actor, report, "unseal");
      if (may.outcome === "failed" || may.value.persons > 1) continue;
      const { loaded } = may.value;
      items.push(summaryOf(ctx, loaded, partsShown(ctx, actor, loaded)));
    }
    const at = stampOf(ctx);
    const act = { actor: actorName(actor), verb: "findByContact" };
    await insertAudit(tx, tenant, at, {
      ...act,
      outcome: items.length === 0 ? "none" : "found",
      detail: { kind: sender.kind, reason: input.reason, reports: items.length },
    });
    for (const { id } of items)
      await insertAudit(tx, tenant, at, { ...act, outcome: "found", report: id });
    return done({ items });
  });
}
