import { z } from "zod";
import { attachmentIds, date, text } from "../input.ts";
import { onBehalfInput } from "./on-behalf.ts";

export const respondInput = z.strictObject({
  kind: z.enum(["initial", "interim", "plan", "done", "refused"]),
  text,
  /** Of a plan: the day it promises. */
  date: date.optional(),
  /** Of a refusal: the law it rests on. */
  basis: text.optional(),
  attachments: attachmentIds.optional(),
  /** What a unit wrote on paper, recorded by its institution. */
  onBehalf: onBehalfInput.optional(),
});
export type RespondInput = z.infer<typeof respondInput>;

/** What a kind of answer cannot do without. */
export function incomplete(
  input: RespondInput,
): { readonly code: "dateMissing" | "basisMissing"; readonly pointer: string } | undefined {
  if (input.kind === "plan" && input.date === undefined)
    return { code: "dateMissing", pointer: "/date" };
  if (input.kind === "refused" && input.basis === undefined)
    return { code: "basisMissing", pointer: "/basis" };
  return undefined;
}
