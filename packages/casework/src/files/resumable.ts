import { createHash } from "node:crypto";
import { actorName } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  addPiece,
  deleteUpload,
  findUpload,
  finishUpload,
  insertAudit,
  insertUpload,
  instantText,
  withScope,
} from "@simpul/db";
import type { UploadRow } from "@simpul/db";
import { mayUpload, upload } from "../attachments.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Failure, Result } from "../failure.ts";
import { scopeOf } from "../scope-of.ts";
import { largestFile, uploaderOf } from "./prepare.ts";
import type { Prepare } from "./prepare.ts";

/** A file that comes in pieces, as far as it has come. */
export interface Progress {
  readonly id: string;
  readonly size: number;
  /** What is durable, in bytes: the next piece begins here. */
  readonly received: number;
  /** RFC 3339, UTC */
  readonly expiresAt: string;
}

export interface Checksum {
  readonly algorithm: "sha1" | "sha256";
  /** base64 */
  readonly digest: string;
}

/** One piece as it comes in; a line that is cut ends it. */
export interface Incoming {
  readonly at: number;
  readonly chunks: AsyncIterable<Uint8Array>;
  /** Of the whole piece: then nothing of it counts before all of it came. */
  readonly checksum?: Checksum;
}

/** What an upload waits for its rest. */
const keptHours = 24;
/** Durable at least this often: what a killed process or a cut line costs. */
const flushBytes = 512 * 1024;
/** A line that is cut more often than this is better served by smaller files. */
const mostPieces = 500;

/** Of one owner, at once. A key speaks for many people, a reporter for one. */
const quotaOf = (actor: Actor) =>
  actor.kind === "reporter"
    ? { uploads: 10, bytes: 100 * 1024 * 1024 }
    : { uploads: 200, bytes: 1024 * 1024 * 1024 };

/** Refused: `forbidden`, `fileTooLarge` above 25 MB, `uploadQuota`. @param size in bytes, above 0 */
export async function beginUpload(
  ctx: Context,
  actor: Actor & { tenant: string },
  size: number,
  name: string | undefined,
): Promise<Result<Progress>> {
  if (!mayUpload(ctx, actor)) return failed("forbidden");
  if (size > largestFile) return failed("fileTooLarge");
  const now = ctx.now();
  const { tenant } = actor;
  const row = {
    tenant,
    id: ctx.newId(),
    owner: uploaderOf(actor),
    name: name ?? null,
    size,
    created_at: text(now),
    expires_at: text(now.add({ hours: keptHours })),
  };
  const begun = await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
    insertUpload(tx, row, quotaOf(actor)),
  );
  if (begun === "full") return failed("uploadQuota");
  return done({ id: row.id, size, received: 0, expiresAt: row.expires_at });
}

/**
 * How far it has come. One that is whole and was not taken in (its process was killed) is taken in now, so `received` equals
 * `size` only of an upload that became an attachment, under the same id. Refused: `notFound` also for another's and an expired
 * one; what `upload` refuses.
 */
export async function progressOf(
  ctx: Context,
  actor: Actor & { tenant: string },
  id: string,
  prepare: Prepare,
): Promise<Result<Progress>> {
  const row = await findOwn(ctx, actor, id);
  return row === undefined ? failed("notFound") : finished(ctx, actor, row, prepare);
}

/**
 * Writes a piece. Of two that write the same place one counts; a zombie of a line that was cut finds that it is late and stops.
 * Refused: as `progressOf`; `uploadOffset` where it does not begin at what is there; `fileTooLarge` beyond the size that was
 * promised; `checksumMismatch`; `uploadQuota` after 500 pieces.
 */
export async function takePiece(
  ctx: Context,
  actor: Actor & { tenant: string },
  id: string,
  incoming: Incoming,
  prepare: Prepare,
): Promise<Result<Progress>> {
  const row = await findOwn(ctx, actor, id);
  if (row === undefined) return failed("notFound");
  if (incoming.at !== row.received) return failed("uploadOffset");
  if (row.finished_at !== null || row.received === row.size)
    return finished(ctx, actor, row, prepare);
  if (row.pieces.length >= mostPieces) return failed("uploadQuota");
  const written = await writeAll(ctx, actor, row, incoming);
  if (written !== "written") return written;
  const now = await findOwn(ctx, actor, id);
  return now === undefined ? failed("notFound") : finished(ctx, actor, now, prepare);
}

async function writeAll(
  ctx: Context,
  actor: Actor & { tenant: string },
  { tenant, id, size, received }: UploadRow,
  { chunks, checksum }: Incoming,
): Promise<"written" | Failure> {
  let at = received;
  let waiting: Uint8Array[] = [];
  let bytes = 0;
  const flush = async (): Promise<"written" | Failure> => {
    if (bytes === 0) return "written";
    const name = await ctx.uploadPieces.write(id, Buffer.concat(waiting, bytes));
    const added = await withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
      addPiece(tx, tenant, id, { at, bytes, name }),
    );
    if (added === "elsewhere") {
      await ctx.uploadPieces.drop(id, name);
      return failed("uploadOffset");
    }
    at += bytes;
    waiting = [];
    bytes = 0;
    return "written";
  };
  const digest = checksum === undefined ? undefined : createHash(checksum.algorithm);
  let isCut = false;
  try {
    for await (const chunk of chunks) {
      if (at + bytes + chunk.length > size) return failed("fileTooLarge");
      digest?.update(chunk);
      waiting.push(chunk);
      bytes += chunk.length;
      if (digest === undefined && bytes >= flushBytes) {
        const flushed = await flush();
        if (flushed !== "written") return flushed;
      }
    }
  } catch (error) {
    if (!(error instanceof CutLine)) throw error;
    isCut = true;
  }
  // Whether it was what its sender meant is only known of the whole.
  if (digest !== undefined && (isCut || digest.digest("base64") !== checksum?.digest))
    return failed("checksumMismatch");
  return flush();
}

/** What an `Incoming` throws when its sender is gone: what came before it counts. */
export class CutLine extends Error {}

async function finished(
  ctx: Context,
  actor: Actor & { tenant: string },
  row: UploadRow,
  prepare: Prepare,
): Promise<Result<Progress>> {
  const { tenant, id, size, received } = row;
  const progress = { id, size, received, expiresAt: instantText(row.expires_at) };
  if (row.finished_at !== null || received < size) return done(progress);
  const bytes = await ctx.uploadPieces.read(id, row.pieces);
  const taken = await upload(ctx, actor, bytes, row.name ?? undefined, prepare, id);
  // Whoever asks next tries again.
  if (taken.outcome === "failed" && taken.code === "filesBusy") return taken;
  const at = text(ctx.now());
  await withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    if (taken.outcome === "done") return finishUpload(tx, tenant, id, at);
    await deleteUpload(tx, tenant, id);
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "upload",
      outcome: "refused",
      detail: { code: taken.code },
    });
  });
  await ctx.uploadPieces.dropAll(id);
  return taken.outcome === "done" ? done(progress) : taken;
}

function findOwn(
  ctx: Context,
  actor: Actor & { tenant: string },
  id: string,
): Promise<UploadRow | undefined> {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return Promise.resolve(undefined);
  return withScope(ctx.db, scopeOf(ctx, actor), (tx) =>
    findUpload(tx, actor.tenant, uploaderOf(actor), id, text(ctx.now())),
  );
}

const text = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 });
