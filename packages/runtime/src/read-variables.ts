import { readFileSync } from "node:fs";
import type { z } from "zod";
import { closestName } from "./closest-name.ts";
import { demoVariables, environments, type Kind, kinds, notes } from "./variables.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Strings as the environment and the files hold them; an empty one counts as not set, as compose files leave it. */
export function readVariables(
  kind: Kind,
  env: Environment,
): { strings: Record<string, string>; problems: string[] } {
  const strings: Record<string, string> = {};
  const problems: string[] = [];
  for (const [name, schema] of Object.entries(environments[kind].shape)) {
    const secret = notes.get(schema)?.secret === true;
    const path = secret ? env[`${name}_FILE`] : undefined;
    const direct = env[name];
    if (direct && path) problems.push(`${name} and ${name}_FILE are both set: keep one of them`);
    else if (path) readSecretFile(name, path, strings, problems);
    else if (direct) strings[name] = direct;
  }
  return { strings, problems };
}

function readSecretFile(
  name: string,
  path: string,
  strings: Record<string, string>,
  problems: string[],
): void {
  try {
    // An editor and `echo` end a file with one newline, which is no part of the secret; more are.
    strings[name] = readFileSync(path, "utf8").replace(/\r?\n$/, "");
    if (strings[name] === "") problems.push(`${name}_FILE names an empty file: ${path}`);
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unreadable";
    problems.push(`${name}_FILE names a file that cannot be read (${code}): ${path}`);
  }
}

/** A misspelt variable would silently leave a default in force: every SIMPUL_* name must be one of ours. */
export function unknownVariables(kind: Kind, env: Environment): string[] {
  const here = accepted(kind);
  const anywhere = new Set(kinds.flatMap((each) => [...accepted(each)]));
  const problems: string[] = [];
  for (const name of Object.keys(env)) {
    if (!name.startsWith("SIMPUL_") || here.has(name) || demoVariables.has(name)) continue;
    // One env file may serve `simpul migrate` and the service beside it.
    if (kind === "migrate" && anywhere.has(name)) continue;
    if (anywhere.has(name)) problems.push(`${name} means nothing to a ${kind}: remove it`);
    else problems.push(`${name} is not a variable of Simpul${suggestion(name, here)}`);
  }
  return problems;
}

function accepted(kind: Kind): Set<string> {
  const shape: Record<string, z.ZodType> = environments[kind].shape;
  return new Set(
    Object.entries(shape).flatMap(([name, schema]) =>
      notes.get(schema)?.secret ? [name, `${name}_FILE`] : [name],
    ),
  );
}

function suggestion(name: string, known: ReadonlySet<string>): string {
  const closest = closestName(name, known);
  return closest === undefined ? "" : `; did you mean ${closest}?`;
}
