import type { DigestParameters } from "@simpul/casework";
import { say } from "@simpul/words";
import type { Lang } from "@simpul/words";
import { dayWords } from "./day-words.ts";
import type { Block } from "./letter.ts";

/** What somebody is reminded of: of a secret report its tracking id alone, of a restricted one not even that. */
export function digestBlocks(
  lang: Lang,
  { items, more, restricted }: DigestParameters,
): readonly Block[] {
  const lines = items.map(({ trackingId, due }) => {
    if (due === undefined) return trackingId;
    const said = {
      trackingId,
      clock: say(lang, `clock.${due.clock}`),
      day: dayWords(lang, due.day),
    };
    return due.isOver ? say(lang, "mail.digest.over", said) : say(lang, "mail.digest.ahead", said);
  });
  if (more > 0) lines.push(say(lang, "mail.digest.more", { count: more }));
  const blocks: Block[] = [];
  if (lines.length > 0)
    blocks.push({ kind: "text", text: say(lang, "mail.digest.body") }, { kind: "list", lines });
  if (restricted > 0)
    blocks.push({ kind: "text", text: say(lang, "mail.digest.restricted", { count: restricted }) });
  return blocks;
}
