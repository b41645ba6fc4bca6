import { isDeepStrictEqual } from "node:util";
import { previewPolicy } from "@simpul/casework";
import { type ClockPolicy, validatePolicy } from "@simpul/domain";
import { command } from "../command.ts";
import { importArgs, importTerms } from "./import-terms.ts";
import { lineOfRule } from "./line-of-rule.ts";

export const importPolicy = command({
  name: "policy import",
  description: "At the hub: publish a clock policy, and recompute open deadlines",
  args: importArgs("the whole policy as JSON: version, rules, bounds, mostPausedDays"),
  run: (args) =>
    importTerms<ClockPolicy>(
      {
        kind: "policy",
        plural: "policies",
        validate: validatePolicy,
        compare,
        preview: previewPolicy,
      },
      args,
    ),
});

function compare(current: ClockPolicy, next: ClockPolicy): { lines: string[]; value: object } {
  const before = new Map(current.rules.map((rule) => [rule.id, rule]));
  const after = new Set(next.rules.map(({ id }) => id));
  const added = next.rules.filter(({ id }) => !before.has(id));
  const changed = next.rules.filter(
    (rule) => before.has(rule.id) && !isDeepStrictEqual(rule, before.get(rule.id)),
  );
  const removed = current.rules.filter(({ id }) => !after.has(id));
  const lines = [
    ...added.map((rule) => `new      ${lineOfRule(rule)}`),
    ...changed.map((rule) => `changed  ${lineOfRule(rule)}`),
    ...removed.map((rule) => `gone     ${lineOfRule(rule)}`),
    ...(isDeepStrictEqual(current.bounds, next.bounds) ? [] : ["changed  the national bounds"]),
    ...(current.mostPausedDays === next.mostPausedDays
      ? []
      : [`changed  questions may stop the clocks for ${next.mostPausedDays} working days in all`]),
  ];
  const ids = (rules: ClockPolicy["rules"]) => rules.map(({ id }) => id);
  return {
    lines: lines.length > 0 ? lines : ["no rule is new or changed"],
    value: { rules: { added: ids(added), changed: ids(changed), removed: ids(removed) } },
  };
}
