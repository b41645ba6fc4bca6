import { lazy } from "react";
import type { Offer } from "../offer.ts";

/** What whoever works on a report does with it besides its steps. */
export const everyoneOffers: readonly Offer[] = [
  {
    act: "note",
    key: "n",
    place: "first",
    Form: lazy(async () => ({ default: (await import("./note.tsx")).NoteForm })),
  },
  {
    act: "entrust",
    place: "first",
    Form: lazy(async () => ({ default: (await import("./entrust.tsx")).EntrustForm })),
  },
  {
    act: "mask",
    place: "more",
    Form: lazy(async () => ({ default: (await import("./mask.tsx")).MaskForm })),
  },
  {
    act: "unseal",
    place: "more",
    Form: lazy(async () => ({ default: (await import("../../identity/unseal.tsx")).UnsealForm })),
  },
  {
    act: "tighten",
    place: "more",
    Form: lazy(async () => ({ default: (await import("./tighten.tsx")).TightenForm })),
  },
  {
    act: "export",
    place: "more",
    Form: lazy(async () => ({ default: (await import("./export.tsx")).ExportForm })),
  },
  {
    act: "erase",
    place: "more",
    Form: lazy(async () => ({ default: (await import("./erase.tsx")).EraseForm })),
  },
];
