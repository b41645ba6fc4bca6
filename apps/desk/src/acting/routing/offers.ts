import type { Offer } from "../offer.ts";

export const routingOffers: readonly Offer[] = [];
