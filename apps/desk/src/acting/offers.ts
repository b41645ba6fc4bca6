import type { Opened } from "../api-types.ts";
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

/** Those that can be done with this report now, by whoever opened it. What cannot be done is not there. */
export function offersFor({ acts }: Pick<Opened, "acts">): Offer[] {
  return offers.filter(({ act }) => acts.includes(act));
}
