import { mailServer } from "@simpul/doors";
import type { HubConfig, NodeConfig } from "@simpul/runtime";
import { due, type Finding, ok, wrong } from "./finding.ts";

/** Does the mail server take us in? Without one, codes, invitations and digests wait until they are worth nothing. */
export async function examineMail({
  mail,
}: Pick<HubConfig | NodeConfig, "mail">): Promise<Finding> {
  if (mail === undefined)
    return due(
      "mail",
      "no mail server is named: mails wait",
      "set SIMPUL_SMTP_URL and SIMPUL_MAIL_FROM (docs/configuration.md)",
    );
  const { host } = new URL(mail.smtpUrl);
  const answer = await mailServer(mail);
  return answer === "open"
    ? ok("mail", `${host} takes us in`)
    : wrong("mail", `${host}: ${answer.code}`, "mend SIMPUL_SMTP_URL (deploy/runbooks/mail.md)");
}
