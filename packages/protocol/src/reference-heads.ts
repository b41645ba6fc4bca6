import { referenceKinds, type ReferenceKind } from "./reference.ts";

/**
 * The newest version of each kind that the hub has, and the SHA-256 of its JWS: the same number with another
 * hash is to be noticed as well.
 */
export type ReferenceHeads = { readonly [K in ReferenceKind]?: ReferenceHead };

interface ReferenceHead {
  readonly version: number;
  /** base64url */
  readonly hash: string;
}

/**
 * Rides with the answer to a pull. A header, because a node of the version before refuses an answer with a member
 * that it does not know, and passes over a header. It is not signed and need not be: whoever alters it
 * can make a node ask once more, or not yet.
 */
export const referenceHeader = "simpul-reference";

/** A dictionary of RFC 9651: `calendar=3;hash="…", policy=1;hash="…"`. */
export function writeReferenceHeads(heads: ReferenceHeads): string {
  return referenceKinds
    .flatMap((kind) => {
      const head = heads[kind];
      return head === undefined ? [] : [`${kind}=${head.version};hash="${head.hash}"`];
    })
    .join(", ");
}

const MEMBER = /^([a-z]+)=([1-9]\d{0,14});hash="([A-Za-z0-9_-]{43})"$/;

/** What it does not understand it passes over: a later hub has more kinds, an earlier one no such header. */
export function readReferenceHeads(header: string | null): ReferenceHeads {
  const heads: { [K in ReferenceKind]?: ReferenceHead } = {};
  for (const member of (header ?? "").split(",")) {
    const [, name, version, hash = ""] = MEMBER.exec(member.trim()) ?? [];
    const kind = referenceKinds.find((known) => known === name);
    if (kind !== undefined) heads[kind] = { version: Number(version), hash };
  }
  return heads;
}
