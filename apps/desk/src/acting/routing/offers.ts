import { lazy } from "react";
import type { Offer } from "../offer.ts";

const Forward = lazy(async () => ({ default: (await import("./forward.tsx")).Forward }));
const Merge = lazy(async () => ({ default: (await import("./merge.tsx")).Merge }));
const Recall = lazy(async () => ({ default: (await import("./recall.tsx")).Recall }));
const Close = lazy(async () => ({ default: (await import("./close.tsx")).Close }));
const Reopen = lazy(async () => ({ default: (await import("./reopen.tsx")).Reopen }));

export const routingOffers: readonly Offer[] = [
  { act: "forward", key: "t", place: "first", Form: Forward },
  { act: "merge", key: "d", place: "more", Form: Merge },
  { act: "recall", place: "more", Form: Recall },
  { act: "close", place: "more", Form: Close },
  { act: "reopen", place: "more", Form: Reopen },
];
