import type { Circumstances, Erase, MaskWords, Tighten } from "./command.ts";
import { decided } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Case } from "./fold.ts";
import { spoken } from "./holding.ts";
import { refused } from "./refusal.ts";
import { isFull } from "./reporter.ts";
import { hears } from "./rule.ts";
import type { Flags } from "./vocabulary.ts";

/** Comes from any party in any epoch and is never void (PROTOCOL, "Flags"). */
export function tighten(current: Case, command: Tighten, now: Circumstances): Decision {
  const { flags } = current.report;
  const stays = (one: keyof Flags): boolean => flags[one] || !command.flags[one];
  // Each flag is set once: that adds two, also where all that may be said was said.
  if (stays("secret") && stays("anonymous") && isFull(current, now.me))
    return refused("tooManyWords");
  return decided({ type: "tightened", ...spoken(command, now), flags: command.flags });
}

/** Leaves places out of the public version of texts; the words stay as they are for those inside. */
export function mask(current: Case, command: MaskWords, now: Circumstances): Decision {
  if (isFull(current, now.me)) return refused("tooManyWords");
  return decided({
    type: "tightened",
    ...spoken(command, now),
    flags: current.report.flags,
    masks: command.masks,
  });
}

/** Removes contents at every party; the streams keep their hashes. Whoever took the report in may ask, and the hub. */
export function erase(current: Case, command: Erase, now: Circumstances): Decision {
  const { report } = current;
  if (!hears(report, now.me, now.hub)) return refused("originOnly");
  // What the law wants gone goes, also where all that may be said was said; once.
  const isGone = command.contents.every((hash) => report.erased?.includes(hash) === true);
  if (isGone && isFull(current, now.me)) return refused("tooManyWords");
  return decided({
    type: "tightened",
    ...spoken(command, now),
    flags: report.flags,
    erases: command.contents,
  });
}
