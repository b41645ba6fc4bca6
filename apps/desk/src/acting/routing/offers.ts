import { lazy } from "react";
import type { Offer } from "../offer.ts";

export const routingOffers: readonly Offer[] = [
  { act: "forward", key: "t", place: "first", Form: lazy(() => import("./forward.tsx")) },
  { act: "merge", key: "d", place: "more", Form: lazy(() => import("./merge.tsx")) },
  { act: "recall", place: "more", Form: lazy(() => import("./recall.tsx")) },
  { act: "close", place: "more", Form: lazy(() => import("./close.tsx")) },
  { act: "reopen", place: "more", Form: lazy(() => import("./reopen.tsx")) },
];
