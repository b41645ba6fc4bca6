import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { sources } from "./sources.ts";

/** Words of STYLE 13 that say nothing, wherever they stand in a name. */
const empty = new Set(["manager", "helper", "helpers", "util", "utils", "impl", "dto"]);
/** Words that are honest within a name (`dataDir`, `serviceCode`) and empty as what it is. */
const emptyAtTheEnd = new Set(["data", "info", "service", "handler"]);

const declaration =
  /^(?:export )?(?:declare )?(?:async )?(?:abstract )?(?:class|function|type|interface|const|let)\s+(\w+)/gm;

/** Why a name is refused, or "fine". An HTTP handler may be called one. */
export function verdict(name: string, file: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .split(/[-_.]/);
  const last = words.at(-1) ?? "";
  const offence =
    words.find((word) => empty.has(word)) ??
    (emptyAtTheEnd.has(last) ? last : undefined) ??
    (words.length > 1 && (last === "base" || words[0] === "base") ? "base" : undefined);
  if (offence === undefined) return "fine";
  if (offence === "handler" && file.includes("/http/")) return "fine";
  return `"${offence}" says nothing`;
}

/** Every name of a file that STYLE forbids: its own and those declared at its top level. */
export function offences(file: string, text: string): string[] {
  const own = basename(file).replace(/\.tsx?$/, "");
  const declared = [...text.matchAll(declaration)].map(([, name = ""]) => name);
  return [own, ...declared].flatMap((name) => {
    const said = verdict(name, file);
    return said === "fine" ? [] : [`${file}: ${name}: ${said}`];
  });
}

if (import.meta.main) {
  const files = sources();
  const found = files.flatMap((file) => offences(file, readFileSync(file, "utf8")));
  for (const offence of found) console.log(offence);
  process.exitCode = found.length > 0 ? 1 : 0;
}
