import type { Actor } from "@simpul/access";

/**
 * The channel or application that took a report in passes its reporter's own words on. Anybody else who may speak for
 * the reporter records the word, and history says that it was recorded.
 */
export function reporterSpeaks(actor: Actor): { by?: "reporter" } {
  const passesOn =
    actor.kind === "channel" || (actor.kind === "machine" && !actor.scopes.includes("reports:act"));
  return passesOn ? { by: "reporter" } : {};
}
