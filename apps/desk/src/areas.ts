import { client } from "./trpc.ts";

/**
 * Places by their codes, as rows of lists ask for them: one at a time, and read together. What was read once is known until
 * the page is loaded again; the country's areas change by decree.
 */
const known = new Map<string, string>();
const wanted = new Set<string>();
const listeners = new Set<() => void>();
let version = 0;
let isAsked = false;
const most = 100;

/** Its name with what it lies in: "Sepinggan Raya, Balikpapan Selatan". The code itself until it is read. */
export function areaName(code: string): string {
  const name = known.get(code);
  if (name !== undefined) return name;
  wanted.add(code);
  if (!isAsked) {
    isAsked = true;
    setTimeout(() => void readWanted(), 0);
  }
  return code;
}

export const areasVersion = (): number => version;

export function subscribeToAreas(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

async function readWanted(): Promise<void> {
  const codes = [...wanted].slice(0, most);
  for (const code of codes) wanted.delete(code);
  const found = await client.reference.areas.query({ codes }).catch(() => []);
  // A code that nobody knows is its own name, and is not asked for again.
  for (const code of codes) known.set(code, code);
  for (const { code, name, path } of found)
    known.set(
      code,
      [name, ...path.split(", ").slice(0, 1)].filter((each) => each !== "").join(", "),
    );
  isAsked = false;
  version += 1;
  for (const tell of listeners) tell();
  const [next] = wanted;
  if (next !== undefined) areaName(next);
}
