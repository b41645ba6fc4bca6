import { safeCode } from "./safe-fields.ts";

/**
 * An error without its words. `message` quotes input, drizzle's holds every parameter of the query,
 * Postgres' `detail` the row itself: what remains is class, code, the names of database objects and the
 * places in the source, which is what finds a fault. Never throws, whatever was thrown.
 */
export interface SafeError {
  readonly name: string;
  readonly code?: string;
  /** PostgreSQL's names: table, column, constraint, routine, severity. */
  readonly database?: Readonly<Record<string, string>>;
  readonly at?: readonly string[];
  readonly cause?: SafeError;
  readonly errors?: readonly SafeError[];
}

/** Causes and aggregated errors are followed this deep and this wide: an attacker may nest them. */
const MOST = 5;
const databaseNames = [
  "severity",
  "schema_name",
  "table_name",
  "column_name",
  "constraint_name",
  "routine",
];

export function safeError(thrown: unknown, depth = 0): SafeError {
  try {
    return describe(thrown, depth);
  } catch {
    return { name: "Unreadable" };
  }
}

function describe(thrown: unknown, depth: number): SafeError {
  if (!(thrown instanceof Error)) return { name: `Thrown:${typeof thrown}` };
  const own: Record<string, unknown> = { ...thrown };
  const code = safeCode(own.code);
  const database = namesOfDatabase(own);
  const at = places(thrown);
  const aggregated: unknown = own.errors ?? ("errors" in thrown ? thrown.errors : undefined);
  const deeper = depth < MOST;
  return {
    name: safeCode(thrown.constructor.name) ?? "Error",
    ...(code !== undefined && { code }),
    ...(database !== undefined && { database }),
    ...(at.length > 0 && { at }),
    ...(deeper && thrown.cause !== undefined && { cause: safeError(thrown.cause, depth + 1) }),
    ...(deeper &&
      Array.isArray(aggregated) && {
        errors: aggregated.slice(0, MOST).map((each) => safeError(each, depth + 1)),
      }),
  };
}

function namesOfDatabase(own: Record<string, unknown>): Record<string, string> | undefined {
  const found: Record<string, string> = {};
  for (const name of databaseNames) {
    const value = safeCode(own[name]);
    if (value !== undefined) found[name] = value;
  }
  return Object.keys(found).length > 0 ? found : undefined;
}

/**
 * File, line and column only, from behind the message: a message of several lines can look like frames.
 * Where the message was changed after the throw, its old words cannot be told apart: no frames then.
 */
function places(error: Error): string[] {
  const stack = typeof error.stack === "string" ? error.stack : "";
  const words = stack.indexOf(error.message);
  if (words < 0) return [];
  const found = stack.slice(words + error.message.length).matchAll(frame);
  return [...found].slice(0, 12).map(([, file, core, line, at]) => `${file ?? core}:${line}:${at}`);
}

const frame =
  /^ +at .*?\(?(?:file:\/\/)?(?:(?:\/[\w@.+-]+)*\/((?:packages|services|apps|deploy|node_modules)\/[\w@.+/-]+\.[cm]?[jt]s)|(node:[\w/]+)):(\d{1,5}):(\d{1,6})\)?$/gm;
