import type { Offer } from "../offer.ts";

export const institutionOffers: readonly Offer[] = [];
