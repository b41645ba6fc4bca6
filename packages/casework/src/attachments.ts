import { abilityFor, actorName, reportSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import {
  askForCheck,
  claimFile,
  evidencePolicyOf,
  findAttachments,
  insertAttachment,
  insertAudit,
  insertOriginal,
  keepThumbnail,
  withScope,
} from "@simpul/db";
import type { Tx } from "@simpul/db";
import { keepsUnclassified } from "@simpul/domain";
import { contentHash, encodeBase64url, sha256 } from "@simpul/protocol";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { allowedTypes, largestFile, uploaderOf } from "./files/prepare.ts";
import type { Prepare, Prepared } from "./files/prepare.ts";
import { scopeOf } from "./scope-of.ts";

/** What is kept and shown of an upload. */
export interface Uploaded {
  readonly id: string;
  /** In hex, as `sha256sum` prints it. */
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
}

type Made = Extract<Prepared, { outcome: "prepared" }>;

/**
 * Takes a file in, which a verb may enclose later. Refused: `forbidden`, `fileTooLarge`, `infectedFile` (a scanner knows these
 * very bytes), and what `prepare` refuses.
 * @param id the same one again is the same upload
 */
export async function upload(
  ctx: Context,
  actor: Actor & { tenant: string },
  bytes: Uint8Array,
  name: string | undefined,
  prepare: Prepare,
  id = ctx.newId(),
): Promise<Result<Uploaded>> {
  const { tenant } = actor;
  if (!mayUpload(ctx, actor)) return failed("forbidden");
  if (bytes.length > largestFile) return failed("fileTooLarge");
  const made = await prepare(bytes);
  if (made.outcome === "failed") return failed(made.code);
  if (!allowedTypes.has(made.type)) return failed("unsupportedFile");
  if (made.bytes.length > largestFile) return failed("fileTooLarge");

  const scope = scopeOf(ctx, actor);
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  // Claimed, then put, then named: whatever is swept meanwhile is put again, and a row never names what is not there.
  const claimed = await withScope(ctx.db, scope, (tx) => claim(ctx, tx, tenant, bytes, made, at));
  if (claimed.outcome === "infected") {
    await withScope(ctx.db, scope, (tx) =>
      insertAudit(tx, tenant, at, { actor: actorName(actor), verb: "upload", outcome: "infected" }),
    );
    return failed("infectedFile");
  }
  for (const [blob, kept] of claimed.blobs) await ctx.blobs.put(blob, kept);
  const stored = await withScope(ctx.db, scope, (tx) =>
    nameIt(ctx, tx, actor, { id, name, bytes, made, claimed, at }),
  );
  if (claimed.state === "pending") ctx.wake();
  return done({
    id,
    sha256: Buffer.from(stored.sha256, "base64url").toString("hex"),
    size: stored.size,
    type: stored.type,
  });
}

/** A file is of no report yet: whoever may add one to some report may upload it, and nobody else ever encloses it. */
export function mayUpload(ctx: Context, actor: Actor & { tenant: string }): boolean {
  const ability = abilityFor(actor, ctx.hub);
  if (actor.kind === "staff") return ability.can("upload", "Report");
  const about =
    actor.kind === "reporter"
      ? { tenant: actor.tenant, id: actor.report }
      : { tenant: actor.tenant };
  return ability.can("upload", reportSubject(about));
}

interface Claimed {
  readonly outcome: "claimed";
  readonly state: "pending" | "unscanned" | "clean";
  readonly kept: string;
  readonly thumbnail: string | undefined;
  readonly original: { readonly blob: string; readonly settled: boolean } | undefined;
  readonly blobs: ReadonlyMap<string, Uint8Array>;
}

async function claim(
  ctx: Context,
  tx: Tx,
  tenant: string,
  bytes: Uint8Array,
  made: Made,
  at: string,
): Promise<Claimed | { readonly outcome: "infected" }> {
  const fresh = ctx.scansFiles ? "pending" : "unscanned";
  const blobs = new Map<string, Uint8Array>();
  const kept = sha256(made.bytes);
  blobs.set(kept, made.bytes);
  const { state } = await claimFile(tx, kept, [tenant], fresh, at);
  if (state === "infected") return { outcome: "infected" };
  let thumbnail: string | undefined;
  if (made.thumbnail !== undefined) {
    thumbnail = sha256(made.thumbnail);
    blobs.set(thumbnail, made.thumbnail);
    await claimFile(tx, thumbnail, [tenant], "clean", at);
  }
  let original: Claimed["original"];
  // The category is verified later: until then what may have to be kept is.
  const keeps =
    made.thumbnail === undefined ? "none" : keepsUnclassified(await evidencePolicyOf(tx, tenant));
  if (keeps !== "none") {
    const blob = sha256(bytes);
    original = { blob, settled: keeps === "all" };
    blobs.set(blob, bytes);
    const { state: its } = await claimFile(tx, blob, [tenant], fresh, at);
    if (its === "infected") return { outcome: "infected" };
  }
  return { outcome: "claimed", state, kept, thumbnail, original, blobs };
}

async function nameIt(
  ctx: Context,
  tx: Tx,
  actor: Actor & { tenant: string },
  given: {
    readonly id: string;
    readonly name: string | undefined;
    readonly bytes: Uint8Array;
    readonly made: Made;
    readonly claimed: Claimed;
    readonly at: string;
  },
): Promise<{ sha256: string; size: number; type: string }> {
  const { id, name, bytes, made, claimed, at } = given;
  const { tenant } = actor;
  const salt = ctx.random(16);
  const row = {
    tenant,
    id,
    owner: uploaderOf(actor),
    sha256: claimed.kept,
    hash: contentHash(salt, made.bytes),
    salt: encodeBase64url(salt),
    size: made.bytes.length,
    type: made.type,
    name: name ?? null,
    created_at: at,
  };
  if ((await insertAttachment(tx, row)) === "there") {
    const [there] = await findAttachments(tx, tenant, row.owner, [id]);
    if (there === undefined) throw new Error("an attachment's id is another's");
    return there;
  }
  if (claimed.thumbnail !== undefined) await keepThumbnail(tx, claimed.kept, claimed.thumbnail);
  if (claimed.original !== undefined)
    await insertOriginal(tx, {
      tenant,
      hash: row.hash,
      ...claimed.original,
      size: bytes.length,
      type: made.type,
      created_at: at,
    });
  await insertAudit(tx, tenant, at, {
    actor: actorName(actor),
    verb: "upload",
    outcome: "stored",
    detail: { id, type: made.type },
  });
  if (claimed.state === "pending") await askForCheck(tx, tenant, at);
  return row;
}
