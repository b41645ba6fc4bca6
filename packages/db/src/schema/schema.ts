import { answerReview, answerSetting, answerTemplate, draft } from "./answer.ts";
import { apiKey } from "./api-key.ts";
import { attachment } from "./attachment.ts";
import { audit } from "./audit.ts";
import {
  auditCheckpoint,
  auditHold,
  auditLink,
  auditRetention,
  auditSealer,
} from "./audit-chain.ts";
import {
  attempt,
  credential,
  device,
  identityProvider,
  oneTime,
  secondFactor,
  session,
  spentCode,
  user,
  verification,
} from "./auth.ts";
import { blockedSender } from "./blocked-sender.ts";
import { caseClock } from "./case-clock.ts";
import { channel } from "./channel.ts";
import { contact } from "./contact.ts";
import { content } from "./content.ts";
import { conversation, deadLetter, receipt } from "./conversation.ts";
import { dedup } from "./dedup.ts";
import { directory, enrolment, node, ping, tenant } from "./directory.ts";
import { event } from "./event.ts";
import { feed, feedHead } from "./feed.ts";
import { file, filePolicy, original, upload } from "./file.ts";
import { idempotency } from "./idempotency.ts";
import { identityAnswer, identityRequest, message } from "./identity-request.ts";
import { learning, learnt, lesson, likeness } from "./learning.ts";
import { mail } from "./mail.ts";
import { note } from "./note.ts";
import { outbox } from "./outbox.ts";
import { equivocation, parked } from "./parked.ts";
import { heartbeat, lease, recompute, tokenBucket } from "./process.ts";
import { area, category, routingRule } from "./reference.ts";
import { referenceDocument } from "./reference-document.ts";
import { deadlineChange, digest, reminder } from "./reminder.ts";
import { report, snapshot } from "./report.ts";
import { reporterCode, reporterSecret, reporterSession } from "./reporter-access.ts";
import { decree, deputy, inCharge, officer, rosterAlarm } from "./roster.ts";
import { contactMark, indexing, reportWords, savedView } from "./search.ts";
import { unit } from "./unit.ts";
import { unsealRequest } from "./unseal-request.ts";
import { rewrap, vaultKey, vaultSecret } from "./vault-key.ts";

/**
 * The tables as drizzle knows them, for queries that are composed at run time and for their rows' types. The
 * migrations are the truth; a test compares every column with a migrated database, so neither moves alone.
 */
export const schema = {
  report,
  snapshot,
  reminder,
  deadlineChange,
  digest,
  event,
  content,
  note,
  attachment,
  draft,
  answerTemplate,
  answerSetting,
  answerReview,
  file,
  original,
  filePolicy,
  upload,
  audit,
  auditLink,
  auditCheckpoint,
  auditRetention,
  auditHold,
  auditSealer,
  outbox,
  dedup,
  contact,
  unit,
  decree,
  officer,
  deputy,
  inCharge,
  rosterAlarm,
  mail,
  learnt,
  lesson,
  likeness,
  learning,
  apiKey,
  channel,
  blockedSender,
  reporterCode,
  reporterSecret,
  reporterSession,
  idempotency,
  feed,
  feedHead,
  parked,
  equivocation,
  conversation,
  receipt,
  deadLetter,
  node,
  ping,
  tenant,
  directory,
  referenceDocument,
  enrolment,
  lease,
  recompute,
  heartbeat,
  tokenBucket,
  caseClock,
  area,
  category,
  routingRule,
  user,
  credential,
  session,
  verification,
  secondFactor,
  spentCode,
  oneTime,
  device,
  attempt,
  identityProvider,
  identityRequest,
  identityAnswer,
  message,
  rewrap,
  unsealRequest,
  reportWords,
  contactMark,
  indexing,
  savedView,
  vaultKey,
  vaultSecret,
} as const;
