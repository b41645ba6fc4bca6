import { say } from "./say.ts";
import type { Lang } from "./text.ts";

/** The chip's words. `workingDays` until the deadline: 0 is its day itself, below 0 it has passed. */
export function deadlineWords(lang: Lang, workingDays: number): string {
  if (workingDays === 0) return say(lang, "deadline.today");
  const days = Math.abs(workingDays);
  return say(lang, workingDays > 0 ? "deadline.left" : "deadline.late", { days });
}
