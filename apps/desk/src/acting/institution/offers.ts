import { lazily } from "../../parts/lazily.ts";
import type { Offer } from "../offer.ts";

/** What an institution does with a report, from taking it on to its answer. */
export const institutionOffers: readonly Offer[] = [
  {
    act: "accept",
    key: "y",
    place: "first",
    Form: lazily(async () => (await import("./accept.tsx")).Accept),
  },
  {
    act: "respond",
    key: "b",
    place: "first",
    Form: lazily(async () => (await import("../../answer/editor.tsx")).Editor),
  },
  {
    act: "assign",
    key: "i",
    place: "first",
    Form: lazily(async () => (await import("./assign.tsx")).Assign),
  },
  {
    act: "return",
    key: "r",
    place: "first",
    Form: lazily(async () => (await import("./return.tsx")).Return),
  },
  {
    act: "ask",
    key: "q",
    place: "first",
    Form: lazily(async () => (await import("./ask.tsx")).Ask),
  },
  {
    act: "decline",
    key: "o",
    place: "more",
    Form: lazily(async () => (await import("./decline.tsx")).Decline),
  },
  {
    act: "extend",
    key: "p",
    place: "more",
    Form: lazily(async () => (await import("./extend.tsx")).Extend),
  },
];
