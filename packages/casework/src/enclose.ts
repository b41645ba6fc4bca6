import type { ContentRef, Enclosed } from "@simpul/domain";
import { findAttachments } from "@simpul/db";
import type { StoredContent, Tx } from "@simpul/db";
import { contentHash, encodeBase64url } from "@simpul/protocol";
import type { Context } from "./context.ts";
import { failed } from "./failure.ts";
import type { Failure } from "./failure.ts";

/** The free words of one event: a small JSON document, named in the event by its salted hash. */
export type Words = Readonly<Record<string, string | number | undefined>>;

export const wordsType = "application/vnd.simpul.words+json";

export function encloseWords(
  ctx: Context,
  words: Words,
): { enclosed: Enclosed; contents: StoredContent[] } {
  const said = Object.entries(words).filter(([, value]) => value !== undefined);
  if (said.length === 0) return { enclosed: {}, contents: [] };
  const bytes = Buffer.from(JSON.stringify(Object.fromEntries(said)));
  const salt = ctx.random(16);
  const ref: ContentRef = { hash: contentHash(salt, bytes), size: bytes.length, type: wordsType };
  return {
    enclosed: { content: ref },
    contents: [{ ...ref, salt: encodeBase64url(salt), bytes: encodeBase64url(bytes) }],
  };
}

/**
 * Files that this very actor uploaded before, by their ids.
 * @param names `none` of an anonymous reporter's: `KTP Sari.jpg` would say who they are
 */
export async function encloseAttachments(
  tx: Tx,
  tenant: string,
  owner: string,
  ids: readonly string[],
  names: "kept" | "none",
): Promise<{ refs: ContentRef[]; contents: StoredContent[] } | Failure> {
  const rows = await findAttachments(tx, tenant, owner, ids);
  const refs: ContentRef[] = [];
  const contents: StoredContent[] = [];
  for (const [index, id] of ids.entries()) {
    const row = rows.find((r) => r.id === id);
    if (row === undefined) return failed("unknownAttachment", `/attachments/${index}`);
    if (row.state === "infected") return failed("infectedFile", `/attachments/${index}`);
    const ref: ContentRef = { hash: row.hash, size: row.size, type: row.type };
    refs.push(ref);
    // A name may say who somebody is: it goes beside the event, where it can be erased.
    contents.push({
      ...ref,
      ...(row.name === null || names === "none" ? {} : { name: row.name }),
      salt: row.salt,
      blob: row.sha256,
    });
  }
  return { refs, contents };
}

/**
 * What a document of words says, or undefined if it is not one (a stranger's bytes are not trusted to be).
 * @param bytes as they are, or base64url
 */
export function readWords(bytes: string | Uint8Array): Record<string, string | number> | undefined {
  try {
    const parsed: unknown = JSON.parse(
      (typeof bytes === "string" ? Buffer.from(bytes, "base64url") : Buffer.from(bytes)).toString(),
    );
    if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return undefined;
    const words: Record<string, string | number> = {};
    for (const [key, value] of Object.entries(parsed))
      if (typeof value === "string" || typeof value === "number") words[key] = value;
    return words;
  } catch {
    return undefined;
  }
}
