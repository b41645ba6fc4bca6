import type { VerbInput } from "../../api-types.ts";
import { assessmentOf, startOf } from "./assessment.ts";
import type { Assessed, Typed } from "./assessment.ts";

/** One of the reports that a message is split into. */
export interface Part extends Typed {
  /** Of this form only: parts are added and removed. */
  readonly key: string;
  /** The part's own words; empty means the whole message. */
  readonly text: string;
}

/** Two parts to begin with: the report's own place and class, and nothing said of what each is about. */
export function partsStart(report: Assessed): Part[] {
  const begun = { ...startOf(report), category: "", title: "", text: "" };
  const kind = begun.class === "" ? "complaint" : begun.class;
  return [0, 1].map(() => ({ ...begun, class: kind, key: crypto.randomUUID() }));
}

/** What was kept of a form, which is this form's own writing. */
export function readParts(kept: string): readonly Part[] {
  const read: unknown = JSON.parse(kept);
  // Proof: nothing else is ever kept under this name.
  return Array.isArray(read) ? (read as Part[]) : [];
}

export function partsOf(parts: readonly Part[]): VerbInput<"split">["parts"] {
  return parts.map((part) => {
    const text = part.text.trim();
    return { ...assessmentOf(part), ...(text === "" ? {} : { text }) };
  });
}
