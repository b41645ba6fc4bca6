import { lazily } from "../../parts/lazily.ts";
import type { Offer } from "../offer.ts";

const Verify = lazily(async () => (await import("./verify.tsx")).Verify);
const Hold = lazily(async () => (await import("./hold.tsx")).Hold);
const Archive = lazily(async () => (await import("./archive.tsx")).Archive);
const Split = lazily(async () => (await import("./split.tsx")).Split);
const Supply = lazily(async () => (await import("./supply.tsx")).Supply);
const Correct = lazily(async () => (await import("./correct.tsx")).Correct);

export const verificationOffers: readonly Offer[] = [
  { act: "verify", key: "v", place: "first", Form: Verify },
  { act: "hold", key: "h", place: "first", Form: Hold },
  { act: "archive", key: "a", place: "first", Form: Archive },
  { act: "split", place: "more", Form: Split },
  { act: "supply", place: "more", Form: Supply },
  { act: "correct", place: "more", Form: Correct },
];
