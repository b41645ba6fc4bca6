export { auditSignatures } from "./audit-signatures.ts";
export { backoffMs } from "./backoff.ts";
export { bytesOf, keepContent } from "./content.ts";
export { startConversation } from "./conversation.ts";
export type { Conversation, ConversationOptions } from "./conversation.ts";
export { DeploymentProblem, guarded, openDeployment } from "./deployment.ts";
export type { Deployment, DeploymentOptions, DeploymentProblemCode } from "./deployment.ts";
export { exportDossier } from "./dossier.ts";
export { exportReport } from "./export.ts";
export type { Archive, ExportOptions } from "./export.ts";
export { graceDays } from "./directory-book.ts";
export type { DirectoryBook } from "./directory-book.ts";
export type { Alarm, Point } from "./points.ts";
export { publishDirectory, renewDirectory } from "./publish-directory.ts";
export { publishReference } from "./publish-reference.ts";
export type { ReferenceBook } from "./reference-book.ts";
export { referenceDefaults } from "./reference-defaults.ts";
export { keepPiece } from "./content.ts";
export { hopHeader, isBodyOf, signAnswer, verifyRequest } from "./hop.ts";
export type { Caller } from "./hop.ts";
export { hubSide } from "./hub-side.ts";
export type { HubSide } from "./hub-side.ts";
export {
  readDeadLetters,
  readParked,
  replayDeadLetter,
  retryParked,
  type LetterShown,
} from "./nodes/dead-letters.ts";
export {
  inviteAsked,
  inviteInput,
  nodeInput,
  setSuspended,
  withdrawInvitations,
  type Invited,
} from "./nodes/membership.ts";
export { namedTenant } from "./nodes/named-tenant.ts";
export {
  readNodesShown,
  type NodeAlarm,
  type NodeShown,
  type NodesShown,
} from "./nodes/overview.ts";
export { pingNode, readPings, type PingShown } from "./nodes/pinging.ts";
export { createKeyring, openKeyring } from "./keyring.ts";
export type { Keyring } from "./keyring.ts";
export { relayOnce, startRelay } from "./relay.ts";
export type { Job, RelayOptions, Running } from "./relay.ts";
export { admitNode, enrol, hubNode, initHub, inviteNode } from "./setup.ts";
export type { Enrolment } from "./setup.ts";
export { inTrace, traceparent } from "./trace.ts";
export { signal } from "./wake.ts";
export type { Signal } from "./wake.ts";
