import type { LoadedReport, Tx } from "@simpul/db";
import { sealedContactOf } from "@simpul/db";
import type { Context } from "../context.ts";
import type { MailLang } from "../mail/mail.ts";
import { isMailbox } from "../mail/mail.ts";
import { queueMail } from "../mail/queue-mail.ts";
import type { Contact } from "../senders/sender.ts";

/** How a code reaches the reporter: the way by which they gave themselves to be known. */
export type Way = { readonly by: "email"; readonly to: string };

/** The reporter's own contact decides, and nothing that whoever asks says. */
export async function wayTo(
  ctx: Context,
  tx: Tx,
  { tenant, id }: LoadedReport,
): Promise<Way | "none"> {
  const sealed = await sealedContactOf(tx, tenant, id);
  if (sealed === undefined) return "none";
  // Proof: intake sealed it by its own schema, and the seal is authenticated.
  const { email } = JSON.parse(await ctx.vault.open(sealed)) as Contact;
  return email !== undefined && isMailbox(email) ? { by: "email", to: email } : "none";
}

/** In the transaction that keeps the code. */
export async function sendCode(
  ctx: Context,
  tx: Tx,
  { tenant, id, case: { report } }: LoadedReport,
  way: Way,
  { code, minutes, lang }: { code: string; minutes: number; lang: MailLang },
): Promise<void> {
  switch (way.by) {
    case "email":
      await queueMail(ctx, tx, {
        tenant,
        to: way.to,
        template: "reporterCode",
        parameters: { trackingId: report.trackingId, code, minutes },
        lang,
        report: id,
      });
  }
}
