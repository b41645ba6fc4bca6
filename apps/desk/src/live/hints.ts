/** What the server said of a moment: which reports changed, and whether lists are others. `all`: anything may have. */
export type Hint = "all" | { readonly reports: ReadonlySet<string>; readonly lists: boolean };

export const nothing: Hint = { reports: new Set(), lists: false };

export function joined(one: Hint, other: Hint): Hint {
  if (one === "all" || other === "all") return "all";
  return { reports: new Set([...one.reports, ...other.reports]), lists: one.lists || other.lists };
}

export const isNothing = (hint: Hint): boolean =>
  hint !== "all" && hint.reports.size === 0 && !hint.lists;

/** An event's data; what cannot be read may have been anything. */
export function readHint(data: string): Hint {
  const read = parsed(data);
  if (typeof read !== "object" || read === null || !("reports" in read)) return "all";
  const { reports } = read;
  if (!Array.isArray(reports) || !reports.every((each) => typeof each === "string")) return "all";
  return { reports: new Set(reports), lists: "lists" in read && read.lists === true };
}

function parsed(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
}

/** As react-query has it: the key of a procedure, and what was read. */
export interface Read {
  readonly queryKey: readonly unknown[];
  readonly data: unknown;
}

/** They tell nothing of reports, or nothing that changes while somebody looks. */
const apart: ReadonlySet<string> = new Set([
  "desk",
  "reference",
  "roster",
  "units",
  "providers",
  "audit",
  "senders",
  "views",
  "templates",
  "nodes",
  "keys",
  "terms",
]);

/** Whether what was read may be another by now: all about a report that changed, and lists where any of them did. */
export function touches(hint: Hint, { queryKey: [path, asked], data }: Read): boolean {
  const router = Array.isArray(path) ? (path[0] as unknown) : undefined;
  if (typeof router !== "string") return false;
  if (apart.has(router)) return false;
  if (hint === "all") return true;
  const named = reportIn(asked);
  if (named === undefined) return hint.lists || hint.reports.size > 0;
  const id = uuid.test(named) ? named : idIn(data);
  // By a tracking id that nothing was read by yet it may be any.
  return id === undefined ? hint.reports.size > 0 : hint.reports.has(id);
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function reportIn(asked: unknown): string | undefined {
  const input = field(asked, "input");
  const report = field(input, "report");
  return typeof report === "string" ? report : undefined;
}

function idIn(data: unknown): string | undefined {
  const id = field(field(data, "report"), "id") ?? field(data, "id");
  return typeof id === "string" ? id : undefined;
}

const field = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, name)
    ? // Proof: asked one line above.
      (value as Record<string, unknown>)[name]
    : undefined;
