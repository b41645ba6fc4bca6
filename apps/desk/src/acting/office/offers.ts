import type { Offer } from "../offer.ts";

export const officeOffers: readonly Offer[] = [];
