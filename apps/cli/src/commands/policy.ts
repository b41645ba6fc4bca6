import type { ClockPolicy } from "@simpul/domain";
import type { Group } from "../command.ts";
import { lineOfRule } from "./line-of-rule.ts";
import { show } from "./show-in-force.ts";

const linesOf = ({ rules, bounds, mostPausedDays }: ClockPolicy): string[] => [
  ...rules.map((rule) => `  ${lineOfRule(rule)}`),
  ...bounds.map(({ clock, least, most }) => `  a ${clock} of a tenant: ${least} to ${most}`),
  `  questions may stop the clocks for ${mostPausedDays} working days in all`,
];

const showPolicy = show("policy", linesOf);

export const policy: Group = {
  kind: "group",
  name: "policy",
  description: "The statutory clocks: amounts, bounds and their legal basis",
  commands: {
    show: { description: showPolicy.description, load: async () => showPolicy },
    import: {
      description: "At the hub: publish a clock policy, and recompute open deadlines",
      load: async () => (await import("./policy-import.ts")).importPolicy,
    },
  },
};
