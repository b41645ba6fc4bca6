import { abilityFor, actorName, tenantSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  blockedSendersOf,
  blockReasons,
  deleteBlockedSender,
  insertAudit,
  putBlockedSender,
  sealedContactOf,
  senderKinds,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { BlockedSenderRow } from "@simpul/db";
import { z } from "zod";
import { aboutReport } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { line, text } from "../input.ts";
import { scopeOf } from "../scope-of.ts";
import { senderDigest, sendersOf } from "./sender.ts";
import type { Contact, Sender } from "./sender.ts";

type Blocker = Actor & { tenant: string };

/** Whose next reports are not taken: of a report that is at hand, so that nobody needs to see who it is, or by address. */
export const blockSenderInput = z.strictObject({
  of: z.union([
    z.strictObject({ report: z.string().min(1).max(64) }),
    z.strictObject({ kind: z.enum(senderKinds), value: line }),
  ]),
  reason: z.enum(blockReasons),
  /** For colleagues; the sender is told the reason and the end. */
  note: text.optional(),
  /** Calendar days; a block always ends. */
  days: z.int().min(1).max(365),
});
export type BlockSenderInput = z.infer<typeof blockSenderInput>;

/** Without the sender: a list of blocked numbers would be a list of numbers. */
export interface BlockedSender {
  readonly id: string;
  readonly kind: BlockedSenderRow["kind"];
  readonly reason: BlockedSenderRow["reason"];
  readonly note?: string;
  readonly blockedBy: string;
  readonly at: string;
  readonly expiresAt: string;
}

const mayManage = (ctx: Context, actor: Blocker): boolean =>
  abilityFor(actor, ctx.hub).can("manage", tenantSubject("Sender", actor.tenant));

/** Refuses with `forbidden`, `notFound` (a report that the actor may not read), `noContact` (nobody to recognise again). */
export async function blockSender(
  ctx: Context,
  actor: Blocker,
  { of, reason, note, days }: BlockSenderInput,
): Promise<Result<readonly BlockedSender[]>> {
  // Whoever may not see the report hears first that there is none.
  const about = "report" in of ? await sealedSender(ctx, actor, of.report) : done(undefined);
  if (about.outcome === "failed") return about;
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const senders = "report" in of ? await opened(ctx, about.value) : [of];
  if (senders.length === 0) return failed("noContact");
  const now = ctx.now();
  const { tenant } = actor;
  const rows = senders.map((sender) => ({
    tenant,
    id: ctx.newId(),
    kind: sender.kind,
    sender: senderDigest(ctx.vault, sender),
    reason,
    note: note ?? null,
    blocked_by: actorName(actor),
    at: instant(now),
    expires_at: instant(now.add({ hours: 24 * days })),
  }));
  const kept = await withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    const blocked: BlockedSender[] = [];
    for (const row of rows) {
      const id = await putBlockedSender(tx, row);
      await insertAudit(tx, tenant, row.at, {
        actor: row.blocked_by,
        verb: "blockSender",
        outcome: "blocked",
        detail: { id, kind: row.kind, reason, expiresAt: row.expires_at },
      });
      blocked.push(told({ ...row, id }));
    }
    return blocked;
  });
  ctx.blocked.forget(tenant);
  return done(kept);
}

export async function unblockSender(
  ctx: Context,
  actor: Blocker,
  { id }: { readonly id: string },
): Promise<Result<{ readonly id: string }>> {
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const { tenant } = actor;
  const found = await withScope(ctx.db, wholeOf([tenant]), async (tx) => {
    const outcome = await deleteBlockedSender(tx, tenant, id);
    if (outcome === "deleted")
      await insertAudit(tx, tenant, instant(ctx.now()), {
        actor: actorName(actor),
        verb: "unblockSender",
        outcome: "unblocked",
        detail: { id },
      });
    return outcome;
  });
  ctx.blocked.forget(tenant);
  return found === "deleted" ? done({ id }) : failed("notFound");
}

/** Those who are blocked now. */
export async function listBlockedSenders(
  ctx: Context,
  actor: Blocker,
): Promise<Result<readonly BlockedSender[]>> {
  if (!mayManage(ctx, actor)) return failed("forbidden");
  const rows = await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
    blockedSendersOf(tx, actor.tenant, instant(ctx.now())),
  );
  return done(rows.map(told));
}

function sealedSender(
  ctx: Context,
  actor: Blocker,
  typed: string,
): Promise<Result<string | undefined>> {
  return aboutReport(ctx, actor, typed, "read", async (tx, loaded) =>
    done(await sealedContactOf(tx, actor.tenant, loaded.id)),
  );
}

/** It is compared here and shown to nobody. */
async function opened(ctx: Context, sealed: string | undefined): Promise<readonly Sender[]> {
  if (sealed === undefined) return [];
  // Proof: intake sealed it by its own schema, and the seal is authenticated.
  return sendersOf(JSON.parse(await ctx.vault.open(sealed)) as Contact);
}

function told(row: BlockedSenderRow): BlockedSender {
  const { id, kind, reason, note, blocked_by, at, expires_at } = row;
  const said = note === null ? {} : { note };
  return { id, kind, reason, ...said, blockedBy: blocked_by, at, expiresAt: expires_at };
}

const instant = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
