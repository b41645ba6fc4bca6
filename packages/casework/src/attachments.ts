import { abilityFor, actorName, reportSubject } from "@simpul/access";
import type { Actor } from "@simpul/access";
import { insertAttachment, insertAudit, withScope } from "@simpul/db";
import { contentHash, encodeBase64url, sha256 } from "@simpul/protocol";
import type { Context } from "./context.ts";
import { done, failed } from "./failure.ts";
import type { Result } from "./failure.ts";
import { scopeOf } from "./scope-of.ts";

export interface Uploaded {
  readonly id: string;
  readonly sha256: string;
  readonly size: number;
  readonly type: string;
}

/** What a file's own bytes say it is, or nothing known. */
export type TypeOf = (bytes: Uint8Array) => Promise<string | undefined>;

export const largestFile = 25 * 1024 * 1024;

/** The type is read from the content, never from a name or a header; what is not on the list is refused. */
const allowed: ReadonlySet<string> = new Set([
  "image/jpeg",
  "image/png",
  "image/webp",
  "image/heic",
  "image/gif",
  "video/mp4",
  "video/webm",
  "video/quicktime",
  "video/3gpp",
  "audio/mpeg",
  "audio/ogg",
  "audio/mp4",
  "audio/x-m4a",
  "application/pdf",
  "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
]);

export async function upload(
  ctx: Context,
  actor: Actor & { tenant: string },
  bytes: Uint8Array,
  name: string | undefined,
  typeOf: TypeOf,
): Promise<Result<Uploaded>> {
  const { tenant } = actor;
  if (!abilityFor(actor, ctx.hub).can("upload", reportSubject({ tenant })))
    return failed("forbidden");
  if (bytes.length > largestFile) return failed("fileTooLarge");
  const type = await typeOf(bytes);
  if (type === undefined || !allowed.has(type)) return failed("unsupportedFile");
  const salt = ctx.random(16);
  const id = ctx.newId();
  const digest = sha256(bytes);
  // The file first: a row without its file would be a promise nobody can keep, a file without a row costs its room.
  await ctx.blobs.put(digest, bytes);
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  await withScope(ctx.db, scopeOf(ctx, actor), async (tx) => {
    await insertAttachment(tx, {
      tenant,
      id,
      owner: actorName(actor),
      sha256: digest,
      hash: contentHash(salt, bytes),
      salt: encodeBase64url(salt),
      size: bytes.length,
      type,
      name: name ?? null,
      created_at: at,
    });
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "upload",
      outcome: "stored",
      detail: { id, type },
    });
  });
  return done({
    id,
    sha256: Buffer.from(digest, "base64url").toString("hex"),
    size: bytes.length,
    type,
  });
}
