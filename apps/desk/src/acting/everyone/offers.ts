import { lazily } from "../../parts/lazily.ts";
import type { Offer } from "../offer.ts";

/** What whoever works on a report does with it besides its steps. */
export const everyoneOffers: readonly Offer[] = [
  {
    act: "note",
    key: "n",
    place: "first",
    Form: lazily(async () => (await import("./note.tsx")).NoteForm),
  },
  {
    act: "entrust",
    place: "first",
    Form: lazily(async () => (await import("./entrust.tsx")).EntrustForm),
  },
  {
    act: "mask",
    place: "more",
    Form: lazily(async () => (await import("./mask.tsx")).MaskForm),
  },
  {
    act: "unseal",
    place: "more",
    Form: lazily(async () => (await import("../../identity/unseal.tsx")).UnsealForm),
  },
  {
    act: "tighten",
    place: "more",
    Form: lazily(async () => (await import("./tighten.tsx")).TightenForm),
  },
  {
    act: "export",
    place: "more",
    Form: lazily(async () => (await import("./export.tsx")).ExportForm),
  },
  {
    act: "erase",
    place: "more",
    Form: lazily(async () => (await import("./erase.tsx")).EraseForm),
  },
];
