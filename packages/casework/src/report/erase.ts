import type { Actor } from "@simpul/access";
import { contentsOf, wholeOf, withScope } from "@simpul/db";
import type { LoadedReport } from "@simpul/db";
import { z } from "zod";
import type { Context } from "../context.ts";
import { failed } from "../failure.ts";
import type { Result } from "../failure.ts";
import { contentName, text } from "../input.ts";
import { perform } from "../perform.ts";
import type { Summary } from "../summary.ts";
import { withItsParts } from "./its-parts.ts";
import type { Target } from "../upon-report.ts";

export const eraseInput = z.strictObject({
  /** By hash; everything that was said and enclosed until now unless given. */
  contents: z.array(contentName).min(1).max(1000).optional(),
  /** The request or the law it rests on. */
  reason: text,
});
export type EraseInput = z.infer<typeof eraseInput>;

/**
 * Removes words and files of a report and its parts at every party for good (UU PDP 27/2022, art. 43); the streams keep their hashes and verify.
 * Refused: `originOnly` for a party that did not take the report in, unless it is the hub; `invalid` with a pointer to what
 * is no content of this report.
 */
export function erase(
  ctx: Context,
  actor: Actor & { tenant: string },
  target: Target,
  input: EraseInput,
): Promise<Result<Summary>> {
  const asked = perform(ctx, actor, {
    ...target,
    verb: "erase",
    words: { reason: input.reason },
    command: async (loaded, tx) => {
      const held = (await contentsOf(tx, loaded.tenant, loaded.id)).map(({ hash }) => hash);
      const stray = (input.contents ?? []).findIndex((hash) => !held.includes(hash));
      if (stray !== -1) return failed("invalid", `/contents/${stray}`);
      // Of what goes at once only as many travel in one event; asking again takes the rest.
      return { type: "erase", contents: (input.contents ?? held).slice(0, 1000) };
    },
  });
  return withItsParts(ctx, actor, asked, async (speaker, part, whole) => {
    const contents = await heldBy(ctx, part, whole, input.contents);
    return contents?.length === 0
      ? asked
      : erase(ctx, speaker, { report: part.id }, { ...input, ...(contents && { contents }) });
  });
}

/** Of what was named, what a part holds: its files are the same, its letter has another salt. */
async function heldBy(
  ctx: Context,
  part: LoadedReport,
  whole: LoadedReport,
  named: readonly string[] | undefined,
): Promise<string[] | undefined> {
  if (named === undefined) return undefined;
  const letter = whole.case.report.text?.hash;
  const copied = part.case.report.text?.hash;
  const held = await withScope(ctx.db, wholeOf([part.tenant]), (tx) =>
    contentsOf(tx, part.tenant, part.id),
  );
  return held
    .map(({ hash }) => hash)
    .filter((hash) => named.includes(hash) || (hash === copied && named.includes(letter ?? "")));
}
