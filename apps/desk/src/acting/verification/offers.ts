import type { Offer } from "../offer.ts";

export const verificationOffers: readonly Offer[] = [];
