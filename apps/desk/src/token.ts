/** What a mail's link leads to: `/desk/invitation#TOKEN`, `/desk/reset#…`, `/desk/link#…`, `/desk/second-factor#…`. */
const pages = ["invitation", "reset", "link", "second-factor"] as const;
export type LinkPage = (typeof pages)[number];

export const linkPage: LinkPage | undefined = pages.find(
  (page) => globalThis.location.pathname === `/desk/${page}`,
);

/** The token stands behind the #, so it reaches no log and no other site; it is taken out of the address at once. */
function takeToken(): string {
  if (linkPage === undefined) return "";
  const token = globalThis.location.hash.slice(1);
  if (token !== "") history.replaceState(null, "", globalThis.location.pathname);
  return token;
}
export const token = takeToken();
