import { existsSync } from "node:fs";
import { join } from "node:path";
import { root } from "../command.ts";
import { cruiseArchitecture } from "./cruise.ts";
import { sources } from "./sources.ts";

const folders = ["packages", "apps", "services", "deploy"].filter((one) =>
  existsSync(join(root, one)),
);
const { modules, violations } = await cruiseArchitecture(root, folders);

// The cruiser reads no TypeScript without its parser and is green all the same: hence the count.
const expected = sources().filter((file) => !file.startsWith("scripts/"));
const read = new Set(modules);
const unread = expected.filter((file) => !read.has(file));
console.log(
  `${modules.length} modules, ${expected.length - unread.length} of ${expected.length} sources read`,
);

for (const { rule, from, to, reason } of violations)
  console.log(`${from} → ${to}\n  ${rule}: ${reason}`);
const blind = expected.length === 0 || unread.length > expected.length * 0.1;
if (blind) console.log(`the cruise is blind: ${unread.length} sources were not read`);
process.exitCode = violations.length > 0 || blind ? 1 : 0;
