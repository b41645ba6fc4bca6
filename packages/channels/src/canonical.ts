import { hash } from "node:crypto";

/**
 * What a parsed body says, whatever the order and spacing of its members: two deliveries under one id are the same
 * message if these are equal. Only ever compared with our own, so no standard of canonical JSON is needed.
 */
export function bodyDigest(value: unknown): string {
  return hash("sha256", canonical(value), "base64url");
}

/** @param value from `readJson`: no cycle, bounded depth, nothing that JSON cannot say */
function canonical(value: unknown): string {
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  const members = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `{${members.map(([name, each]) => `${JSON.stringify(name)}:${canonical(each)}`).join(",")}}`;
}
