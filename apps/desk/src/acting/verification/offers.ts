import { lazy } from "react";
import type { Offer } from "../offer.ts";

const Verify = lazy(async () => ({ default: (await import("./verify.tsx")).Verify }));
const Hold = lazy(async () => ({ default: (await import("./hold.tsx")).Hold }));
const Archive = lazy(async () => ({ default: (await import("./archive.tsx")).Archive }));
const Split = lazy(async () => ({ default: (await import("./split.tsx")).Split }));
const Supply = lazy(async () => ({ default: (await import("./supply.tsx")).Supply }));
const Correct = lazy(async () => ({ default: (await import("./correct.tsx")).Correct }));

export const verificationOffers: readonly Offer[] = [
  { act: "verify", key: "v", place: "first", Form: Verify },
  { act: "hold", key: "h", place: "first", Form: Hold },
  { act: "archive", key: "a", place: "first", Form: Archive },
  { act: "split", place: "more", Form: Split },
  { act: "supply", place: "more", Form: Supply },
  { act: "correct", place: "more", Form: Correct },
];
