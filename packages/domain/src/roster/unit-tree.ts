/** A unit's place in the tree of its tenant. */
export interface UnitPlace {
  readonly code: string;
  readonly parent: string | null;
}

/** The unit and those above it, nearest first; a cycle that lies there already ends it. */
export function pathUp(code: string, units: readonly UnitPlace[]): string[] {
  const parents = new Map(units.map((unit) => [unit.code, unit.parent]));
  const path: string[] = [];
  for (let at: string | null = code; at !== null && !path.includes(at);)
    at = (path.push(at), parents.get(at) ?? null);
  return path;
}

/** Whether a unit below `parent` would stand below itself. */
export function wouldCycle(code: string, parent: string, units: readonly UnitPlace[]): boolean {
  return pathUp(parent, units).includes(code);
}
