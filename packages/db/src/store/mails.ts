import type { Tx } from "../scope.ts";

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
