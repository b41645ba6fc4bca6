import { lazy } from "react";
import type { Offer } from "../offer.ts";

/** What the Ombudsman's office does with a case. */
export const officeOffers: readonly Offer[] = [
  {
    act: "register",
    key: "r",
    place: "first",
    Form: lazy(async () => ({ default: (await import("./register.tsx")).RegisterForm })),
  },
  {
    act: "conclude",
    key: "c",
    place: "first",
    Form: lazy(async () => ({ default: (await import("./conclude.tsx")).ConcludeForm })),
  },
  {
    act: "ineligible",
    place: "more",
    Form: lazy(async () => ({ default: (await import("./ineligible.tsx")).IneligibleForm })),
  },
];
