export {
  openAuditCheckpoint,
  signAuditCheckpoint,
  type AuditCheckpoint,
} from "./audit-checkpoint.ts";
export * from "./batch.ts";
export { decodeBase64url, encodeBase64url } from "./base64url.ts";
export { openContent, MAX_CONTENT_BYTES, type ContentItem, type ContentRef } from "./content.ts";
export type { Directory, DirectoryKey, DirectoryNode, DirectoryTenant } from "./directory.ts";
export { certifyDirectoryKey, type PinnedRoot } from "./certificate.ts";
export { signDirectory, verifyDirectory, type DirectoryRefusal } from "./directory-signature.ts";
export * from "./enrol.ts";
export {
  composeEvent,
  MAX_EVENT_BYTES,
  signEvent,
  verifyEvent,
  type EventPayload,
  type VerifiedEvent,
} from "./event.ts";
export { eventType, parseEventType } from "./event-type.ts";
export { contentHash, sha256 } from "./hash.ts";
export {
  checkHopBody,
  HOP_LIFETIME_SECONDS,
  HOP_SKEW_SECONDS,
  openHop,
  signHop,
  verifyHop,
  type ExpectedHop,
  type HopClaims,
} from "./hop.ts";
export {
  identityPurposes,
  MAX_ASK_HOURS,
  MAX_MESSAGES,
  openIdentityMessage,
  signIdentityAnswer,
  signIdentityAsk,
  type IdentityAnswer,
  type IdentityAsk,
  type IdentityMessage,
  type IdentityPurpose,
} from "./identity.ts";
export { isSealedFor, openSealedIdentity, sealIdentity } from "./sealed-identity.ts";
export { MAX_JSON_DEPTH, readJson, type ReadJson } from "./json.ts";
export { compactJws, type JwsParts } from "./jws.ts";
export { encryptionKeyOf, keyLookup, type OwnedKey } from "./key-lookup.ts";
export {
  exportPrivateJwk,
  generateEncryptionKey,
  generateSigningKey,
  importEncryptionKey,
  importSigningKey,
  thumbprint,
  type EncryptionKey,
  type PrivateJwk,
  type PublicJwk,
  type SigningKey,
} from "./keys.ts";
export {
  referenceKinds,
  signReference,
  verifyReference,
  type ReferenceDocument,
  type ReferenceKind,
  type ReferenceRefusal,
} from "./reference.ts";
export {
  readReferenceHeads,
  referenceHeader,
  writeReferenceHeads,
  type ReferenceHeads,
} from "./reference-heads.ts";
export { signManifest } from "./manifest-signature.ts";
export { signReceipt, verifyReceipt, type Receipt, type Verdict } from "./receipt.ts";
export type { ProtocolCode, ProtocolRefusal } from "./refusal.ts";
export type { Head } from "./terms.ts";
export * from "./urn.ts";
