import { join } from "node:path";
import { cruise, type IForbiddenRuleType } from "dependency-cruiser";
import extractConfiguration from "dependency-cruiser/config-utl/extract-depcruise-config";
import { root } from "../command.ts";

export type Cruise = {
  modules: string[];
  violations: { rule: string; from: string; to: string; reason: string }[];
};

const configuration = await extractConfiguration(join(root, ".dependency-cruiser.mjs"));
const forbidden: IForbiddenRuleType[] = configuration.forbidden ?? [];

export const rules: string[] = forbidden.map((rule) => rule.name ?? "");

/** Holds the arrows of ARCHITECTURE.md against the packages below `baseDir`. */
export async function cruiseArchitecture(baseDir: string, folders: string[]): Promise<Cruise> {
  const options = configuration.options ?? {};
  const result = await cruise(
    folders,
    { ...options, baseDir, ruleSet: { forbidden }, validate: true },
    { ...options.enhancedResolveOptions },
  );
  if (typeof result.output === "string")
    throw new TypeError("a cruise without reporter is an object");
  return {
    modules: result.output.modules.map((module) => module.source),
    violations: result.output.summary.violations.map(({ rule, from, to }) => ({
      rule: rule.name,
      from,
      to,
      reason: forbidden.find((one) => one.name === rule.name)?.comment ?? "",
    })),
  };
}
