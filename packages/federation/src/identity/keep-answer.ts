import {
  findIdentityRequest,
  insertAudit,
  keepIdentityAnswer,
  withScope,
  wholeOf,
} from "@simpul/db";
import { isSealedFor } from "@simpul/protocol";
import type { IdentityAnswer } from "@simpul/protocol";
import type { Deployment } from "../deployment.ts";

/**
 * At the asker: keeps the answer as it was sealed, for whoever asked. Only what was asked of that tenant is answered, by it,
 * in time, once, and sealed for this very ask to the key that we have.
 * @param origin the node whose signature was verified, and which hosts `from`
 */
export async function keepAnswer(
  { ctx, db, keyring }: Deployment,
  origin: string,
  { ask, from, to, outcome, code, sealed }: IdentityAnswer,
): Promise<"taken" | "unknownAsk" | "expired" | "wrongReply"> {
  return withScope(db, wholeOf([to]), async (tx) => {
    const row = await findIdentityRequest(tx, to, ask);
    if (row === undefined || row.origin !== from) return "unknownAsk";
    if (row.outcome !== undefined) return "taken";
    const now = ctx.now();
    if (Temporal.Instant.compare(now, row.expiresAt) >= 0) return "expired";
    if (sealed !== undefined && !isSealedFor(sealed, keyring.encryption.kid, ask))
      return "wrongReply";
    const at = now.toString({ fractionalSecondDigits: 3 });
    const said = {
      outcome,
      at,
      ...(code === undefined ? {} : { code }),
      ...(sealed === undefined ? {} : { sealed }),
    };
    if ((await keepIdentityAnswer(tx, to, ask, said)) === "before") return "taken";
    await insertAudit(tx, to, at, {
      actor: `peer:${origin}`,
      verb: "answerIdentity",
      outcome,
      report: row.report,
      detail: { origin: from, request: ask, ...(code === undefined ? {} : { code }) },
    });
    return "taken";
  });
}
