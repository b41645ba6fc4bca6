import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { addReporterSecret, insertAudit, reporterSecretOf, withScope, wholeOf } from "@simpul/db";
import { aboutReport } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { inGroups, randomDigits } from "./digits.ts";
import { hashSecret } from "./secret-hash.ts";

/** 10^16 is 53 bits: more than can be guessed through a limit, and short enough for a slip of paper. */
const secretDigits = 16;

/**
 * The secret by which a reporter without a contact, or without a name, comes back. It is told once, to the key that took the
 * report in and speaks for its reporter, and kept as argon2id; who asks again hears `secretTaken`.
 */
export async function makeSecret(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
): Promise<Result<{ readonly secret: string }>> {
  // Who may confirm an answer speaks for the reporter, and nobody else may.
  const found = await aboutReport(ctx, actor, typed, "confirm", async (tx, loaded) => {
    const taken = await reporterSecretOf(tx, loaded.tenant, loaded.id);
    return taken === undefined ? done(loaded) : failed("secretTaken");
  });
  if (found.outcome === "failed") return found;
  const secret = randomDigits(ctx.random, secretDigits);
  const hashed = await hashSecret(secret);
  if (hashed === "busy") return failed("accessBusy");
  const { hash } = hashed;
  const { tenant, id: report } = found.value;
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  return withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    const made_by = actorName(actor);
    const outcome = await addReporterSecret(tx, { tenant, report, hash, made_by, made_at: at });
    if (outcome === "taken") return failed("secretTaken");
    await insertAudit(tx, tenant, at, {
      actor: made_by,
      verb: "makeSecret",
      outcome: "made",
      report,
    });
    return done({ secret: inGroups(secret) });
  });
}
