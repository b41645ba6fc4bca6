export const etagOf = (version: number): string => `"${version}"`;

/** What `If-Match` asks for: a version, any (none given or `*`), or something that no report of ours can be. */
export function versionAsked(ifMatch: string | undefined): number | "any" | "none" {
  const asked = ifMatch?.trim();
  if (asked === undefined || asked === "*") return "any";
  const version = /^(?:W\/)?"(\d{1,9})"$/.exec(asked)?.[1];
  return version === undefined ? "none" : Number(version);
}
