import type { RosterRefusal } from "./refusal.ts";
import { overlap } from "./term.ts";
import type { Days } from "./term.ts";

/** Somebody's leave, and who has their role meanwhile. */
export interface Cover extends Days {
  readonly officer: string;
  /** The accounts of both: a person with two roles is away from both. */
  readonly of: string;
  readonly by: string;
}

/**
 * Whether a leave can be covered so: by somebody else, who is there on those days (`unfitDeputy`); once for the same days,
 * and not by passing on what one covers oneself (`coverOverlaps`). There is no deputy of a deputy: the way back would be
 * nobody's.
 */
export function fitOfCover(asked: Cover, covers: readonly Cover[]): "fits" | RosterRefusal {
  if (asked.of === asked.by) return "unfitDeputy";
  const meanwhile = covers.filter((cover) => overlap(cover, asked));
  if (meanwhile.some(({ of }) => of === asked.by)) return "unfitDeputy";
  if (meanwhile.some(({ officer, by }) => officer === asked.officer || by === asked.of))
    return "coverOverlaps";
  return "fits";
}
