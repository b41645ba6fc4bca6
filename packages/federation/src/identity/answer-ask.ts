import { asksPerDay } from "@simpul/casework";
import {
  findReport,
  identityAnswersSince,
  insertAudit,
  insertIdentityAnswer,
  lockIdentityAsks,
  sealedContactOf,
  wasIdentityAnswered,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { Tx } from "@simpul/db";
import { holderOf, mayTellTenant, nodeUrn } from "@simpul/domain";
import { encryptionKeyOf, sealIdentity, signIdentityAnswer } from "@simpul/protocol";
import type { IdentityAnswer, IdentityAsk } from "@simpul/protocol";
import type { Deployment } from "../deployment.ts";
import { nextOnWay, putOnWay } from "./way.ts";

/** What is not answered at all: an answer to each would be a storm of our own. */
const asksHeard = 2 * asksPerDay;

type Decided = Pick<IdentityAnswer, "outcome" | "code" | "sealed">;
const refused = (code: string): Decided => ({ outcome: "refused", code });

/**
 * At the tenant of origin: tells another tenant who the reporter is, or why not. What it decided, the audit row that the
 * auditor and the reporter see, and the answer on its way are one transaction; the same ask a second time finds them there.
 * @param asker the node whose signature was verified, and which hosts `from`
 */
export async function answerAsk(
  deployment: Deployment,
  asker: string,
  ask: IdentityAsk,
): Promise<"taken" | "tooManyAsks" | "later"> {
  const { ctx, db, node, keyring, book } = deployment;
  const { id, from, to, report, purpose, role, exp: expiresAt } = ask;
  return withScope(db, wholeOf([to]), async (tx) => {
    await lockIdentityAsks(tx, from, to);
    if (await wasIdentityAnswered(tx, to, id)) return "taken";
    const next = nextOnWay(deployment, from);
    if (next === undefined) return "later";
    const now = ctx.now();
    const at = stamp(now);
    const heard = await identityAnswersSince(tx, to, from, stamp(now.subtract({ hours: 24 })));
    if (heard >= asksHeard) return "tooManyAsks";
    const decided =
      heard >= asksPerDay ? refused("tooManyAsks") : await decide(deployment, tx, asker, ask);
    const jws = signIdentityAnswer(
      { ask: id, iss: nodeUrn(node), from: to, to: from, at, ...decided },
      keyring.signing,
    );
    const answer = { from: node, to: next, kind: "answer", id, jws, at, expiresAt } as const;
    if ((await putOnWay(tx, answer)) === "full") return "later";
    const { outcome, code } = decided;
    const said = { outcome, ...(code === undefined ? {} : { code }) };
    await insertIdentityAnswer(tx, to, { id, report, asker: from, at, expiresAt, ...said });
    await insertAudit(tx, to, at, {
      actor: `peer:${asker}`,
      verb: "unseal",
      outcome: outcome === "given" ? "opened" : "refused",
      report,
      // The key and the directory's version: whoever doubts that it was the asker's can compare them with theirs.
      detail: {
        asker: from,
        role,
        purpose,
        request: id,
        key: ask.key,
        directory: book.current().version,
        ...(code === undefined ? {} : { code }),
      },
    });
    return "taken";
  });
}

/**
 * By this tenant's own copy, whatever the asker says of the report. That it does not handle a report and that there is no
 * such report are one answer.
 */
async function decide(
  { ctx, book }: Deployment,
  tx: Tx,
  asker: string,
  { id, from, to, report, key }: IdentityAsk,
): Promise<Decided> {
  const loaded = await findReport(tx, report, to);
  if (loaded === undefined || loaded.tenant !== to || loaded.case.report.origin !== to)
    return refused("notHandling");
  const may = mayTellTenant(loaded.case.report, holderOf(loaded.case, ctx.hub), from, ctx.hub);
  if (may !== "yes") return refused(may === "notHandling" ? may : "identityWithheld");
  const sealedTo = encryptionKeyOf(book.current(), asker, stamp(ctx.now()));
  // A directory that names another key than the asker does is the hub's doing, or an old one.
  if (sealedTo === undefined || sealedTo.kid !== key) return refused("keyDiffers");
  const contact = await sealedContactOf(tx, to, report);
  if (contact === undefined) return refused("noIdentity");
  return {
    outcome: "given",
    sealed: await sealIdentity(await ctx.vault.open(contact), sealedTo, id),
  };
}

const stamp = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
