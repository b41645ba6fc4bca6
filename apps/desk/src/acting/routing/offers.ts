import { lazily } from "../../parts/lazily.ts";
import type { Offer } from "../offer.ts";

const Forward = lazily(async () => (await import("./forward.tsx")).Forward);
const Merge = lazily(async () => (await import("./merge.tsx")).Merge);
const Recall = lazily(async () => (await import("./recall.tsx")).Recall);
const Close = lazily(async () => (await import("./close.tsx")).Close);
const Reopen = lazily(async () => (await import("./reopen.tsx")).Reopen);

export const routingOffers: readonly Offer[] = [
  { act: "forward", key: "t", place: "first", Form: Forward },
  { act: "merge", key: "d", place: "more", Form: Merge },
  { act: "recall", place: "more", Form: Recall },
  { act: "close", place: "more", Form: Close },
  { act: "reopen", place: "more", Form: Reopen },
];
