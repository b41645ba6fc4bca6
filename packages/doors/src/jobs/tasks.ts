import type { Bench } from "./bench.ts";
import { digest } from "./digest.ts";
import { indexWords } from "./index-words.ts";
import { recompute } from "./recompute.ts";
import { rewrap } from "./rewrap.ts";
import { rosterAlarms } from "./roster-alarms.ts";
import { sweepAnswers } from "./sweep-answers.ts";
import { sweepAudit } from "./sweep-audit.ts";
import { sweepIdentities } from "./sweep-identities.ts";
import { checkFiles } from "./scan-files.ts";
import { sweepMails } from "./sweep-mails.ts";
import { sweepUploads } from "./sweep-uploads.ts";
import { unlockDead } from "./unlock-dead.ts";
import { forgetLikeness, learnSuggestions } from "./train-suggestions.ts";
import { watchClocks } from "./watch-clocks.ts";

/** Tasks with what they are given: ids only, because a job outlives what it was about and is read by operators. */
interface TaskPayloads {
  checkFiles: Record<never, never>;
  digest: Record<never, never>;
  indexWords: Record<never, never>;
  forgetLikeness: Record<never, never>;
  learnSuggestions: Record<never, never>;
  recompute: Record<never, never>;
  rewrap: Record<never, never>;
  rosterAlarms: Record<never, never>;
  sweepAnswers: Record<never, never>;
  sweepAudit: Record<never, never>;
  sweepIdentities: Record<never, never>;
  sweepMails: Record<never, never>;
  sweepUploads: Record<never, never>;
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
  checkFiles,
  digest,
  indexWords,
  forgetLikeness,
  learnSuggestions,
  recompute,
  rewrap,
  rosterAlarms,
  sweepAnswers,
  sweepAudit,
  sweepIdentities,
  sweepMails,
  sweepUploads,
  unlockDead,
  watchClocks,
};

/** Each task by its schedule, in UTC, spread over the hour so that they do not meet. */
export const schedule: readonly { readonly task: TaskName; readonly match: string }[] = [
  { task: "checkFiles", match: "* * * * *" },
  { task: "digest", match: "*/15 * * * *" },
  { task: "forgetLikeness", match: "57 19 * * *" },
  { task: "learnSuggestions", match: "* * * * *" },
  { task: "indexWords", match: "* * * * *" },
  { task: "recompute", match: "* * * * *" },
  { task: "rewrap", match: "* * * * *" },
  { task: "rosterAlarms", match: "11 * * * *" },
  { task: "sweepAnswers", match: "17 19 * * *" },
  { task: "sweepAudit", match: "37 19 * * *" },
  { task: "sweepIdentities", match: "*/5 * * * *" },
  { task: "sweepMails", match: "47 19 * * *" },
  { task: "sweepUploads", match: "27 * * * *" },
  { task: "unlockDead", match: "* * * * *" },
  { task: "watchClocks", match: "* * * * *" },
];

/** What a worker that starts looks at once, one of several that start together. */
export const atStart: readonly TaskName[] = ["rosterAlarms", "learnSuggestions"];
