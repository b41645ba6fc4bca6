export { lookAhead, type Ahead } from "./answers/ahead.ts";
export {
  listDrafts,
  readDraft,
  removeDraft,
  saveDraft,
  saveDraftInput,
  type Draft,
  type DraftFile,
  type DraftSaved,
} from "./answers/drafts.ts";
export {
  askReview,
  askReviewInput,
  decideOnReview,
  decideReviewInput,
  withdrawReview,
} from "./answers/reviews.ts";
export {
  countReviews,
  listReviews,
  readReviewFile,
  readReviewSetting,
  reviewSettingInput,
  setReviewSetting,
  type ReviewShown,
} from "./answers/reviews-shown.ts";
export {
  keepTemplate,
  keepTemplateInput,
  listTemplates,
  removeTemplate,
  type Template,
} from "./answers/templates.ts";
export { upload, type Uploaded } from "./attachments.ts";
export { checkSeal, readSeal, type Seal } from "./audit/check-seal.ts";
export { holdAudit, sweepAudit } from "./audit/hold.ts";
export { auditLines, type Maker } from "./audit/lines.ts";
export { readAuditPeople, type AuditedPerson } from "./audit/people.ts";
export { mostRows, sealAudit, type Covered, type Sealer } from "./audit/seal.ts";
export {
  auditCursor,
  auditFilter,
  exportAudits,
  searchAudits,
  type AuditFilter,
  type AuditedAct,
  type AuditPage,
} from "./audit/search.ts";
export {
  verifyAudit,
  type AuditFault,
  type AuditIntact,
  type OpenCheckpoint,
} from "./audit/verify.ts";
export { changeShown } from "./change-shown.ts";
export * from "./channels.ts";
export { clocksNow } from "./clocks-now.ts";
export * from "./context.ts";
export * from "./deliveries.ts";
export { areasInput, findAreas, type FoundArea } from "./desk/areas.ts";
export { bulkInput, previewBulk, type BulkOutcome } from "./desk/bulk.ts";
export { findByContact, findByContactInput, type FoundByContact } from "./desk/find-by-contact.ts";
export { indexWords, type Indexed } from "./desk/index-words.ts";
export {
  countRows,
  countsInput,
  listInput,
  listRows,
  type ListPage,
  type ListRow,
} from "./desk/list.ts";
export { openLive, type Hint, type Live, type Listening } from "./desk/live.ts";
export { livePlace } from "./desk/live-place.ts";
export { clocksExplained } from "./desk/clock-explained.ts";
export { deskClocks } from "./desk/desk-clocks.ts";
export { colleaguesFor, type Colleague } from "./desk/colleagues.ts";
export { meAt, type Me } from "./desk/me.ts";
export {
  exportMonitor,
  monitorInput,
  readMonitor,
  type Monitor,
  type MonitorInput,
  type MonitorRow,
  type MonitorWords,
} from "./desk/monitor.ts";
export {
  listViews,
  removeView,
  removeViewInput,
  renameView,
  renameViewInput,
  saveView,
  saveViewInput,
  type SavedView,
} from "./desk/saved-views.ts";
export { openReport, type OpenedReport } from "./desk/open-report.ts";
export {
  previewTermsAtDesk,
  previewTermsInput,
  readTerms,
  type TermsInForce,
  type TermsTried,
} from "./desk/terms-at-desk.ts";
export { relatedTo, type RelatedReport, type Relation } from "./desk/related.ts";
export type { StepDetail } from "./desk/timeline.ts";
export { readViewers, type Viewer } from "./desk/viewers.ts";
export { dueOf } from "./due.ts";
export { digestReminders } from "./digest.ts";
export { readReferred } from "./dossier.ts";
export type {
  ComposeDossier,
  DossierFiles,
  HeldContent,
  Referred,
  Surroundings,
} from "./dossier.ts";
export * from "./enclose.ts";
export { openExport, type Exported } from "./export.ts";
export * from "./failure.ts";
export { checkFiles, type FileAlarm, type FileCare, type Scanned } from "./files/check-files.ts";
export { keepOriginals, keepOriginalsInput, readKeepsOriginals } from "./files/keep-originals.ts";
export { largestFile, type Prepare, type Prepared, type UnpreparedCode } from "./files/prepare.ts";
export { readFile, readOriginal, type FileGiven } from "./files/read-file.ts";
export {
  beginUpload,
  CutLine,
  progressOf,
  takePiece,
  type Checksum,
  type Progress,
} from "./files/resumable.ts";
export { sweepFiles } from "./files/sweep-files.ts";
export * from "./input.ts";
export {
  issueKeyAtDesk,
  issueKeyInput,
  listKeys,
  revokeKey,
  revokeKeyInput,
  type ShownKey,
} from "./keys-at-desk.ts";
export * from "./machine-keys.ts";
export {
  caseCursor,
  caseFilter,
  exportCases,
  officeCases,
  type OfficeCase,
} from "./office/cases.ts";
export { readDossierFacts, type DossierFacts } from "./office/dossier-facts.ts";
export {
  addOfficer,
  addOfficerInput,
  type Accounts,
  type AddOfficerInput,
} from "./people/add-officer.ts";
export { alarmRosters } from "./people/alarm-rosters.ts";
export type { AtDesk } from "./people/at-roster.ts";
export { changeRole, changeRoleInput } from "./people/change-role.ts";
export { correctOfficer, correctOfficerInput } from "./people/correct-officer.ts";
export { coverLeave, coverLeaveInput, endCover, endCoverInput } from "./people/cover-leave.ts";
export { endOfficer, endOfficerInput } from "./people/end-officer.ts";
export { entrust, entrustInput } from "./people/entrust.ts";
export {
  disableProvider,
  disableProviderInput,
  identityProviderInput,
  keepIdentityProvider,
  listIdentityProviders,
} from "./people/identity-providers.ts";
export { inviteAgain, inviteAgainInput } from "./people/invite-again.ts";
export { readRoster, readRosterInput, type Roster } from "./people/read-roster.ts";
export { recordDecree, recordDecreeInput } from "./people/record-decree.ts";
export {
  resetSecondFactor,
  resetSecondFactorInput,
  type SecondFactors,
} from "./people/reset-second-factor.ts";
export { succeed, succeedInput } from "./people/succeed.ts";
export * from "./people/units.ts";
export { staffAt } from "./people/staff-at.ts";
export { grow } from "./grow.ts";
export * from "./limits/limit.ts";
export * from "./limits/limits.ts";
export { localBuckets } from "./limits/local-bucket.ts";
export type { Target } from "./upon-report.ts";
export type { PublicDeadline } from "./public-deadline.ts";
export { readOutlook, type Outlook } from "./outlook.ts";
export {
  isMailbox,
  type DigestParameters,
  type MailContent,
  type MailParameters,
  type MailTemplate,
} from "./mail/mail.ts";
export { remindReporters } from "./mail/remind-reporters.ts";
export { queueMail } from "./mail/queue-mail.ts";
export { forgetMails, giveUpLateMails, type PostMail, sendDueMails } from "./mail/send-due.ts";
export * from "./recorded.ts";
export * from "./scope-of.ts";
export { suggestDuplicates, type Duplicate } from "./suggest/duplicates.ts";
export type { SuggestionReason } from "./suggest/reasons.ts";
export {
  suggestRouting,
  type Hop,
  type RoutingAdvice,
  type SuggestedTenant,
} from "./suggest/routing.ts";
export { sweepSuggestions, trainSuggestions, type Trained } from "./suggest/train.ts";
export { suggestUnits, type SuggestedUnit } from "./suggest/units.ts";
export * from "./summary.ts";
export { termsOf, unreadableOf } from "./terms.ts";
export { makeSecret } from "./reporter/make-secret.ts";
export {
  accessInput,
  askLimits,
  guessLimits,
  openAccess,
  type AccessInput,
} from "./reporter/open-access.ts";
export { codeDigits, requestCode } from "./reporter/request-code.ts";
export { typedTrackingId } from "./reporter/report-of-origin.ts";
export { onlyDigits } from "./reporter/digits.ts";
export { endAccess, isReporterToken, reporterOf, type Reporter } from "./reporter/session.ts";
export {
  blockSender,
  blockSenderInput,
  listBlockedSenders,
  unblockSender,
} from "./senders/blocked-senders.ts";
export { openBlockedBook, type Block } from "./senders/blocked-book.ts";
export * from "./verbs.ts";
export * from "./view.ts";
export { previewCalendar, previewPolicy, type TermsPreview } from "./preview-terms.ts";
export { recomputeDeadlines } from "./recompute.ts";
export { owesAct, settleDue, watchDue } from "./watch.ts";
export * from "./report/receive.ts";
export { accessesOf, type IdentityAccess } from "./identity/accesses.ts";
export { askedOf, askOrigin, asksPerDay, type IdentityAsked } from "./identity/ask-origin.ts";
export {
  forgetIdentities,
  openAnswer,
  openAnswerInput,
  type OpenAnswerInput,
} from "./identity/open-answer.ts";
export { contactWays, readContactWays, type ContactWays } from "./identity/contact-ways.ts";
export * from "./identity/second-person.ts";
export { unseal, unsealInput, type Identity, type UnsealInput } from "./identity/unseal.ts";
