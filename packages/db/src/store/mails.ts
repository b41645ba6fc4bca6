import type { Database } from "../client.ts";
import { withScope } from "../scope.ts";
import type { Scope, Tx } from "../scope.ts";

/** A mail that waits; address and parameters are inside `sealed`. Moments are RFC 3339, UTC. */
export interface QueuedMail {
  readonly tenant: string;
  readonly id: string;
  readonly template: string;
  readonly lang: string;
  /** A JWE; `badAddress` where there is nobody to send it to, and nothing is kept but that it was wanted. */
  readonly sealed: string;
  readonly report: string | null;
  readonly at: string;
  /** It is not worth anything afterwards. */
  readonly until: string;
}

export async function insertMail(tx: Tx, m: QueuedMail): Promise<void> {
  const state = m.sealed === "badAddress" ? "suppressed" : "queued";
  const sealed = m.sealed === "badAddress" ? null : m.sealed;
  const failure = m.sealed === "badAddress" ? m.sealed : null;
  await tx`
    insert into simpul.mail (
      tenant, id, template, lang, sealed, report, state, failure, next_at, until, created_at)
    values (${m.tenant}, ${m.id}, ${m.template}, ${m.lang}, ${sealed}, ${m.report}, ${state}, ${failure},
      ${m.at}::text::timestamptz, ${m.until}::text::timestamptz, ${m.at}::text::timestamptz)`;
}

/** A mail whose turn it is. `attempts` counts this one. */
export interface ClaimedMail {
  readonly tenant: string;
  readonly id: string;
  readonly template: string;
  readonly lang: string;
  readonly sealed: string;
  readonly attempts: number;
}

/**
 * Takes what is due and counts the attempt; until `leaseEnds` nobody else takes it. A process that is killed meanwhile
 * leaves it due again by then: nothing else has to notice.
 */
export async function claimMails(
  tx: Tx,
  {
    now,
    leaseEnds,
    most,
  }: { readonly now: string; readonly leaseEnds: string; readonly most: number },
): Promise<ClaimedMail[]> {
  return tx<ClaimedMail[]>`
    update simpul.mail m set attempts = m.attempts + 1, next_at = ${leaseEnds}::text::timestamptz
    from (
      select tenant, id from simpul.mail
      where state = 'queued' and next_at <= ${now}::text::timestamptz and until > ${now}::text::timestamptz
      order by next_at limit ${most} for update skip locked) due
    where m.tenant = due.tenant and m.id = due.id
    returning m.tenant, m.id, m.template, m.lang, m.sealed, m.attempts`;
}

type Key = Pick<ClaimedMail, "tenant" | "id">;

/** It is out, whoever else thought otherwise meanwhile. */
export async function markMailSent(tx: Tx, { tenant, id }: Key, at: string): Promise<void> {
  await tx`
    update simpul.mail set state = 'sent', sent_at = ${at}::text::timestamptz, sealed = null, failure = null
    where tenant = ${tenant} and id = ${id} and state <> 'sent'`;
}

/** Nobody will take it. A lease that ran out meanwhile gave it to somebody else, whose word counts. */
export async function markMailFailed(
  tx: Tx,
  { tenant, id, attempts }: Key & Pick<ClaimedMail, "attempts">,
  failure: string,
): Promise<void> {
  await tx`
    update simpul.mail set state = 'failed', sealed = null, failure = ${failure}
    where tenant = ${tenant} and id = ${id} and state = 'queued' and attempts = ${attempts}`;
}

export async function postponeMail(
  tx: Tx,
  { tenant, id, attempts }: Key & Pick<ClaimedMail, "attempts">,
  failure: string,
  nextAt: string,
): Promise<void> {
  await tx`
    update simpul.mail set next_at = ${nextAt}::text::timestamptz, failure = ${failure}
    where tenant = ${tenant} and id = ${id} and state = 'queued' and attempts = ${attempts}`;
}

/** Ends what is not worth sending any more: `failed` if it was tried, `suppressed` if nobody came to it. */
export async function giveUpMails(tx: Tx, now: string): Promise<void> {
  await tx`
    update simpul.mail set sealed = null, failure = coalesce(failure, 'late'),
      state = case attempts when 0 then 'suppressed' else 'failed' end
    where state = 'queued' and until <= ${now}::text::timestamptz`;
}

/** That somebody was written to is forgotten as well. @returns how many */
export async function sweepMails(tx: Tx, before: string): Promise<number> {
  const { count } = await tx`
    delete from simpul.mail where state <> 'queued' and created_at < ${before}::text::timestamptz`;
  return count;
}

/** What waits to be sent, and since when the oldest does. */
export interface MailBacklog {
  readonly waiting: number;
  /** Age in seconds; 0 where nothing waits. */
  readonly oldestSeconds: number;
}

/** @param now RFC 3339, UTC */
export async function mailBacklog(db: Database, scope: Scope, now: string): Promise<MailBacklog> {
  const [row] = await withScope(
    db,
    scope,
    (tx) => tx<{ waiting: number; oldest: number }[]>`
      select count(*)::integer as waiting,
        coalesce(extract(epoch from ${now}::text::timestamptz - min(created_at)), 0)::float8 as oldest
      from simpul.mail where state = 'queued'`,
  );
  return { waiting: row?.waiting ?? 0, oldestSeconds: Math.max(0, row?.oldest ?? 0) };
}

/** Somebody with a place on a tenant's roster, whatever the day. */
export interface RosterAddress {
  readonly account: string;
  readonly email: string;
}

/** Each account once, by the address that was written down last. */
export async function rosterAddresses(tx: Tx, tenant: string): Promise<RosterAddress[]> {
  return tx<RosterAddress[]>`
    select distinct on (account) account, email from simpul.officer
    where tenant = ${tenant} and ended_at is null order by account, created_at desc, id desc`;
}
