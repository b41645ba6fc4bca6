import PostalMime from "postal-mime";
import type { Email } from "postal-mime";

/** A message as a mail program reads it (RFC 5322, MIME). @param raw as it came by SMTP */
export function readMail(raw: string | Uint8Array): Promise<Email> {
  return PostalMime.parse(raw);
}
