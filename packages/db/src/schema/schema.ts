import { apiKey } from "./api-key.ts";
import { attachment } from "./attachment.ts";
import { audit } from "./audit.ts";
import { caseClock } from "./case-clock.ts";
import { channel } from "./channel.ts";
import { contact } from "./contact.ts";
import { content } from "./content.ts";
import { conversation, deadLetter, receipt } from "./conversation.ts";
import { dedup } from "./dedup.ts";
import { directory, enrolment, node, tenant } from "./directory.ts";
import { event } from "./event.ts";
import { feed, feedHead } from "./feed.ts";
import { idempotency } from "./idempotency.ts";
import { mail } from "./mail.ts";
import { note } from "./note.ts";
import { outbox } from "./outbox.ts";
import { equivocation, parked } from "./parked.ts";
import { heartbeat, lease, recompute } from "./process.ts";
import { area, category, routingRule } from "./reference.ts";
import { referenceDocument } from "./reference-document.ts";
import { deadlineChange, digest, reminder } from "./reminder.ts";
import { report, snapshot } from "./report.ts";
import { unit } from "./unit.ts";

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
  audit,
  outbox,
  dedup,
  contact,
  unit,
  mail,
  apiKey,
  channel,
  idempotency,
  feed,
  feedHead,
  parked,
  equivocation,
  conversation,
  receipt,
  deadLetter,
  node,
  tenant,
  directory,
  referenceDocument,
  enrolment,
  lease,
  recompute,
  heartbeat,
  caseClock,
  area,
  category,
  routingRule,
} as const;
