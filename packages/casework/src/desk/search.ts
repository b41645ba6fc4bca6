import type { Actor } from "@simpul/access";
import { findNumbered, findWords } from "@simpul/db";
import type { Found, Tx } from "@simpul/db";
import { searchQuery, typedTrackingIds } from "@simpul/domain";
import { watches } from "../people/monitoring.ts";

/** More than this hold common words, of which a page is found sooner by going through the list. */
const mostFound = 4_000;
const mostNumbered = 50;

/**
 * What was typed into a search: a tracking id or its beginning, the number that a reporter's application gave, or words. None of it
 * is taken for one alone, for "kesejahteraan" is also written like a tracking id.
 */
export async function foundBy(
  tx: Tx,
  actor: Actor & { tenant: string },
  q: string,
): Promise<Found> {
  // No text of a database holds a NUL.
  const typed = q.replaceAll("\0", " ").trim();
  const trackingIds = typedTrackingIds(typed);
  const query = searchQuery(typed);
  const [numbered, said] = await Promise.all([
    findNumbered(
      tx,
      actor.tenant,
      { externalId: typed, ...(trackingIds === "none" ? {} : { trackingIds }) },
      mostNumbered,
    ),
    query === undefined ? [] : findWords(tx, actor.tenant, query, mostFound),
  ]);
  const isNumber = numbered.byTrackingId.length + numbered.byExternalId.length > 0;
  return {
    ...numbered,
    bySaying: said !== "many" ? said : isNumber || query === undefined ? [] : { query },
    secret: actor.kind === "staff" && actor.isFresh !== true ? "hidden" : "shown",
    watched: watches(actor) ? "hidden" : "shown",
  };
}
