import type { Assessment } from "@simpul/domain";
import type { Words } from "./enclose.ts";
import { present } from "./input.ts";
import type { AssessmentInput } from "./input.ts";

/** An assessment in two parts: free words (title, address, point) by hash, and facts in the event. */
export function assessed(input: AssessmentInput): { words: Words; facts: Assessment } {
  const {
    title,
    place,
    accused,
    class: reportClass,
    category,
    urgency,
    supervisory,
    maladministration,
  } = input;
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
      place:
        area === undefined && roadStatus === undefined ? undefined : present({ area, roadStatus }),
    }),
  };
}
