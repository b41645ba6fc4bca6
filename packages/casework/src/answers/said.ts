import { sha256 } from "@simpul/protocol";
import { z } from "zod";
import type { RespondInput } from "./answer.ts";

/**
 * An answer as somebody is still writing it: any part may be missing, and what is there may still be refused. Its text is
 * twice as long as an answer may be, so that nothing is lost where two drafts were put together.
 */
export const draftSaid = z.strictObject({
  kind: z.enum(["initial", "interim", "plan", "done", "refused"]).optional(),
  text: z.string().max(40_000).default(""),
  date: z.string().max(20).optional(),
  basis: z.string().max(40_000).optional(),
  attachments: z.array(z.uuid()).max(20).default([]),
  onBehalf: z
    .strictObject({
      unit: z.string().max(64).default(""),
      dated: z.string().max(20).default(""),
      scan: z.uuid().optional(),
    })
    .optional(),
});
export type DraftSaid = z.infer<typeof draftSaid>;

/** Names this very answer: another letter, another file or another day is another one. */
export function digestOf(answer: RespondInput): string {
  const { kind, text, date = null, basis = null, attachments = [], onBehalf } = answer;
  const behalf =
    onBehalf === undefined ? null : [onBehalf.unit, onBehalf.dated, onBehalf.scan.toLowerCase()];
  const files = attachments.map((id) => id.toLowerCase());
  return sha256(JSON.stringify([kind, text, date, basis, files, behalf]));
}

/** Those that end the institution's turn: what a citizen is told for good. */
export const isFinal = (kind: RespondInput["kind"]): boolean =>
  kind === "done" || kind === "refused";
