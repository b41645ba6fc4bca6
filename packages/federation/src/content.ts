import { contentsByHash, fillContent, withScope } from "@simpul/db";
import type { KeptContent } from "@simpul/db";
import { contentHash, decodeBase64url, sha256 } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";

/** The bytes of content that we hold, wherever they lie. */
export async function bytesOf(
  { ctx }: Deployment,
  content: KeptContent,
): Promise<Uint8Array | "missing"> {
  if (content.bytes !== undefined) return Buffer.from(content.bytes, "base64url");
  return content.blob === undefined ? "missing" : ctx.blobs.get(content.blob);
}

/** The bytes of a hash, from whichever copy has them. */
export async function heldBytes(
  deployment: Deployment,
  hash: string,
): Promise<Uint8Array | "missing"> {
  for (const content of await copiesOf(deployment, hash)) {
    const bytes = await bytesOf(deployment, content);
    if (bytes !== "missing") return bytes;
  }
  return "missing";
}

/** Keeps bytes under the hash that an event names, if they are what it names. */
export async function keepContent(
  deployment: Deployment,
  hash: string,
  bytes: Uint8Array,
): Promise<"kept" | "notWanted" | "mismatch"> {
  const { ctx, db } = deployment;
  const wanting = await wantedContent(deployment, hash);
  if (wanting === "notWanted") return "notWanted";
  const salt = decodeBase64url(wanting.salt);
  if (salt === undefined || bytes.length !== wanting.size || contentHash(salt, bytes) !== hash)
    return "mismatch";
  const blob = sha256(bytes);
  await ctx.blobs.put(blob, bytes);
  await withScope(db, { tenants: ctx.here.tenants() }, (tx) => fillContent(tx, hash, blob));
  return "kept";
}

export type PieceKept =
  | { readonly outcome: "kept" | "notWanted" | "mismatch" }
  /** There is more to come, or this was not the next piece: `at` is where that begins. */
  | { readonly outcome: "partial" | "elsewhere"; readonly at: number };

/**
 * One piece of a file. Both sides receive by it: a transfer that was cut off goes on at the byte it had reached, and the
 * whole is kept only when it is what its hash says; else it begins anew.
 */
export async function keepPiece(
  deployment: Deployment,
  peer: string,
  hash: string,
  piece: { readonly from: number; readonly total: number; readonly bytes: Uint8Array },
): Promise<PieceKept> {
  const { pieces } = deployment;
  const key = { peer, hash };
  const { from, total, bytes } = piece;
  const wanting = await wantedContent(deployment, hash);
  if (wanting === "notWanted") return { outcome: "notWanted" };
  if (total !== wanting.size || from + bytes.length > total) return { outcome: "mismatch" };
  const have = await pieces.size(key);
  if (from !== have) return { outcome: "elsewhere", at: have };
  if (from === 0 && bytes.length === total)
    return { outcome: await keepContent(deployment, hash, bytes) };
  await pieces.write(key, from, bytes);
  deployment.reached("content.pieceKept");
  if (from + bytes.length < total) return { outcome: "partial", at: from + bytes.length };
  const outcome = await keepContent(deployment, hash, await pieces.read(key));
  await pieces.drop(key);
  return { outcome };
}

/** A name that some copy still lacks the bytes of. */
async function wantedContent(
  deployment: Deployment,
  hash: string,
): Promise<KeptContent | "notWanted"> {
  const copies = await copiesOf(deployment, hash);
  return copies.find((c) => c.bytes === undefined && c.blob === undefined) ?? "notWanted";
}

function copiesOf({ ctx, db }: Deployment, hash: string): Promise<KeptContent[]> {
  return withScope(db, { tenants: ctx.here.tenants() }, (tx) => contentsByHash(tx, [hash]));
}
