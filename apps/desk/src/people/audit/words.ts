import { isKey } from "@simpul/words";
import type { Say } from "@simpul/words";
import type { Outputs } from "../../api-types.ts";

export type AuditedAct = Outputs["audit"]["search"]["items"][number];
export type AuditedPerson = Outputs["audit"]["people"][number];

const worded = (t: Say, ...keys: readonly string[]): string | undefined => {
  const key = keys.find((one) => isKey(one));
  // Proof: found by `isKey`; neither acts nor outcomes have parameters.
  return key === undefined ? undefined : t(key as "act.note");
};

/** What was done, as a button or the audit calls it; a verb of another version by its code. */
export const verbWords = (t: Say, verb: string): string =>
  worded(t, `peopleDesk.did.${verb}`, `act.${verb}`, `peopleDesk.came.${verb}`) ?? verb;

/** A refusal's code is explained where its problem is; of a role that was given it is the role. */
export const outcomeWords = (t: Say, outcome: string): string =>
  worded(
    t,
    `peopleDesk.outcome.${outcome}`,
    `problem.${outcome}.title`,
    `peopleDesk.role.${outcome}`,
  ) ?? outcome;

const kinds = [
  "staff",
  "machine",
  "channel",
  "peer",
  "reporter",
  "clock",
  "system",
  "public",
] as const;

/** Who it was: an officer by name where the roster has one, anything else by its kind and id. */
export function actorWords(
  t: Say,
  actor: string,
  people: ReadonlyMap<string, AuditedPerson>,
): string {
  const name = people.get(actor)?.name;
  if (name !== undefined) return name;
  const [kind = "", ...id] = actor.split(":");
  const known = kinds.find((one) => one === kind);
  if (known === undefined) return actor;
  return [
    t(`peopleDesk.audit.who.${known}`),
    id.join(":").replace("urn:simpul:node:", "").slice(0, 24),
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** "cara: dengan kata sandi, kasus: 4"; what has no words is written as its code. */
export const detailWords = (t: Say, detail: AuditedAct["detail"]): string =>
  Object.entries(detail)
    .map(([name, value]) => {
      const code = String(value);
      const said = worded(
        t,
        `peopleDesk.account.how.${code}`,
        `role.${code}`,
        `unsealPurpose.${code}`,
      );
      return `${worded(t, `peopleDesk.audit.of.${name}`) ?? name}: ${said ?? code}`;
    })
    .join(", ");
