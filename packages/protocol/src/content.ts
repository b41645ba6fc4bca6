import { decodeBase64url } from "./base64url.ts";
import { contentHash } from "./hash.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";
import { integer, matching, object, optional, text, type Shape } from "./shape.ts";
import { base64url, hashShape, saltShape } from "./terms.ts";

/** What an event says of content; `hash` is SHA-256(salt ‖ bytes). */
export interface ContentRef {
  hash: string;
  size: number;
  type: string;
  name?: string;
}

/** What travels beside the event: the salt, and the bytes themselves where they are few. */
export interface ContentItem extends ContentRef {
  salt: string;
  /** base64url; without them the receiver fetches by hash. */
  bytes?: string;
}

/** 25 MB, the largest attachment. */
export const MAX_CONTENT_BYTES = 25 * 1024 * 1024;

const mediaType = matching(
  /^[a-z0-9][a-z0-9.+-]{0,63}\/[a-z0-9][a-z0-9.+-]{0,63}(?:; ?charset=utf-8)?$/,
  "a media type in lower case",
);

const ref = {
  hash: hashShape,
  size: integer(0, MAX_CONTENT_BYTES),
  type: mediaType,
  name: optional(text(255)),
};

export const contentItem: Shape<ContentItem> = object<ContentItem>({
  ...ref,
  salt: saltShape,
  bytes: optional(base64url),
});

/** Inline bytes are believed only if they are what the event names; one false item does not fail its batch. */
export function openContent(
  item: ContentItem,
): { outcome: "opened"; bytes: Uint8Array } | { outcome: "elsewhere" } | ProtocolRefusal {
  if (item.bytes === undefined) return { outcome: "elsewhere" };
  const bytes = decodeBase64url(item.bytes);
  const salt = decodeBase64url(item.salt);
  if (!bytes || !salt) return refuse("malformed", "not canonical base64url", "/bytes");
  if (bytes.length !== item.size || contentHash(salt, bytes) !== item.hash)
    return refuse("contentMismatch", "not the content of that hash", "/bytes");
  return { outcome: "opened", bytes };
}
