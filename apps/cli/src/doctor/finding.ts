/**
 * One thing that must hold. `unknown` = it could not be looked at, because something before it is wrong; `due` = it holds
 * today, and will not unless somebody sees to it.
 */
export interface Finding {
  readonly name: string;
  readonly verdict: "ok" | "wrong" | "due" | "unknown";
  readonly detail: string;
  /** The command that mends it. */
  readonly mend?: string;
}

export const ok = (name: string, detail: string): Finding => ({ name, verdict: "ok", detail });
export const wrong = (name: string, detail: string, mend: string): Finding => ({
  name,
  verdict: "wrong",
  detail,
  mend,
});
export const due = (name: string, detail: string, mend: string): Finding => ({
  name,
  verdict: "due",
  detail,
  mend,
});
export const unknown = (name: string, detail: string): Finding => ({
  name,
  verdict: "unknown",
  detail,
});

/** The code of a system's or driver's error; its message may quote an address with its password. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown";
