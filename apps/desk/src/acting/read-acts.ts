import type { Pending } from "./pending.ts";

/** Of a store that another version, or a person, may have written into. */
export function readActs(kept: string | null): Pending[] {
  if (kept === null) return [];
  try {
    const read: unknown = JSON.parse(kept);
    return Array.isArray(read) ? read.filter(isPending) : [];
  } catch {
    return [];
  }
}

const statuses: ReadonlySet<unknown> = new Set(["waiting", "sending", "offline", "refused"]);

function isPending(given: unknown): given is Pending {
  if (typeof given !== "object" || given === null) return false;
  // Proof: an object is asked for what it may have.
  const { key, verb, report, ifVersion, said, called, askedAt, status, faults } = given as Record<
    string,
    unknown
  >;
  return (
    [key, verb, report, said, called].every((each) => typeof each === "string" && each !== "") &&
    /^[a-zA-Z]+$/.test(String(verb)) &&
    Number.isInteger(ifVersion) &&
    typeof askedAt === "number" &&
    (faults === undefined || Number.isInteger(faults)) &&
    statuses.has(status)
  );
}
