import type { z } from "zod";

/** Where a body is not what it should be, said so that the sender can mend it. */
export interface Misfit {
  /** RFC 6901. */
  readonly pointer: string;
  readonly reason: "missing" | "unknown" | "invalid";
  /** The member's name, for the sentence about it. */
  readonly name: string;
  /** The schema's own words, in English. */
  readonly detail: string;
}

/** The first ones suffice: a body that is wrong in a thousand places is answered briefly. */
const most = 20;

export function misfitsOf(error: z.ZodError, body: unknown): Misfit[] {
  return error.issues.flatMap((issue) => misfits(issue, body)).slice(0, most);
}

function misfits(issue: z.core.$ZodIssue, body: unknown): Misfit[] {
  if (issue.code === "unrecognized_keys")
    return issue.keys.map((name) => ({
      pointer: pointerTo([...issue.path, name]),
      reason: "unknown",
      name: name.slice(0, 100),
      detail: "unknown field",
    }));
  const missing = issue.path.length > 0 && valueAt(body, issue.path) === undefined;
  return [
    {
      pointer: pointerTo(issue.path),
      reason: missing ? "missing" : "invalid",
      name: String(issue.path.at(-1) ?? ""),
      detail: issue.message,
    },
  ];
}

function pointerTo(path: readonly PropertyKey[]): string {
  return path
    .map((each) => `/${String(each).slice(0, 100).replaceAll("~", "~0").replaceAll("/", "~1")}`)
    .join("");
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const each of path) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, each))
      return undefined;
    // Proof: an object that has this very member of its own.
    value = (value as Record<PropertyKey, unknown>)[each];
  }
  return value;
}
