import type { Circumstances, Enclosed } from "./command.ts";
import type { Opening, Spoken, Transition } from "./event.ts";
import { holderOf } from "./fold.ts";
import type { Case } from "./fold.ts";
import { refused } from "./refusal.ts";
import type { Refused } from "./refusal.ts";
import { allows, isOf } from "./rule.ts";

/** The questions before every act: is it ours to do, is it our turn, and does the state allow it? */
export function mayAct(
  current: Case,
  now: Circumstances,
  type: Transition["type"],
): "yes" | Refused {
  const seated = isOf(type, now.me, now.hub);
  if (seated !== "yes") return seated;
  if (holderOf(current, now.hub) !== now.me) return refused("notHolder");
  return allows(current.report.state, type) ? "yes" : refused("wrongState");
}

/** Only the hub opens epochs; the cut is the last event of the old holder that it has applied. */
export function openFor(holder: string, current: Case): Opening {
  const { turn, heads } = current;
  return {
    epoch: turn.epoch + 1,
    holder,
    cut: heads[turn.holder] ?? { seq: 0, hash: "" },
  };
}

export function spoken(command: Enclosed, now: Circumstances): Spoken {
  return {
    by: now.by,
    ...(command.content === undefined ? {} : { content: command.content }),
    ...(command.attachments === undefined || command.attachments.length === 0
      ? {}
      : { attachments: command.attachments }),
  };
}
