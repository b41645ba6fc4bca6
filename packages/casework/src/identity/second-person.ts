import { actorName } from "@simpul/access";
import type { Actor, StaffRole } from "@simpul/access";
import {
  addressesOfRoles,
  decideUnsealRequest,
  findUnsealRequest,
  insertAudit,
  insertUnsealRequest,
  lockAsking,
  newestUnsealRequest,
  sealedContactOf,
  waitingUnsealRequests,
  withScope,
} from "@simpul/db";
import type { LoadedReport, Tx, UnsealRequestRow } from "@simpul/db";
import { requestHours, unsealState } from "@simpul/domain";
import type { UnsealPurpose, UnsealState } from "@simpul/domain";
import { z } from "zod";
import type { Context } from "../context.ts";
import { peopleNamed } from "../desk/named.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { line } from "../input.ts";
import { queueMail } from "../mail/queue-mail.ts";
import { stampOf, todayAt } from "../people/today.ts";
import { scopeOf } from "../scope-of.ts";
import { fromOrigin } from "./from-origin.ts";
import { entitled } from "./entitled.ts";
import type { UnsealInput } from "./unseal.ts";

/** A request as its asker and the second person see it. Moments are RFC 3339, UTC. */
export interface UnsealAsked {
  readonly id: string;
  readonly report: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly purpose: UnsealPurpose;
  readonly reason: string;
  readonly state: UnsealState;
}

/** With the asker's name, for the second person. */
export interface UnsealToDecide extends UnsealAsked {
  readonly name?: string;
}

type AtDesk = Actor & { tenant: string };

/** Examiners, who are told that a second word is needed. */
const examiners: readonly StaffRole[] = ["inspectorate", "nationalAdmin", "ombudsmanOfficer"];

/**
 * Asks a second person to let the actor open an identity; the other examiners of the desk are told by mail. Asked again
 * while the first is waiting or allowed, it is that one. Refuses as `unseal` does, and with `secondPersonNotNeeded`.
 */
export async function askUnseal(
  ctx: Context,
  actor: AtDesk,
  { report }: { readonly report: string },
  { purpose, reason }: UnsealInput,
): Promise<Result<UnsealAsked>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const may = await entitled(ctx, tx, actor, report, "unseal");
    if (may.outcome === "failed") return may;
    const { loaded, persons, staff } = may.value;
    if (persons === 1) return failed("secondPersonNotNeeded");
    const where = fromOrigin(loaded);
    if (where !== "here") return where;
    if ((await sealedContactOf(tx, loaded.tenant, loaded.id)) === undefined)
      return failed("noIdentity");
    const askedBy = actorName(actor);
    await lockAsking(tx, loaded.tenant, loaded.id, askedBy);
    const before = await newestUnsealRequest(tx, loaded.tenant, loaded.id, askedBy);
    const state = before === undefined ? "none" : unsealState(before, stampOf(ctx));
    if (before !== undefined && (state === "asked" || state === "allowed"))
      return done(asked(ctx, before));
    const row: UnsealRequestRow = {
      id: ctx.newId(),
      report: loaded.id,
      askedBy,
      askedAt: stampOf(ctx),
      purpose,
      reason,
    };
    await insertUnsealRequest(tx, loaded.tenant, row);
    await insertAudit(tx, loaded.tenant, row.askedAt, {
      actor: askedBy,
      verb: "askUnseal",
      outcome: "asked",
      report: loaded.id,
      detail: { purpose, reason, request: row.id },
    });
    await tellOthers(ctx, tx, loaded, staff.id);
    return done(asked(ctx, row));
  });
}

export const allowUnsealInput = z.strictObject({
  request: z.uuid(),
  decision: z.enum(["allowed", "refused"]),
  /** For the audit. */
  reason: line.optional(),
});
export type AllowUnsealInput = z.infer<typeof allowUnsealInput>;

