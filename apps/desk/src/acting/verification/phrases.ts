import { sayIn } from "@simpul/words";
import type { Lang } from "@simpul/words";

/** What a report has to say before anybody can act on it. */
export const missing = ["who", "what", "where", "when"] as const;
export type Missing = (typeof missing)[number];

/** The reporter is spoken to in Indonesian, whatever the desk speaks. */
const reporters: Lang = "id";

/** Ready questions to the reporter that name what is missing: all of it where nothing was chosen. */
export function holdPhrases(chosen: readonly Missing[]): string[] {
  const t = sayIn(reporters);
  const asked = missing.filter((each) => chosen.length === 0 || chosen.includes(each));
  const list = asked.map((each) => t(`verifying.hold.missing.${each}`));
  const things = new Intl.ListFormat(reporters, { type: "conjunction" }).format(list);
  const lines = asked.map((each) => `- ${t(`verifying.hold.question.${each}`)}`).join("\n");
  return [t("verifying.hold.phrase.short", { things }), t("verifying.hold.phrase.long", { lines })];
}

/** Reasons to archive for which the reporter is told where to turn. */
const advised = ["outsideGovernment", "otherForum", "tooVague"] as const;

export function adviceFor(reason: string): string | undefined {
  const found = advised.find((each) => each === reason);
  return found === undefined ? undefined : sayIn(reporters)(`verifying.archive.advice.${found}`);
}
