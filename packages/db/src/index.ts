export * from "./append.ts";
export * from "./blobs/blobs.ts";
export * from "./blobs/disk.ts";
export * from "./blobs/open-blobs.ts";
export type { S3Options } from "./blobs/s3.ts";
export * from "./blobs/upload-pieces.ts";
export * from "./change.ts";
export * from "./client.ts";
export * from "./group-commit.ts";
export * from "./migrate.ts";
export * from "./policy.ts";
export { seedReference, type Seeded } from "./reference/seed.ts";
export { schema } from "./schema/schema.ts";
export * from "./scope.ts";
export * from "./store/aged-reports.ts";
export * from "./store/areas.ts";
export * from "./store/attachments.ts";
export * from "./store/originals.ts";
export * from "./store/audit.ts";
export * from "./store/audit-chain.ts";
export * from "./store/audit-people.ts";
export * from "./store/audit-reading.ts";
export * from "./store/audit-search.ts";
export * from "./store/case-clock.ts";
export * from "./store/blocked-senders.ts";
export * from "./store/changes.ts";
export * from "./store/clock-acts.ts";
export * from "./store/contents.ts";
export * from "./store/deadlines.ts";
export * from "./store/dedup.ts";
export * from "./store/dead-letters.ts";
export * from "./store/decrees.ts";
export * from "./store/deliveries-of.ts";
export * from "./store/report-viewers.ts";
export * from "./store/deputies.ts";
export * from "./store/directory.ts";
export * from "./store/drafts.ts";
export * from "./store/events.ts";
export * from "./store/evidence.ts";
export * from "./store/conversation.ts";
export * from "./store/feed.ts";
export * from "./store/files.ts";
export * from "./store/idempotency.ts";
export * from "./store/identity-requests.ts";
export * from "./store/in-charge.ts";
export * from "./store/keys.ts";
export * from "./store/learning.ts";
export * from "./store/lease.ts";
export * from "./store/likeness.ts";
export * from "./store/limits.ts";
export * from "./store/live.ts";
export { listFlags, type Found, type ListFilter } from "./store/list-filter.ts";
export { listOrders, type ListOrder, type ListPlace } from "./store/list-place.ts";
export { countReports, pageOfReports, type ListAsk, type ListedReport } from "./store/lists.ts";
export * from "./store/mails.ts";
export * from "./store/messages.ts";
export * from "./store/monitor.ts";
export * from "./store/node-admin.ts";
export * from "./store/nodes.ts";
export * from "./store/parked.ts";
export * from "./store/pings.ts";
export * from "./store/provisional-deadlines.ts";
export * from "./store/queue.ts";
export * from "./store/notes.ts";
export * from "./store/officers-at.ts";
export * from "./store/officers.ts";
export * from "./store/reference-documents.ts";
export * from "./store/reference-versions.ts";
export * from "./store/reminders.ts";
export * from "./store/reporter-access.ts";
export * from "./store/reviews.ts";
export {
  findCopies,
  findReadable,
  findDue,
  findFollowers,
  findReport,
  listReports,
  postponeWatch,
  type ListQuery,
  type LoadedReport,
} from "./store/reports.ts";
export * from "./store/roster-alarms.ts";
export * from "./store/saved-views.ts";
export * from "./store/sign-in-accounts.ts";
export * from "./store/sign-in-attempts.ts";
export * from "./store/sign-in-devices.ts";
export * from "./store/sign-in-providers.ts";
export * from "./store/sign-in-rows.ts";
export * from "./store/sign-in-sessions.ts";
export * from "./store/templates.ts";
export * from "./store/units.ts";
export * from "./store/unseal-requests.ts";
export * from "./store/uploads.ts";
export * from "./store/words.ts";
export { uuidv7 } from "./uuid.ts";
export { isInUse, newestKid, openVault, type VaultKeys } from "./vault/open-vault.ts";
export { passes, type Pass } from "./vault/pass.ts";
export { rewrapVault, type Rewrapped } from "./vault/rewrap.ts";
export { sealedUnder, type SealedCount } from "./vault/sealed-under.ts";
export { createVault, VaultFailure, type SealingVault, type VaultKids } from "./vault/vault.ts";
