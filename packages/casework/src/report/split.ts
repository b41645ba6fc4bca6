import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { contentsOf } from "@simpul/db";
import type { Change, DedupKey, KeptContent, LoadedReport, StoredContent } from "@simpul/db";
import {
  begin,
  composeTrackingId,
  decide,
  receive as decideReceive,
  receiveReport,
} from "@simpul/domain";
import { z } from "zod";
import { assessed } from "../assessed.ts";
import { checkNames } from "../check.ts";
import type { Context } from "../context.ts";
import { deliveries } from "../deliveries.ts";
import { dueOf } from "../due.ts";
import { encloseWords, readWords } from "../enclose.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { assessment, present, text } from "../input.ts";
import { grow } from "../grow.ts";
import { seal } from "../seal.ts";
import type { Summary } from "../summary.ts";
import { uponReport } from "../upon-report.ts";
import type { Changes, Target } from "../upon-report.ts";

const part = z.strictObject({ ...assessment, text: text.optional() });

export const splitInput = z.strictObject({ parts: z.array(part).min(1).max(10) });
export type SplitInput = z.infer<typeof splitInput>;

/**
 * One message, several matters (a pothole and a street light): each part becomes a verified report of its own, linked
 * both ways, received when the first one was. All of them or none. Refused: `restrictedApart` where only some of it would be
 * whistleblowing, for the parts are known to each other's readers and hold the same letter and files.
 */
export async function split(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: SplitInput,
): Promise<Result<Summary>> {
  for (const [index, named] of input.parts.entries()) {
    const known = await checkNames(ctx, named);
    if (known !== "known") return failed(known.code, `/parts/${index}${known.pointer ?? ""}`);
  }
  return uponReport(ctx, actor, target, "split", async (loaded, tx) => {
    const isRestricted = loaded.case.report.class === "whistleblowing";
    const mixed = input.parts.findIndex(
      (given) => (given.class === "whistleblowing") !== isRestricted,
    );
    if (mixed !== -1) return failed("restrictedApart", `/parts/${mixed}/class`);
    const contents = await contentsOf(tx, loaded.tenant, loaded.id);
    return splitChanges(ctx, actor, loaded, contents, input, target.dedup ?? []);
  });
}

function splitChanges(
  ctx: Context,
  actor: Actor & { tenant: string },
  loaded: LoadedReport,
  kept: readonly KeptContent[],
  input: SplitInput,
  dedup: readonly DedupKey[],
): Result<Changes> {
  const { report } = loaded.case;
  const letter = kept.find((c) => c.hash === report.text?.hash)?.bytes;
  const words = letter === undefined ? undefined : readWords(letter);
  const at = ctx.caseNow().toString({ fractionalSecondDigits: 3 });
  const now = { me: loaded.tenant, hub: ctx.hub, at, by: "verifier" as const };
  const ids = input.parts.map(() => ctx.newId());
  const decision = decide(loaded.case, { type: "split", parts: ids }, now);
  if (decision.outcome === "refused") return failed(decision.code, decision.pointer);
  const audit = [{ actor: actorName(actor), verb: "split", outcome: loaded.case.report.state }];
  const grown = grow(ctx, loaded.tenant, loaded.id, loaded.case, decision.events, at);
  const parent: Change = {
    tenant: loaded.tenant,
    report: loaded.id,
    expectedVersion: loaded.version,
    case: grown.case,
    due: dueOf(ctx, loaded.tenant, grown.case, loaded.marks),
    at,
    events: grown.events,
    contents: [],
    audit,
    outbox: deliveries(ctx, loaded.tenant, loaded.case, grown.case, [], grown.events),
    dedup,
  };
  const files = kept
    .filter(({ hash }) => report.attachments.some((a) => a.hash === hash))
    .map(({ tenant: _, report: __, ...content }): StoredContent => content);
  const parts = input.parts.map((given, index): Change => {
    const id = ids[index] ?? ctx.newId();
    const { text: own, ...assessmentOfPart } = given;
    const said = encloseWords(ctx, { ...words, ...present({ title: given.title, text: own }) });
    const intake = seal(
      ctx,
      loaded.tenant,
      id,
      undefined,
      decideReceive(
        {
          type: "receive",
          trackingId: composeTrackingId(ctx.random(12)),
          channel: report.channel,
          anonymous: report.flags.anonymous,
          secret: report.flags.secret,
          place: report.place,
          splitFrom: loaded.id,
          // The reporter said it then: the clocks of a part have run since its message came.
          receivedAt: report.receivedAt,
          ...present({ accused: report.accused, occurredOn: report.occurredOn }),
          ...said.enclosed,
          attachments: report.attachments,
        },
        now,
      ),
      at,
    );
    const { words: titles, facts } = assessed(assessmentOfPart);
    const details = encloseWords(ctx, titles);
    const begun = begin(receiveReport(intake.recorded, id, ctx.hub), intake.recorded);
    const verified = decide(
      begun,
      {
        type: "verify",
        ...facts,
        class: given.class,
        category: given.category,
        ...details.enclosed,
      },
      now,
    );
    if (verified.outcome === "refused") throw new Error(`a new part was refused: ${verified.code}`);
    const child = grow(ctx, loaded.tenant, id, begun, verified.events, at);
    return {
      tenant: loaded.tenant,
      report: id,
      expectedVersion: "new",
      case: child.case,
      due: dueOf(ctx, loaded.tenant, child.case, []),
      at,
      ...(loaded.channelId === undefined ? {} : { channelId: loaded.channelId }),
      events: [intake.stored, ...child.events],
      contents: [...said.contents, ...details.contents, ...files],
      audit,
      outbox: [],
      dedup: [],
    };
  });
  return done([parent, ...parts]);
}
