import { contentsByHash, fillContent, missingContents, withScope } from "@simpul/db";
import type { KeptContent } from "@simpul/db";
import { contentHash, decodeBase64url, sha256 } from "@simpul/protocol";
import type { Calls } from "./calls.ts";
import type { Deployment } from "./deployment.ts";

/** The bytes of content that we hold, wherever they lie. */
export async function bytesOf({ ctx }: Deployment, content: KeptContent): Promise<Uint8Array | "missing"> {
  if (content.bytes !== undefined) return Buffer.from(content.bytes, "base64url");
  return content.blob === undefined ? "missing" : ctx.blobs.get(content.blob);
}

/** Keeps bytes under the hash that an event names, if they are what it names. */
export async function keepContent(
  { ctx, db }: Deployment,
  hash: string,
  bytes: Uint8Array,
): Promise<"kept" | "notWanted" | "mismatch"> {
  const scope = { tenants: ctx.here.tenants() };
  const wanting = (await withScope(db, scope, (tx) => contentsByHash(tx, [hash])))[0];
  if (wanting === undefined) return "notWanted";
  const salt = decodeBase64url(wanting.salt);
  if (salt === undefined || bytes.length !== wanting.size || contentHash(salt, bytes) !== hash) return "mismatch";
  const blob = sha256(bytes);
  await ctx.blobs.put(blob, bytes);
  await withScope(db, scope, (tx) => fillContent(tx, hash, blob));
  return "kept";
}

/** The node's side: sends what the hub asked for. What we do not hold ourselves stays wanted. */
export async function sendWanted(deployment: Deployment, calls: Calls, want: readonly string[], until: AbortSignal): Promise<void> {
  const { ctx, db } = deployment;
  const held = await withScope(db, { tenants: ctx.here.tenants() }, (tx) => contentsByHash(tx, want));
  for (const hash of want) {
    const content = held.find((c) => c.hash === hash);
    const bytes = content === undefined ? "missing" : await bytesOf(deployment, content);
    if (bytes !== "missing") await calls.putContent(hash, bytes, until);
  }
}

/** The node's side: fetches what arrived by name only. A piece that was cut off is resumed where it ended. */
export async function fetchMissing(deployment: Deployment, calls: Calls, until: AbortSignal): Promise<number> {
  const { ctx, db } = deployment;
  const missing = await withScope(db, { tenants: ctx.here.tenants() }, (tx) => missingContents(tx, 50));
  let fetched = 0;
  for (const { hash } of missing) {
    const bytes = await calls.getContent(hash, 0, until);
    if ((await keepContent(deployment, hash, bytes)) === "kept") fetched += 1;
  }
  return fetched;
}
