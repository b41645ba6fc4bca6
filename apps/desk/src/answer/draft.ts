import type { Outputs } from "../api-types.ts";

export type Draft = NonNullable<Outputs["drafts"]["get"]>;
export type Said = Draft["said"];

/** A draft as this device keeps it. */
export interface Local {
  readonly said: Said;
  /** The server's version that it was made of; 0: none. */
  readonly base: number;
  /** The server does not have it yet. */
  readonly isNew: boolean;
}

export interface Reconciled {
  readonly said: Said;
  readonly base: number;
  readonly isNew: boolean;
  /** What another device wrote meanwhile; neither text is lost. */
  readonly other?: Said;
}

export const nothing: Said = { text: "", attachments: [] };

export const isEmpty = ({ text, basis = "", attachments, onBehalf }: Said): boolean =>
  text.trim() === "" && basis.trim() === "" && attachments.length === 0 && onBehalf === undefined;

/**
 * What somebody goes on with, of what this device has and what the server has. One that the server had and has no more was
 * published or thrown away: unless something was typed since, it is over.
 */
export function reconcile(
  local: Local | undefined,
  there: Pick<Draft, "said" | "version"> | null,
): Reconciled {
  const server =
    there === null ? undefined : { said: there.said, base: there.version, isNew: false };
  if (local === undefined || !local.isNew)
    return server ?? { said: nothing, base: 0, isNew: false };
  if (server === undefined) return { said: local.said, base: 0, isNew: true };
  if (server.base === local.base) return { ...local };
  if (isEmpty(local.said) || same(local.said, server.said)) return server;
  if (isEmpty(server.said)) return { said: local.said, base: server.base, isNew: true };
  return { said: local.said, base: server.base, isNew: true, other: server.said };
}

/** Both, one below the other; what only one of them says besides stays. */
export function join(mine: Said, theirs: Said): Said {
  const files = [...new Set([...mine.attachments, ...theirs.attachments])].slice(0, 20);
  const together = (one = "", two = ""): string =>
    one.trim() === "" || one === two ? two : two.trim() === "" ? one : `${one}\n\n${two}`;
  const basis = together(mine.basis, theirs.basis);
  return {
    ...theirs,
    ...mine,
    text: together(mine.text, theirs.text),
    attachments: files,
    ...(basis === "" ? {} : { basis }),
  };
}

export function same(one: Said, two: Said): boolean {
  return JSON.stringify(ordered(one)) === JSON.stringify(ordered(two));
}

const ordered = ({ kind, text, date, basis, attachments, onBehalf }: Said) => [
  kind ?? null,
  text,
  date ?? "",
  basis ?? "",
  attachments,
  onBehalf === undefined ? null : [onBehalf.unit ?? "", onBehalf.dated ?? "", onBehalf.scan ?? ""],
];

/** Of a store that another version, or a person, may have written into. */
export function readLocal(kept: string | null): Local | undefined {
  if (kept === null) return undefined;
  try {
    const read: unknown = JSON.parse(kept);
    if (typeof read !== "object" || read === null) return undefined;
    // Proof: an object is asked for what it may have.
    const { said, base, isNew } = read as Record<string, unknown>;
    if (typeof said !== "object" || said === null || !Number.isInteger(base)) return undefined;
    const { text, attachments } = said as Record<string, unknown>;
    if (typeof text !== "string" || !Array.isArray(attachments)) return undefined;
    // Proof: its two needed parts are; the server reads the rest strictly.
    return { said: said as Said, base: Number(base), isNew: isNew === true };
  } catch {
    return undefined;
  }
}
