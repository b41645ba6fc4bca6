import { contentsByHash, fillContent, withScope, wholeOf } from "@simpul/db";
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

/**
 * Keeps bytes under the hash that an event names, if they are what it names. Copies may disagree about salt and size, for
 * a peer may write what it likes beside its event: each is tried, and only those that are right are filled.
 */
export async function keepContent(
  deployment: Deployment,
  hash: string,
  bytes: Uint8Array,
): Promise<"kept" | "notWanted" | "mismatch"> {
  const { ctx, db } = deployment;
  const wanting = await wantedContents(deployment, hash);
  if (wanting.length === 0) return "notWanted";
  const named = wanting.find(({ salt: text, size }) => {
    const salt = decodeBase64url(text);
    return salt !== undefined && bytes.length === size && contentHash(salt, bytes) === hash;
  });
  if (named === undefined) return "mismatch";
  const blob = sha256(bytes);
  await ctx.blobs.put(blob, bytes);
  await withScope(db, wholeOf(ctx.here.tenants()), (tx) => fillContent(tx, named, blob));
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
  const wanting = await wantedContents(deployment, hash);
  if (wanting.length === 0) return { outcome: "notWanted" };
  if (!wanting.some(({ size }) => size === total) || from + bytes.length > total)
    return { outcome: "mismatch" };
  const have = await pieces.size(key);
  const finish = async (): Promise<PieceKept> => {
    const outcome = await keepContent(deployment, hash, await pieces.read(key));
    await pieces.drop(key);
    return { outcome };
  };
  // All of it is there, and whoever wrote the last piece died before it was kept.
  if (have > 0 && have >= total) return finish();
  if (from !== have) return { outcome: "elsewhere", at: have };
  if (from === 0 && bytes.length === total)
    return { outcome: await keepContent(deployment, hash, bytes) };
  await pieces.write(key, from, bytes);
  deployment.reached("content.pieceKept");
  if (from + bytes.length < total) return { outcome: "partial", at: from + bytes.length };
  return finish();
}

/** What copies that still lack the bytes of a name say of it; each salt and size once. */
async function wantedContents(deployment: Deployment, hash: string): Promise<KeptContent[]> {
  const lacking = (await copiesOf(deployment, hash)).filter(
    (c) => c.bytes === undefined && c.blob === undefined,
  );
  return [...new Map(lacking.map((c) => [`${c.salt}/${c.size}`, c])).values()];
}

function copiesOf({ ctx, db }: Deployment, hash: string): Promise<KeptContent[]> {
  return withScope(db, wholeOf(ctx.here.tenants()), (tx) => contentsByHash(tx, [hash]));
}
