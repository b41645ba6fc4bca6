import type { ActName, Opened } from "../api-types.ts";
import { everyoneOffers } from "./everyone/offers.ts";
import { institutionOffers } from "./institution/offers.ts";
import type { Offer } from "./offer.ts";
import { officeOffers } from "./office/offers.ts";
import { routingOffers } from "./routing/offers.ts";
import { verificationOffers } from "./verification/offers.ts";

/** Every act that a desk has a form for, the likeliest first. */
const offers: readonly Offer[] = [
  ...verificationOffers,
  ...routingOffers,
  ...institutionOffers,
  ...officeOffers,
  ...everyoneOffers,
];

/** What a report in a state waits for. */
const wanted: { readonly [S in Opened["report"]["state"]]?: readonly ActName[] } = {
  received: ["verify"],
  held: ["supply", "verify"],
  verified: ["forward"],
  returned: ["forward"],
  forwarded: ["accept"],
  accepted: ["assign"],
  assigned: ["respond"],
  inProgress: ["respond"],
};

/**
 * Those that can be done with this report now, by whoever opened it, what its state waits for first. What cannot be done is not
 * there.
 */
export function offersFor({ acts, report }: Pick<Opened, "acts" | "report">): Offer[] {
  const first = wanted[report.state] ?? [];
  const rank = (act: ActName): number => (first.includes(act) ? first.indexOf(act) : first.length);
  return offers
    .filter(({ act }) => acts.includes(act))
    .map((offer) => (first.includes(offer.act) ? { ...offer, place: "first" as const } : offer))
    .toSorted((one, other) => rank(one.act) - rank(other.act));
}
