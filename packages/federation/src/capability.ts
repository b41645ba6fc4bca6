import type { DirectoryBook } from "./directory-book.ts";

/** In the directory's entry of a hub that asks its nodes whether they hear it. An older one refuses a body that says so. */
export const pingCapability = "ping";

export function carriesPings(book: DirectoryBook): boolean {
  const { hub, nodes } = book.current();
  return nodes.find(({ id }) => id === hub)?.capabilities.includes(pingCapability) === true;
}
