import { lazily } from "../../parts/lazily.ts";
import type { Offer } from "../offer.ts";

/** What the Ombudsman's office does with a case. */
export const officeOffers: readonly Offer[] = [
  {
    act: "register",
    key: "r",
    place: "first",
    Form: lazily(async () => (await import("./register.tsx")).RegisterForm),
  },
  {
    act: "conclude",
    key: "c",
    place: "first",
    Form: lazily(async () => (await import("./conclude.tsx")).ConcludeForm),
  },
  {
    act: "ineligible",
    place: "more",
    Form: lazily(async () => (await import("./ineligible.tsx")).IneligibleForm),
  },
];
