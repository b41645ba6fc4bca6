import type { Assessment } from "@simpul/domain";
import { present } from "./input.ts";
import type { CorrectInput } from "./report/correct.ts";
import type { Words } from "./enclose.ts";

/** An assessment in two parts: free words (title, address, point) by hash, and facts in the event. */
export function assessed(input: CorrectInput): { words: Words; facts: Assessment } {
  const { title, place, accused, class: reportClass, category, urgency, supervisory, maladministration } = input;
  const { area, roadStatus, ...where } = place ?? {};
  return {
    words: { title, ...where },
    facts: present({
      class: reportClass,
      category,
      urgency,
      supervisory,
      maladministration,
      accused: accused === undefined ? undefined : present(accused),
      place: area === undefined && roadStatus === undefined ? undefined : present({ area, roadStatus }),
    }),
  };
}