/**
 * The second person's word: another account than the asker's, and not one that has its role from the asker as their deputy.
 * Refuses with `sameOfficer`, `alreadyDecided`, `unsealExpired`, and as `unseal` does.
 */
export async function allowUnseal(
  ctx: Context,
  actor: AtDesk,
  { request, decision, reason }: AllowUnsealInput,
): Promise<Result<UnsealAsked>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const row = await findUnsealRequest(tx, actor.tenant, request);
    if (row === undefined) return failed("notFound");
    const asker = row.askedBy.replace(/^staff:/, "");
    const may = await entitled(ctx, tx, actor, row.report, "allowUnseal");
    if (may.outcome === "failed") return may;
    if (may.value.staff.id === asker) return failed("sameOfficer");
    const own = withoutRolesOf(actor, asker);
    if ((await entitled(ctx, tx, own, row.report, "allowUnseal")).outcome === "failed")
      return failed("sameOfficer");
    const state = unsealState(row, stampOf(ctx));
    if (row.decision !== undefined) return failed("alreadyDecided");
    if (state === "expired") return failed("unsealExpired");
    const word = { decision, by: actorName(actor), at: stampOf(ctx) };
    if ((await decideUnsealRequest(tx, actor.tenant, row.id, word)) === "before")
      return failed("alreadyDecided");
    await insertAudit(tx, actor.tenant, word.at, {
      actor: word.by,
      verb: "allowUnseal",
      outcome: decision,
      report: row.report,
      detail: { request: row.id, ...(reason === undefined ? {} : { reason }) },
    });
    const decided = { ...row, decision, decidedBy: word.by, decidedAt: word.at };
    return done(asked(ctx, decided));
  });
}

/** What a deputy has from the officer they stand in for is that officer's, and no second person's. */
function withoutRolesOf(actor: AtDesk, asker: string): AtDesk {
  if (actor.kind !== "staff") return actor;
  return { ...actor, roles: actor.roles.filter(({ deputyOf }) => deputyOf !== asker) };
}

/** What waits at this desk for the actor's word: only what they may allow, and not what they asked themselves. */
export async function unsealRequests(ctx: Context, actor: AtDesk): Promise<UnsealToDecide[]> {
  const since = ctx.now().subtract({ hours: requestHours }).toString({ fractionalSecondDigits: 3 });
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const rows = await waitingUnsealRequests(tx, actor.tenant, since, 100);
    const mine: UnsealAsked[] = [];
    for (const row of rows) {
      const own = withoutRolesOf(actor, row.askedBy.replace(/^staff:/, ""));
      const may = await entitled(ctx, tx, own, row.report, "allowUnseal");
      // A sign-in that is not fresh may see that it is asked for; the word itself needs one.
      const isTheirs = may.outcome === "done" || may.code === "freshSignInNeeded";
      if (isTheirs && row.askedBy !== actorName(actor)) mine.push(asked(ctx, row));
    }
    const names = await peopleNamed(
      tx,
      actor.tenant,
      mine.map(({ askedBy }) => askedBy),
    );
    return mine.map((each) => {
      const name = names[each.askedBy];
      return name === undefined ? each : { ...each, name };
    });
  });
}

function asked(ctx: Context, row: UnsealRequestRow): UnsealAsked {
  const { id, report, askedBy, askedAt, purpose, reason } = row;
  return { id, report, askedBy, askedAt, purpose, reason, state: unsealState(row, stampOf(ctx)) };
}

async function tellOthers(
  ctx: Context,
  tx: Tx,
  { tenant, id, case: { report } }: LoadedReport,
  asker: string,
): Promise<void> {
  const to = await addressesOfRoles(tx, tenant, examiners, todayAt(ctx, tenant), asker);
  for (const address of to)
    await queueMail(ctx, tx, {
      tenant,
      to: address,
      template: "unsealAsked",
      parameters: {
        trackingId: report.trackingId,
        path: `/desk/reports/${id}`,
        minutes: requestHours * 60,
      },
      report: id,
    });
}
