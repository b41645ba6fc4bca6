import { actorName } from "@simpul/access";
import type { Action, Actor } from "@simpul/access";
import {
  checksOf,
  findOriginal,
  findReport,
  insertAudit,
  namedContent,
  withScope,
} from "@simpul/db";
import type { LoadedReport, Tx } from "@simpul/db";
import { circumspect } from "@simpul/domain";
import { partsShown } from "../audience.ts";
import type { Context } from "../context.ts";
import { wordsType } from "../enclose.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { canonicalReportId, scopeOf } from "../scope-of.ts";
import { mayKnow } from "../identity/may-open.ts";
import { authorize } from "../upon-report.ts";
import { fittingName } from "./fitting-name.ts";
import { givenOut } from "./given-out.ts";
import { allowedTypes } from "./prepare.ts";

export interface FileGiven {
  /** One of those that are taken in; `application/octet-stream` where a peer said something else. */
  readonly type: string;
  readonly size: number;
  readonly name?: string;
  /** It was decoded here as a picture: a browser may show it. Anything else is only handed over. */
  readonly isPicture: boolean;
  /** Nothing between us and the asker keeps it. */
  readonly isSecret: boolean;
  /** @param range bytes from the first to before the last, within its size */
  stream(range?: {
    readonly from: number;
    readonly to: number;
  }): Promise<ReadableStream<Uint8Array> | "missing">;
}

/**
 * A file of a report, for whoever may read its words; every reading of a secret or restricted one is audited. Refused:
 * `notFound` also to who may read the rest but not the words, `beingChecked` while the scanner has not looked, `infectedFile`,
 * `freshSignInNeeded` to staff of a secret or restricted one.
 * @param typed the report's id or tracking id
 * @param hash the file's name in events
 */
export async function readFile(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
  hash: string,
  part: "file" | "thumbnail",
): Promise<Result<FileGiven>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await forItsReaders(ctx, tx, actor, typed, "read");
    if ("outcome" in loaded) return loaded;
    const content = await namedContent(tx, loaded.tenant, loaded.id, hash);
    const { report } = loaded.case;
    const isReporters = report.attachments.some((a) => a.hash === hash);
    const isTheirs = isReporters || partsShown(ctx, actor, loaded).has("inside");
    if (content?.blob === undefined || content.type === wordsType || !isTheirs)
      return failed("notFound");
    const check = (await checksOf(tx, [content.blob])).get(content.blob);
    const may = givenOut(check?.state);
    if (may !== "yes") return may;
    if (part === "thumbnail" && check?.thumbnail === undefined) return failed("notFound");
    if (isRestricted(loaded) && isStale(actor)) return failed("freshSignInNeeded");
    await auditIfSecret(ctx, tx, actor, loaded, { hash, part });
    if (part === "thumbnail" && check?.thumbnail !== undefined)
      return thumbnailOf(ctx, check.thumbnail, isRestricted(loaded));
    const { blob, name, size } = content;
    const type = allowedTypes.has(content.type) ? content.type : "application/octet-stream";
    return done({
      type,
      size,
      ...(name === undefined || (isReporters && report.flags.anonymous)
        ? {}
        : { name: fittingName(name, type) }),
      isPicture: check?.thumbnail !== undefined && content.type.startsWith("image/"),
      isSecret: isRestricted(loaded),
      stream: (range) => ctx.blobs.stream(blob, range),
    });
  });
}

/**
 * What was uploaded before it was made harmless, with all that a camera writes into it: evidence, for who may export the
 * report. Every reading is audited. Refused as `readFile`, `freshSignInNeeded` of every report, `forbidden` to who may read the
 * report and not export it, and `identityWithheld` of an anonymous reporter to who may not know them.
 */
export async function readOriginal(
  ctx: Context,
  actor: Actor & { tenant: string },
  typed: string,
  hash: string,
): Promise<Result<FileGiven>> {
  return withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    const loaded = await forItsReaders(ctx, tx, actor, typed, "export");
    if ("outcome" in loaded) return loaded;
    const content = await namedContent(tx, loaded.tenant, loaded.id, hash);
    const original =
      content === undefined ? undefined : await findOriginal(tx, loaded.tenant, hash);
    if (original === undefined) return failed("notFound");
    const { blob, size, type } = original;
    const may = givenOut((await checksOf(tx, [blob])).get(blob)?.state);
    if (may !== "yes") return may;
    if (isStale(actor)) return failed("freshSignInNeeded");
    if (!mayBeTraced(ctx, actor, loaded)) return failed("identityWithheld");
    await insertAudit(tx, loaded.tenant, moment(ctx), {
      actor: actorName(actor),
      verb: "readOriginal",
      outcome: secrecyOf(loaded) ?? "done",
      report: loaded.id,
      detail: { hash },
    });
    return done({
      type,
      size,
      isPicture: false,
      isSecret: true,
      stream: (range) => ctx.blobs.stream(blob, range),
    });
  });
}

/** A camera writes down where somebody was, and some whose they are: of who is anonymous that is an identity. */
const mayBeTraced = (ctx: Context, actor: Actor, loaded: LoadedReport): boolean =>
  !loaded.case.report.flags.anonymous ||
  (actor.kind === "staff" && mayKnow(ctx, actor, loaded).outcome === "yes");

/** A file is as secret as the words it came with. */
async function forItsReaders(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  typed: string,
  action: Action,
): Promise<LoadedReport | Failure> {
  const id = canonicalReportId(typed);
  if (id === "mistyped") return failed("mistypedTrackingId");
  const loaded = id === "unknown" ? undefined : await findReport(tx, id, actor.tenant);
  if (loaded === undefined) return failed("notFound");
  const may = authorize(ctx, actor, action, loaded);
  if (may !== "yes") return may;
  return partsShown(ctx, actor, loaded).has("files") ? loaded : failed("notFound");
}

async function thumbnailOf(
  ctx: Context,
  blob: string,
  isSecret: boolean,
): Promise<Result<FileGiven>> {
  const bytes = await ctx.blobs.get(blob);
  if (bytes === "missing") return failed("notFound");
  return done({
    type: "image/webp",
    size: bytes.length,
    isPicture: true,
    isSecret,
    stream: (range) =>
      Promise.resolve(
        new Blob([Uint8Array.from(bytes.subarray(range?.from ?? 0, range?.to))]).stream(),
      ),
  });
}

async function auditIfSecret(
  ctx: Context,
  tx: Tx,
  actor: Actor,
  loaded: LoadedReport,
  detail: { readonly hash: string; readonly part: string },
): Promise<void> {
  const outcome = secrecyOf(loaded);
  if (outcome !== undefined)
    await insertAudit(tx, loaded.tenant, moment(ctx), {
      actor: actorName(actor),
      verb: "readFile",
      outcome,
      report: loaded.id,
      detail,
    });
}

/** Somebody at a desk who has not proved lately who they are: a screen that was left, a stolen cookie. */
const isStale = (actor: Actor): boolean => actor.kind === "staff" && actor.isFresh !== true;

const isRestricted = (loaded: LoadedReport): boolean => secrecyOf(loaded) !== undefined;

function secrecyOf({ case: { report } }: LoadedReport): "restricted" | "secret" | undefined {
  const { restricted, secret } = circumspect(report);
  if (restricted) return "restricted";
  return secret ? "secret" : undefined;
}

const moment = (ctx: Context): string => ctx.now().toString({ fractionalSecondDigits: 3 });
