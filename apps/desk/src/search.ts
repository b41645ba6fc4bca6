/**
 * What a list's address says: every chip, the order, what was typed and which report is open. A screen that is loaded again,
 * sent to a colleague or kept as a view is this and nothing else.
 */
export interface ListSearch {
  /** What was typed into the search box. */
  readonly q?: string;
  readonly states?: readonly string[];
  readonly classes?: readonly string[];
  readonly categories?: readonly string[];
  /** Kemendagri code: the area and all within it. */
  readonly area?: string;
  readonly institutions?: readonly string[];
  readonly units?: readonly string[];
  readonly urgencies?: readonly string[];
  readonly channels?: readonly string[];
  /** `late`: past its earliest deadline; `soon`: within two working days of it. */
  readonly due?: "late" | "soon";
  /** Who has the case on their desk: an officer's id, "me" or "nobody". */
  readonly officer?: string;
  /** Days on which it was received, ISO dates in the desk's zone, both included. */
  readonly from?: string;
  readonly to?: string;
  readonly flags?: readonly ("anonymous" | "secret" | "supervisory" | "returned" | "waiting")[];
  readonly sort?: "due" | "newest" | "changed";
  /** The report that is open beside the list. */
  readonly open?: string;
  /** Which entries of its timeline are shown, and in which order. */
  readonly show?: "public" | "internal" | "deadlines";
  readonly order?: "oldest";
}

const lists = [
  "states",
  "classes",
  "categories",
  "institutions",
  "units",
  "urgencies",
  "channels",
  "flags",
] as const;
const words = [
  "q",
  "area",
  "due",
  "officer",
  "from",
  "to",
  "sort",
  "open",
  "show",
  "order",
] as const;

/** Of an address that anybody may have typed: what is not of its shape is not there. */
export function readSearch(given: Readonly<Record<string, unknown>>): ListSearch {
  const found: Record<string, unknown> = {};
  for (const name of words) {
    const value = given[name];
    // Digits in an address are read as a number.
    const text = typeof value === "number" ? String(value) : value;
    if (typeof text === "string" && text !== "" && text.length <= 200) found[name] = text;
  }
  for (const name of lists) {
    const value = given[name];
    const texts = (Array.isArray(value) ? value : [value]).filter(
      (each): each is string => typeof each === "string" && each !== "" && each.length <= 100,
    );
    if (texts.length > 0) found[name] = texts.slice(0, 50);
  }
  // Proof: the values of closed sets are checked again by the server, which refuses what it does not know.
  return found as ListSearch;
}
