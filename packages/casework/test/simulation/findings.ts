/** What one seed showed: the shortest life in which it came up is the one to look at. */
export interface Finding {
  count: number;
  seed: number;
  acts: number;
  detail: string;
}

/** Disagreements by what they are about, and how often the lives came to what they are judged by. */
export class Findings {
  readonly found = new Map<string, Finding>();
  readonly figures = new Map<string, number>();

  add(what: string, seed: number, acts: number, detail: string): void {
    const known = this.found.get(what);
    if (known === undefined) this.found.set(what, { count: 1, seed, acts, detail });
    else {
      known.count += 1;
      if (acts < known.acts) Object.assign(known, { seed, acts, detail });
    }
  }

  count(figure: string, by = 1): void {
    this.figures.set(figure, (this.figures.get(figure) ?? 0) + by);
  }
}
