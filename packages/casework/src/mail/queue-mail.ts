import { insertMail } from "@simpul/db";
import type { Tx } from "@simpul/db";
import type { Context } from "../context.ts";
import { isMailbox, worthMinutes } from "./mail.ts";
import type { MailLang, MailParameters, MailTemplate, SealedMail } from "./mail.ts";

/** A mail to one person, of one template. */
export interface Mail<T extends MailTemplate> {
  /** Who writes: its name is the sender's. */
  readonly tenant: string;
  readonly to: string;
  readonly template: T;
  readonly parameters: MailParameters[T];
  /** Indonesian unless given. */
  readonly lang?: MailLang;
  /** The report that it is about. */
  readonly report?: string;
}

/**
 * Keeps a mail, sealed, in the transaction that decides it; the job sends it once that is committed, at least once. What
 * is no address is refused here without a word to the caller: who typed it is not there to mend it.
 */
export async function queueMail<T extends MailTemplate>(
  ctx: Pick<Context, "vault" | "now" | "newId">,
  tx: Tx,
  { tenant, to, template, parameters, lang = "id", report }: Mail<T>,
): Promise<void> {
  const content: SealedMail = { to, parameters };
  const now = ctx.now();
  await insertMail(tx, {
    tenant,
    id: ctx.newId(),
    template,
    lang,
    sealed: isMailbox(to) ? await ctx.vault.seal(JSON.stringify(content)) : "badAddress",
    report: report ?? null,
    at: now.toString({ fractionalSecondDigits: 3 }),
    until: now.add({ minutes: worthMinutes(parameters) }).toString({ fractionalSecondDigits: 3 }),
  });
}
