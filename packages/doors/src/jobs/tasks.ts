import type { Bench } from "./bench.ts";
import { digest } from "./digest.ts";
import { recompute } from "./recompute.ts";
import { sweepAnswers } from "./sweep-answers.ts";
import { sweepAudit } from "./sweep-audit.ts";
import { sweepMails } from "./sweep-mails.ts";
import { unlockDead } from "./unlock-dead.ts";
import { watchClocks } from "./watch-clocks.ts";

/** Tasks with what they are given: ids only, because a job outlives what it was about and is read by operators. */
interface TaskPayloads {
  digest: Record<never, never>;
  recompute: Record<never, never>;
  sweepAnswers: Record<never, never>;
  sweepAudit: Record<never, never>;
  sweepMails: Record<never, never>;
  unlockDead: Record<never, never>;
  watchClocks: Record<never, never>;
}

export type TaskName = keyof TaskPayloads;

/** Every task is idempotent: the queue delivers at least once. */
export type Task<Name extends TaskName> = (
  bench: Bench,
  payload: TaskPayloads[Name],
) => Promise<void>;

export const tasks: { readonly [Name in TaskName]: Task<Name> } = {
  digest,
  recompute,
  sweepAnswers,
  sweepAudit,
  sweepMails,
  unlockDead,
  watchClocks,
};

/** Each task by its schedule, in UTC, spread over the hour so that they do not meet. */
export const schedule: readonly { readonly task: TaskName; readonly match: string }[] = [
  { task: "digest", match: "*/15 * * * *" },
  { task: "recompute", match: "* * * * *" },
  { task: "sweepAnswers", match: "17 19 * * *" },
  { task: "sweepAudit", match: "37 19 * * *" },
  { task: "sweepMails", match: "47 19 * * *" },
  { task: "unlockDead", match: "* * * * *" },
  { task: "watchClocks", match: "* * * * *" },
];
