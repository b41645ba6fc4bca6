/**
 * RFC 9116. It expires, so that a contact nobody tends is not believed for ever; it is made anew at each request.
 * @param contact `mailto:` or `https:`
 */
export function securityTxt(contact: string, now: Temporal.Instant): string {
  const expires = now.add({ hours: 24 * 180 }).round("second");
  return [
    `Contact: ${contact}`,
    `Expires: ${expires.toString()}`,
    "Preferred-Languages: id, en",
    "",
  ].join("\n");
}
