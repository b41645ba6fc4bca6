import { certified, openCertified, type PinnedRoot } from "./certificate.ts";
import { signCompact, type JwsKind } from "./jws.ts";
import type { SigningKey } from "./keys.ts";
import { refuse, type ProtocolRefusal } from "./refusal.ts";
import { integer, isObject, object, oneOf, value, type Shape } from "./shape.ts";
import { instant } from "./terms.ts";

/** What every party must compute with alike: the calendar of working days, and the policy of the statutory clock. */
export const referenceKinds = ["calendar", "policy"] as const;
export type ReferenceKind = (typeof referenceKinds)[number];

/** A version of one of them, as the hub signs it. What its body says is the domain's to read. */
export interface ReferenceDocument {
  kind: ReferenceKind;
  /** From 1, for each kind apart. */
  version: number;
  /** RFC 3339, UTC, milliseconds. */
  issued: string;
  body: Record<string, unknown>;
}

/** Under code `expired` stands a genuine document: one that was taken in time is the best we know, however old. */
export type ReferenceRefusal =
  | (ProtocolRefusal & { document?: never })
  | (ProtocolRefusal & { code: "expired"; document: ReferenceDocument });

/** Of the payload: a hundred years of holidays are a tenth of it. */
const REFERENCE: JwsKind = { typ: "simpul-reference+jws", limit: 1024 * 1024, ...certified };

const referenceShape: Shape<ReferenceDocument> = object<ReferenceDocument>({
  kind: oneOf(...referenceKinds),
  version: integer(1),
  issued: instant,
  body: value<Record<string, unknown>>("an object", isObject),
});

export async function signReference(
  document: ReferenceDocument,
  directoryKey: SigningKey,
  certificate: string,
): Promise<string> {
  return signCompact(REFERENCE, document, directoryKey, { crt: certificate });
}

/**
 * Refused: `forged` (not under the pinned root, whatever the reason, or larger than 1 MiB), `malformed` (genuine,
 * and not a document of the kind that was asked for), `rollback` (below atLeastVersion), `expired` (its key's
 * certificate is over, as a stolen key can write any `issued`; with the document).
 */
export async function verifyReference(
  jws: string,
  pinned: PinnedRoot & { kind: ReferenceKind },
): Promise<{ outcome: "verified"; document: ReferenceDocument } | ReferenceRefusal> {
  const opened = await openCertified(jws, REFERENCE, referenceShape, pinned);
  if (opened.outcome === "refused") return opened;
  const { document, until } = opened;
  if (document.kind !== pinned.kind) return refuse("malformed", `wanted ${pinned.kind}`, "/kind");
  if (pinned.now < until) return { outcome: "verified", document };
  return { outcome: "refused", code: "expired", detail: `since ${until}`, document };
}
