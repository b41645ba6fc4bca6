import { lazy } from "react";
import type { Offer } from "../offer.ts";

export const verificationOffers: readonly Offer[] = [
  { act: "verify", key: "v", place: "first", Form: lazy(() => import("./verify.tsx")) },
  { act: "hold", key: "h", place: "first", Form: lazy(() => import("./hold.tsx")) },
  { act: "archive", key: "a", place: "first", Form: lazy(() => import("./archive.tsx")) },
  { act: "split", place: "more", Form: lazy(() => import("./split.tsx")) },
  { act: "supply", place: "more", Form: lazy(() => import("./supply.tsx")) },
  { act: "correct", place: "more", Form: lazy(() => import("./correct.tsx")) },
];
