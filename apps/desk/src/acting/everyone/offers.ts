import type { Offer } from "../offer.ts";

export const everyoneOffers: readonly Offer[] = [];
