import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { appendTogether, contentsOf, findReport, lookUpMessage, withScope } from "@simpul/db";
import type { Change, DedupKey, LoadedReport } from "@simpul/db";
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
import { encloseWords, readWords } from "../enclose.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { assessment, present, text } from "../input.ts";
import { authorize, grow } from "../perform.ts";
import type { Target } from "../perform.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";
import { seal } from "../seal.ts";
import { summaryOf } from "../summary.ts";
import type { Summary } from "../summary.ts";

const part = z.strictObject({ ...assessment, text: text.optional() });

export const splitInput = z.strictObject({ parts: z.array(part).min(1).max(10) });
export type SplitInput = z.infer<typeof splitInput>;

/**
 * One message, several matters (a pothole and a street light): each part becomes a verified report of its own, linked
 * both ways, received when the first one was. All of them or none.
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
  const id = canonicalReportId(target.report);
  if (id === "mistyped") return failed("mistypedTrackingId");
  const prepared = await withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = id === "unknown" ? undefined : await findReport(tx, id, actor.tenant);
    if (loaded === undefined) return failed("notFound");
    const may = authorize(ctx, actor, "split", loaded);
    if (may !== "yes") return may;
    const before = await lookUpMessage(tx, loaded.tenant, target.dedup ?? []);
    if (before === "differs") return failed("bodyDiffers");
    if (before === "same") return done({ loaded, words: "saidBefore" as const });
    if (target.ifVersion !== undefined && target.ifVersion !== loaded.version)
      return failed("versionChanged");
    const words = (await contentsOf(tx, loaded.tenant, loaded.id)).find(
      (c) => c.hash === loaded.case.report.text?.hash,
    );
    return done({ loaded, words: words?.bytes === undefined ? undefined : readWords(words.bytes) });
  });
  if (prepared.outcome === "failed") return prepared;
  const { loaded, words } = prepared.value;
  if (words === "saidBefore") return done(summaryOf(loaded));
  const changes = splitChanges(ctx, actor, loaded, words ?? {}, input, target.dedup ?? []);
  if ("outcome" in changes) return changes;
  if ((await appendTogether(ctx.db, scopeOf(ctx, actor), changes.all)) === "conflict")
    return failed("versionChanged");
  ctx.wake();
  return done(
    summaryOf({
      ...loaded,
      case: changes.parent.case,
      version: loaded.version + 1,
      updatedAt: changes.parent.at,
    }),
  );
}

function splitChanges(
  ctx: Context,
  actor: Actor & { tenant: string },
  loaded: LoadedReport,
  words: Record<string, string | number>,
  input: SplitInput,
  dedup: readonly DedupKey[],
): { parent: Change; all: Change[] } | Failure {
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
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
    at,
    events: grown.events,
    contents: [],
    audit,
    outbox: deliveries(ctx, loaded.tenant, loaded.case, grown.case, [], grown.events),
    dedup,
  };
  const parts = input.parts.map((given, index): Change => {
    const id = ids[index] ?? ctx.newId();
    const { text: own, ...assessmentOfPart } = given;
    const said = encloseWords(ctx, { ...words, ...present({ title: given.title, text: own }) });
    const { report } = loaded.case;
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
          ...said.enclosed,
        },
        // The reporter said it then: the first report's moment is this one's too.
        { ...now, at: report.receivedAt },
      ),
      at,
    );
    const { words: titles, facts } = assessed(assessmentOfPart);
    const details = encloseWords(ctx, titles);
    const verified = decide(
      begin(receiveReport(intake.recorded, id), intake.recorded),
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
    const child = grow(
      ctx,
      loaded.tenant,
      id,
      begin(receiveReport(intake.recorded, id), intake.recorded),
      verified.events,
      at,
    );
    return {
      tenant: loaded.tenant,
      report: id,
      expectedVersion: "new",
      case: child.case,
      at,
      ...(loaded.channelId === undefined ? {} : { channelId: loaded.channelId }),
      events: [intake.stored, ...child.events],
      contents: [...said.contents, ...details.contents],
      audit,
      outbox: [],
      dedup: [],
    };
  });
  return { parent, all: [parent, ...parts] };
}
