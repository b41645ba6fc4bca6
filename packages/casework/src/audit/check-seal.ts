import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { chainHeads, insertAudit, unlinkedOf, wholeOf, withScope } from "@simpul/db";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";
import { verifyAudit } from "./verify.ts";
import type { AuditFault, AuditIntact, OpenCheckpoint } from "./verify.ts";

/** How far a desk's audit is sealed. */
export interface Seal {
  /** The last link of the chain; 0 without any. */
  readonly links: number;
  /** The newest signature: up to which link, and when (RFC 3339, UTC). */
  readonly checkpoint?: { readonly link: number; readonly at: string };
  /** Rows that wait for the sealer. */
  readonly waiting: number;
}

type AuditActor = Actor & { readonly tenant: string };

const mayRead = (ctx: Context, actor: AuditActor): boolean =>
  abilityFor(actor, ctx.hub).can("read", tenantSubject("Audit", actor.tenant));

/** What the sealer says, without looking at a row. Refused: `forbidden` without the audit. */
export async function readSeal(ctx: Context, actor: AuditActor): Promise<Result<Seal>> {
  if (!mayRead(ctx, actor)) return failed("forbidden");
  const { tenants } = scopeOf(ctx, actor);
  return withScope(ctx.db, wholeOf(tenants), async (tx) => {
    const [head] = await chainHeads(tx, [actor.tenant]);
    const { waiting } = await unlinkedOf(tx, actor.tenant);
    const { seq = 0, checkpoint } = head ?? {};
    return done({
      links: seq,
      ...(checkpoint === undefined
        ? {}
        : {
            checkpoint: {
              link: checkpoint.seq,
              at: Temporal.Instant.from(checkpoint.at).toString(),
            },
          }),
      waiting,
    });
  });
}

/** A longer chain is checked where nobody waits for the answer: `simpul audit verify`. */
const mostLinks = 250_000;

/** Tenants whose chain is being computed, by their database. */
const checking = new WeakMap<Context["db"], Set<string>>();

/**
 * Computes the desk's own chain again, as `simpul audit verify` does. Refused: `forbidden` without the audit, `busy` while it
 * is computed already. `tooLong`: not here. Audited as `verifyAudit`.
 */
export async function checkSeal(
  ctx: Context,
  actor: AuditActor,
  open: OpenCheckpoint,
): Promise<
  Result<AuditIntact | AuditFault | { readonly outcome: "tooLong"; readonly links: number }>
> {
  if (!mayRead(ctx, actor)) return failed("forbidden");
  const { tenant } = actor;
  const running = checking.get(ctx.db) ?? new Set();
  checking.set(ctx.db, running);
  if (running.has(tenant)) return failed("busy");
  // Before anything is waited for: who asks at the same moment finds it here.
  running.add(tenant);
  try {
    const seal = await readSeal(ctx, actor);
    if (seal.outcome === "failed") return seal;
    const { links } = seal.value;
    if (links > mostLinks) return done({ outcome: "tooLong", links });
    const found = await verifyAudit(ctx, tenant, open);
    await withScope(ctx.db, wholeOf(scopeOf(ctx, actor).tenants), (tx) =>
      insertAudit(tx, tenant, ctx.now().toString({ fractionalSecondDigits: 3 }), {
        actor: actorName(actor),
        verb: "verifyAudit",
        outcome: found.outcome,
      }),
    );
    return done(found);
  } finally {
    running.delete(tenant);
  }
}
