import {
  claimMails,
  giveUpMails,
  markMailFailed,
  markMailSent,
  postponeMail,
  sweepMails,
  withScope,
  wholeOf,
} from "@simpul/db";
import type { ClaimedMail } from "@simpul/db";
import type { Context } from "../context.ts";
import { mailContent } from "./mail.ts";
import type { MailContent, MailLang } from "./mail.ts";

/** A mail on its way out: opened for as long as that takes. */
interface OpenMail {
  readonly id: string;
  readonly lang: MailLang;
  readonly to: string;
  readonly content: MailContent;
  /** The tenant that writes. */
  readonly from: string;
}

/** `refused`: for good. `later`: tried again until it is not worth sending any more. */
type Posted =
  | { readonly outcome: "sent" }
  | { readonly outcome: "refused" | "later"; readonly code: string };
export type PostMail = (mail: OpenMail) => Promise<Posted>;

/** Mails a round. */
const most = 20;
/** Longer than any delivery may take; a process that was killed in one is made up for by then. */
const leaseMinutes = 3;

/**
 * Sends what is due, a round at a time, while rounds are full and something goes out. Each is sent at least once: between
 * the server's word that it has it and ours that it is sent a process may die, and the mail goes out again under the same
 * Message-ID. No transaction is open while a server is spoken to.
 * @returns how many were sent
 */
export async function sendDueMails(ctx: Context, post: PostMail): Promise<number> {
  const scope = wholeOf(ctx.here.tenants());
  let sent = 0;
  for (;;) {
    const now = ctx.now();
    const claimed = await withScope(ctx.db, scope, (tx) =>
      claimMails(tx, {
        now: text(now),
        leaseEnds: text(now.add({ minutes: leaseMinutes })),
        most,
      }),
    );
    const outcomes = await Promise.all(claimed.map((mail) => sendOne(ctx, mail, post)));
    const gone = outcomes.filter((outcome) => outcome === "sent").length;
    sent += gone;
    if (claimed.length < most || gone === 0) return sent;
  }
}

/** Ends what has become worthless, also where no server is named: codes and links do not lie about. */
export async function giveUpLateMails(ctx: Context): Promise<void> {
  await withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) => giveUpMails(tx, text(ctx.now())));
}

const keptDays = 30;

/** Forgets that somebody was written to, 30 days after. @returns how many rows */
export async function forgetMails(ctx: Context): Promise<number> {
  const before = ctx.now().subtract({ hours: keptDays * 24 });
  return withScope(ctx.db, wholeOf(ctx.here.tenants()), (tx) => sweepMails(tx, text(before)));
}

async function sendOne(
  ctx: Context,
  mail: ClaimedMail,
  post: PostMail,
): Promise<Posted["outcome"]> {
  const posted = await delivered(ctx, mail, post);
  await withScope(ctx.db, wholeOf([mail.tenant]), (tx) => {
    switch (posted.outcome) {
      case "sent":
        return markMailSent(tx, mail, text(ctx.now()));
      case "refused":
        return markMailFailed(tx, mail, posted.code);
      case "later":
        return postponeMail(tx, mail, posted.code, text(nextAttempt(ctx, mail.attempts)));
    }
  });
  return posted.outcome;
}

async function delivered(ctx: Context, mail: ClaimedMail, post: PostMail): Promise<Posted> {
  try {
    const { to, content } = mailContent(mail.template, await ctx.vault.open(mail.sealed));
    return await post({
      id: mail.id,
      lang: mail.lang === "en" ? "en" : "id",
      to,
      content,
      from: mail.tenant,
    });
  } catch {
    // A key that is not here yet, a template of a newer version: another process may know it.
    return { outcome: "later", code: "unwritten" };
  }
}

/** Full jitter, so that what failed together does not come back together: up to 10 s, 20 s, 40 s … half an hour. */
function nextAttempt(ctx: Context, attempts: number): Temporal.Instant {
  const capSeconds = Math.min(1_800, 5 * 2 ** Math.min(attempts, 20));
  const [a = 0, b = 0] = ctx.random(2);
  const share = (a * 256 + b) / 65_536;
  return ctx.now().add({ milliseconds: Math.round(1_000 + share * capSeconds * 1_000) });
}

const text = (at: Temporal.Instant): string => at.toString({ fractionalSecondDigits: 3 });
