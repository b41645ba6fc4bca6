import type { Email } from "postal-mime";

/** A message as a mail program reads it (RFC 5322, MIME). @param raw as it came by SMTP */
export async function readMail(raw: string | Uint8Array): Promise<Email> {
  const { default: PostalMime } = await import("postal-mime");
  return PostalMime.parse(raw);
}
