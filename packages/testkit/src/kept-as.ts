import type { Prepare } from "@simpul/casework";

/** Takes an upload as it comes and calls it that: for tests of what happens to a file, not of what it is. */
export function keptAs(type: string): Prepare {
  return (bytes) => Promise.resolve({ outcome: "prepared", type, bytes });
}
