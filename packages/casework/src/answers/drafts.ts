import type { Actor, Staff } from "@simpul/access";
import { actorName } from "@simpul/access";
import {
  deleteDraft,
  draftOf,
  draftsOf,
  findAttachments,
  holdAttachments,
  insertAudit,
  putDraft,
  withScope,
} from "@simpul/db";
import type { DraftRow, LoadedReport, Tx } from "@simpul/db";
import { z } from "zod";
import { aboutReport } from "../about-report.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { uploaderOf } from "../files/prepare.ts";
import { stampOf } from "../people/today.ts";
import { scopeOf } from "../scope-of.ts";
import { isStale } from "./stale.ts";
import { draftSaid } from "./said.ts";
import type { DraftSaid } from "./said.ts";

type AtDesk = Actor & { tenant: string };

/** A file that a draft or an answer for review names. */
export interface DraftFile {
  readonly id: string;
  readonly type: string;
  readonly size: number;
  readonly name?: string;
}

export interface Draft {
  readonly version: number;
  readonly said: DraftSaid;
  readonly changedAt: string;
  /** Of those it names, the ones that are still there. */
  readonly files: readonly DraftFile[];
}

export const saveDraftInput = z.strictObject({
  report: z.string().min(1).max(64),
  /** The version that the writer knew; 0: none. */
  base: z.int().min(0).max(1_000_000_000),
  said: draftSaid,
});

/** Kept, or another device of the same person was faster: then nothing is lost, and theirs is told. */
export type DraftSaved =
  | { readonly outcome: "saved"; readonly version: number }
  | { readonly outcome: "changed"; readonly there: Draft | null };

/** Uploads wait as long as somebody may take over an answer. */
const heldDays = 30;

/**
 * Own one about a report that the actor may answer; else refused as reading is, and `freshSignInNeeded` of a secret one: what
 * somebody writes about it quotes it.
 */
export function readDraft(
  ctx: Context,
  actor: AtDesk,
  report: string,
): Promise<Result<Draft | null>> {
  return own(ctx, actor, report, async (tx, staff, loaded) =>
    isStale(staff, loaded)
      ? failed("freshSignInNeeded")
      : done(await shown(tx, staff, await draftOf(tx, draftBy(staff, loaded)))),
  );
}

export function saveDraft(
  ctx: Context,
  actor: AtDesk,
  { report, base, said }: z.infer<typeof saveDraftInput>,
): Promise<Result<DraftSaved>> {
  return own<DraftSaved>(ctx, actor, report, async (tx, staff, loaded) => {
    const at = stampOf(ctx);
    const kept = await putDraft(tx, draftBy(staff, loaded), base, JSON.stringify(said), at);
    if (kept.outcome === "changed")
      return isStale(staff, loaded)
        ? failed("freshSignInNeeded")
        : done({ outcome: "changed", there: await shown(tx, staff, kept.there) });
    await holdFiles(ctx, tx, staff, said);
    // Begun is enough: what somebody types is nobody's business until it is said.
    if (kept.version === 1) await audit(tx, staff, loaded, at, "begun");
    return done(kept);
  });
}

/** Thrown away by whoever wrote it. @param base only that version */
export function removeDraft(
  ctx: Context,
  actor: AtDesk,
  { report, base }: { readonly report: string; readonly base?: number | undefined },
): Promise<Result<{ readonly removed: boolean }>> {
  return own(ctx, actor, report, async (tx, staff, loaded) => {
    const outcome = await deleteDraft(tx, draftBy(staff, loaded), base);
    if (outcome === "deleted") await audit(tx, staff, loaded, stampOf(ctx), "discarded");
    return done({ removed: outcome === "deleted" });
  });
}

/** Reports that a person has begun to answer, the newest first. */
export async function listDrafts(
  ctx: Context,
  actor: AtDesk,
): Promise<readonly { report: string; changedAt: string }[]> {
  if (actor.kind !== "staff") return [];
  return withScope(ctx.db, scopeOf(ctx, actor), (tx) => draftsOf(tx, actor.tenant, actor.id, 100));
}

/** The answer was published: its author's draft is gone. */
export async function dropDraft(tx: Tx, actor: AtDesk, report: string): Promise<void> {
  if (actor.kind === "staff")
    await deleteDraft(tx, { tenant: actor.tenant, account: actor.id, report });
}

export async function holdFiles(
  ctx: Context,
  tx: Tx,
  actor: AtDesk,
  { attachments = [], onBehalf }: NamingFiles,
): Promise<void> {
  const ids = [...attachments, ...(onBehalf?.scan === undefined ? [] : [onBehalf.scan])];
  const until = ctx.now().add({ hours: heldDays * 24 });
  await holdAttachments(
    tx,
    actor.tenant,
    uploaderOf(actor),
    ids,
    until.toString({ fractionalSecondDigits: 3 }),
  );
}

interface NamingFiles {
  readonly attachments?: readonly string[] | undefined;
  readonly onBehalf?: { readonly scan?: string | undefined } | undefined;
}

/** Those uploads of an owner that are still there, in the order asked for. */
export async function filesOf(
  tx: Tx,
  tenant: string,
  owner: string,
  { attachments = [], onBehalf }: NamingFiles,
): Promise<DraftFile[]> {
  const ids = [...(onBehalf?.scan === undefined ? [] : [onBehalf.scan]), ...attachments];
  if (ids.length === 0) return [];
  const rows = await findAttachments(tx, tenant, owner, ids);
  return ids.flatMap((id) => {
    const row = rows.find((each) => each.id === id);
    if (row === undefined) return [];
    const { type, size, name } = row;
    return [{ id, type, size, ...(name === null ? {} : { name }) }];
  });
}

/** For a person who may answer this report: a key has no drafts. */
function own<T>(
  ctx: Context,
  actor: AtDesk,
  typed: string,
  work: (tx: Tx, staff: Staff, loaded: LoadedReport) => Promise<Result<T>>,
): Promise<Result<T>> {
  return aboutReport(ctx, actor, typed, "respond", (tx, loaded) =>
    actor.kind === "staff" ? work(tx, actor, loaded) : failed("forbidden"),
  );
}

const draftBy = (staff: Staff, loaded: LoadedReport) => ({
  tenant: loaded.tenant,
  account: staff.id,
  report: loaded.id,
});

async function shown(tx: Tx, staff: Staff, row: DraftRow | undefined): Promise<Draft | null> {
  if (row === undefined) return null;
  const said = draftSaid.parse(JSON.parse(row.said));
  const files = await filesOf(tx, staff.tenant, uploaderOf(staff), said);
  return { version: row.version, said, changedAt: row.changedAt, files };
}

const audit = (tx: Tx, staff: Staff, loaded: LoadedReport, at: string, outcome: string) =>
  insertAudit(tx, loaded.tenant, at, {
    actor: actorName(staff),
    verb: "draft",
    outcome,
    report: loaded.id,
  });
