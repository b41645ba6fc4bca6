import { hash } from "node:crypto";

/**
 * What a parsed body says, whatever the order and spacing of its members: two deliveries under one id are the same
 * message if these are equal. Only ever compared with our own, so no standard of canonical JSON is needed.
 */
export function bodyDigest(value: unknown): string {
  return hash("sha256", JSON.stringify(ordered(value)), "base64url");
}

/** @param value from `readJson`: no cycle, bounded depth, no `__proto__`, nothing that JSON cannot say */
function ordered(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  if (Array.isArray(value)) return value.map(ordered);
  const members: Record<string, unknown> = {};
  for (const [name, each] of Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    members[name] = ordered(each);
  return members;
}
