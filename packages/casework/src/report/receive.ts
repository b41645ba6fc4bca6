import { abilityFor, actorName, reportSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { begin, composeTrackingId, receive as decideReceive, receiveReport } from "@simpul/domain";
import type { ActorRole, ChannelKind } from "@simpul/domain";
import type { Change, DedupKey } from "@simpul/db";
import { lookUpMessage, withScope } from "@simpul/db";
import { z } from "zod";
import { withOffice } from "../accused-office.ts";
import { checkNames } from "../check.ts";
import type { Context } from "../context.ts";
import { deliveries } from "../deliveries.ts";
import { dueOfIntake } from "../due.ts";
import { encloseAttachments, encloseWords } from "../enclose.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import {
  accused as accusedInput,
  attachmentIds,
  categoryCode,
  contact,
  date,
  line,
  place,
  present,
  reportClass,
  text,
} from "../input.ts";
import { scopeOf } from "../scope-of.ts";
import { seal } from "../seal.ts";
import { blockAtIntake } from "../senders/block-at-intake.ts";
import { senderDigest, sendersOf } from "../senders/sender.ts";
import type { Sender } from "../senders/sender.ts";

export const receiveInput = z.strictObject({
  class: reportClass.optional(),
  title: line.optional(),
  text,
  category: categoryCode.optional(),
  accused: accusedInput.optional(),
  place: place.optional(),
  occurredOn: date.optional(),
  anonymous: z.boolean().optional(),
  secret: z.boolean().optional(),
  contact: contact.optional(),
  externalId: line.optional(),
  attachments: attachmentIds.optional(),
});
export type ReceiveInput = z.infer<typeof receiveInput>;

export interface Source {
  readonly channel: ChannelKind;
  readonly channelId: string;
  /** What makes this message the same as an earlier one. */
  readonly dedup: readonly DedupKey[];
  readonly by: ActorRole;
  /** The channel's user, where it knows one beside the contact. */
  readonly sender?: Sender;
}

export interface Received {
  readonly outcome: "received" | "duplicate";
  readonly id: string;
  readonly trackingId: string;
  readonly state: "received";
}

/**
 * Intake: exactly one report per message, however often and however concurrently it comes. The reporter's
 * contact goes into the vault and nowhere else; what arrives together is committed together.
 */
export async function receive(
  ctx: Context,
  actor: Actor & { tenant: string },
  input: ReceiveInput,
  source: Source,
): Promise<Result<Received>> {
  const { tenant } = actor;
  if (!abilityFor(actor, ctx.hub).can("receive", reportSubject({ tenant })))
    return failed("forbidden");
  const named = await checkNames(ctx, input);
  if (named !== "known") return named;
  const blocked = await blockAtIntake(ctx, tenant, input, source.sender);
  if (blocked !== "free" && !(await isRepeated(ctx, actor, source)))
    return { ...failed("senderBlocked"), blocked };

  const attachments = input.attachments ?? [];
  const files =
    attachments.length === 0
      ? { refs: [], contents: [] }
      : await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
          encloseAttachments(
            tx,
            tenant,
            actorName(actor),
            attachments,
            input.anonymous === true ? "none" : "kept",
          ),
        );
  if ("outcome" in files) return files;

  const { accused } = await withOffice(ctx, tenant, input);
  const { area, roadStatus, ...where } = input.place ?? {};
  const said = encloseWords(ctx, { title: input.title, text: input.text, ...where });
  const id = ctx.newId();
  const trackingId = composeTrackingId(ctx.random(12));
  const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  const event = decideReceive(
    present({
      type: "receive" as const,
      trackingId,
      channel: source.channel,
      class: input.class,
      category: input.category,
      place: present({ area, roadStatus }),
      accused: accused === undefined ? undefined : present(accused),
      occurredOn: input.occurredOn,
      anonymous: input.anonymous,
      secret: input.secret,
      ...said.enclosed,
      attachments: files.refs,
    }),
    { me: tenant, hub: ctx.hub, at, by: source.by },
  );
  const sealed = seal(ctx, tenant, id, undefined, event, at);
  const current = begin(receiveReport(sealed.recorded, id, ctx.hub), sealed.recorded);
  const change: Change = {
    tenant,
    report: id,
    expectedVersion: "new",
    case: current,
    due: dueOfIntake(ctx, tenant, current),
    at,
    channelId: source.channelId,
    ...(input.externalId === undefined ? {} : { externalId: input.externalId }),
    events: [sealed.stored],
    contents: [...said.contents, ...files.contents],
    audit: [{ actor: actorName(actor), verb: "receive", outcome: "received" }],
    outbox: deliveries(ctx, tenant, undefined, current, [], [sealed.recorded]),
    dedup: source.dedup,
    ...(input.contact === undefined
      ? {}
      : {
          sealedContact: await ctx.vault.seal(JSON.stringify(input.contact)),
          contactDigests: findableBy(ctx, input),
        }),
  };
  const outcome = await ctx.intake.submit(change);
  switch (outcome.outcome) {
    case "saved":
      if (change.outbox.length > 0) ctx.wake();
      return done({ outcome: "received", id, trackingId, state: "received" });
    case "duplicate":
      return done({
        outcome: "duplicate",
        id: outcome.report,
        trackingId: outcome.trackingId,
        state: "received",
      });
    case "differs":
      return failed("bodyDiffers");
    case "conflict":
      return failed("busy");
  }
}

/** A second person has to be asked who a witness is, so that nobody finds them by looking for a number that they know. */
function findableBy({ vault }: Context, input: ReceiveInput): string[] {
  const { contact: given = {}, anonymous, class: reportClass } = input;
  if (anonymous === true || reportClass === "whistleblowing") return [];
  return sendersOf(given).map((sender) => senderDigest(vault, sender));
}

/** What was taken in before its sender was blocked is answered as it was then. */
async function isRepeated(
  ctx: Context,
  actor: Actor & { tenant: string },
  { dedup }: Source,
): Promise<boolean> {
  const before = await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
    lookUpMessage(tx, actor.tenant, dedup),
  );
  return before !== "new";
}
