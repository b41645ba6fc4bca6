import { setTimeout as pause } from "node:timers/promises";
import { giveUpLateMails, sendDueMails } from "@simpul/casework";
import type { Context, PostMail } from "@simpul/casework";
import { smtpClient } from "@simpul/channels";
import type { SmtpClient } from "@simpul/channels";
import { composeLetter } from "@simpul/documents";
import type { JobsLog } from "./runner.ts";

export interface MailOptions {
  /** `smtps://user:password@host:465` */
  readonly smtpUrl: string;
  /** The address in From. */
  readonly from: string;
  /** Without a trailing slash: links begin with it. */
  readonly publicUrl: string;
}

const pollMs = 2_000;

/**
 * Looks every two seconds for mails that are due, in each worker: somebody waits for a code, and the queue's own schedule
 * counts in minutes. Several workers share the work; without a server named, mails wait until they are worth nothing.
 */
export function startMailing(
  ctx: Context,
  options: MailOptions | undefined,
  log: Pick<JobsLog, "error">,
): { stop(): Promise<void> } {
  const client =
    options === undefined ? undefined : smtpClient({ ...options, url: options.smtpUrl });
  const stopping = new AbortController();
  const post = client && options && postBy(ctx, client, options.publicUrl);
  const once = async (): Promise<void> => {
    await giveUpLateMails(ctx);
    if (post !== undefined) await sendDueMails(ctx, post);
  };
  const running = (async () => {
    while (!stopping.signal.aborted) {
      await once().catch((err: unknown) => log.error("mail.failed", { err }));
      await pause(pollMs, undefined, { signal: stopping.signal }).catch(() => {});
    }
  })();
  return {
    async stop() {
      stopping.abort();
      client?.close();
      await running;
    },
  };
}

/** A mail in the words of its template, in the name of the tenant that writes. */
export function postBy(ctx: Context, client: SmtpClient, publicUrl: string): PostMail {
  return ({ id, lang, to, content, from }) => {
    const name = ctx.reference.tenants().find(({ code }) => code === from)?.name ?? from;
    const letter = composeLetter(lang, content, { name, publicUrl });
    return client.send({ messageId: id, fromName: name, to, ...letter });
  };
}

/** For an operator: does the mail server take us in? @returns a code of SMTP or of the system where it does not */
export async function mailServer(
  options: Pick<MailOptions, "smtpUrl" | "from">,
): Promise<"open" | { readonly code: string }> {
  const client = smtpClient({ ...options, url: options.smtpUrl });
  try {
    return await client.knock();
  } finally {
    client.close();
  }
}
