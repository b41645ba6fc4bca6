import { checksOf, claimFile, contentsByHash, fillContent, withScope, wholeOf } from "@simpul/db";
import type { KeptContent } from "@simpul/db";
import { contentHash, decodeBase64url, sha256 } from "@simpul/protocol";
import type { Deployment } from "./deployment.ts";

/** The bytes of content that we may give to somebody, wherever they lie: a file in quarantine counts as missing. */
export async function bytesOf(
  deployment: Deployment,
  content: KeptContent,
): Promise<Uint8Array | "missing"> {
  const { blob } = content;
  if (blob === undefined) return bytesHere(deployment, content);
  const { db, ctx } = deployment;
  const checks = await withScope(db, wholeOf(ctx.here.tenants()), (tx) => checksOf(tx, [blob]));
  const state = checks.get(blob)?.state;
  return state === "clean" || state === "unscanned" ? bytesHere(deployment, content) : "missing";
}

/** For copies of this very deployment, where the same quarantine holds. */
async function bytesHere(
  { ctx }: Deployment,
  content: KeptContent,
): Promise<Uint8Array | "missing"> {
  if (content.bytes !== undefined) return Buffer.from(content.bytes, "base64url");
  return content.blob === undefined ? "missing" : ctx.blobs.get(content.blob);
}

/** The bytes of a hash that may leave this deployment, from whichever copy has them. */
export const heldBytes = (deployment: Deployment, hash: string): Promise<Uint8Array | "missing"> =>
  firstOf(deployment, hash, bytesOf);

/** The bytes of a hash for another copy here. */
export const bytesWithin = (
  deployment: Deployment,
  hash: string,
): Promise<Uint8Array | "missing"> => firstOf(deployment, hash, bytesHere);

async function firstOf(
  deployment: Deployment,
  hash: string,
  read: typeof bytesOf,
): Promise<Uint8Array | "missing"> {
  for (const content of await copiesOf(deployment, hash)) {
    const bytes = await read(deployment, content);
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
  const scope = wholeOf(ctx.here.tenants());
  const tenants = new Set((await copiesOf(deployment, hash)).map(({ tenant }) => tenant));
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  // A peer's scanner is not ours: here it is looked at again.
  const { state } = await withScope(db, scope, (tx) =>
    claimFile(tx, blob, [...tenants], ctx.scansFiles ? "pending" : "unscanned", at),
  );
  if (state !== "infected") await ctx.blobs.put(blob, bytes);
  await withScope(db, scope, (tx) => fillContent(tx, named, blob));
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
