import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { insertAudit, newestUnsealRequest, sealedContactOf, withScope } from "@simpul/db";
import type { Tx } from "@simpul/db";
import { unsealPurposes, unsealState } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { contact, line } from "../input.ts";
import { stampOf } from "../people/today.ts";
import { scopeOf } from "../scope-of.ts";
import { fromOrigin } from "./from-origin.ts";
import { entitled } from "./entitled.ts";

/** Why, in a word that the reporter is told, and in words that an auditor reads: 10 to 500 characters. */
export const unsealInput = z.strictObject({
  purpose: z.enum(unsealPurposes),
  reason: line.refine((text) => [...text.trim()].length >= 10, {
    error: "shorter than 10 characters",
  }),
});
export type UnsealInput = z.infer<typeof unsealInput>;

/** What the reporter said of themselves; each part of it optional. */
export type Identity = z.infer<typeof contact>;

/**
 * Opens the reporter's identity to one officer, once, for a reason. What it was opened for is written in the transaction
 * that answers: who cannot be written down is not told. Where the reporter is to be protected, a second person has to have
 * allowed it within the hour.
 *
 * Refuses with `freshSignInNeeded`, `identityWithheld` (the rule says no), `identityElsewhere` (taken in by another tenant),
 * `noIdentity` (none was given), and `secondPersonNeeded`, `secondPersonAwaited`, `unsealRefused` or `unsealExpired`.
 */
export async function unseal(
  ctx: Context,
  actor: Actor & { tenant: string },
  { report }: { readonly report: string },
  input: UnsealInput,
): Promise<Result<Identity>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const may = await entitled(ctx, tx, actor, report, "unseal");
    if (may.outcome === "failed") return may;
    const { loaded, role, persons } = may.value;
    const where = fromOrigin(loaded);
    if (where !== "here") return where;
    const allowed = persons === 1 ? done(undefined) : await allowance(ctx, tx, actor, loaded.id);
    if (allowed.outcome === "failed") return allowed;
    const sealed = await sealedContactOf(tx, loaded.tenant, loaded.id);
    if (sealed === undefined) return failed("noIdentity");
    const identity = contact.parse(JSON.parse(await ctx.vault.open(sealed)));
    const { purpose, reason } = input;
    await insertAudit(tx, loaded.tenant, stampOf(ctx), {
      actor: actorName(actor),
      verb: "unseal",
      outcome: "opened",
      report: loaded.id,
      detail: {
        role,
        purpose,
        reason,
        ...(allowed.value === undefined ? {} : { request: allowed.value }),
      },
    });
    return done(identity);
  });
}

/** The request that a second person allowed, by its id. */
async function allowance(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  report: string,
): Promise<Result<string>> {
  const request = await newestUnsealRequest(tx, actor.tenant, report, actorName(actor));
  if (request === undefined) return failed("secondPersonNeeded");
  switch (unsealState(request, stampOf(ctx))) {
    case "allowed":
      return done(request.id);
    case "asked":
      return failed("secondPersonAwaited");
    case "refused":
      return failed("unsealRefused");
    case "expired":
      return failed("unsealExpired");
  }
}
