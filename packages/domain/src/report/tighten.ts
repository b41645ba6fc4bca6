import type { Circumstances, Erase, MaskWords, Tighten } from "./command.ts";
import { decided } from "./decision.ts";
import type { Decision } from "./decision.ts";
import type { Case } from "./fold.ts";
import { spoken } from "./holding.ts";
import { refused } from "./refusal.ts";
import { isFull } from "./reporter.ts";
import { hears } from "./rule.ts";

/** Comes from any party in any epoch and is never void (PROTOCOL, "Flags"). */
export function tighten(current: Case, command: Tighten, now: Circumstances): Decision {
  if (isFull(current, now.me)) return refused("tooManyWords");
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
  if (!hears(current.report, now.me, now.hub)) return refused("originOnly");
  if (isFull(current, now.me)) return refused("tooManyWords");
  return decided({
    type: "tightened",
    ...spoken(command, now),
    flags: current.report.flags,
    erases: command.contents,
  });
}
