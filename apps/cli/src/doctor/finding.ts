/** One thing that must hold. `unknown` = it could not be looked at, because something before it is wrong. */
export interface Finding {
  readonly name: string;
  readonly verdict: "ok" | "wrong" | "unknown";
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
export const unknown = (name: string, detail: string): Finding => ({
  name,
  verdict: "unknown",
  detail,
});

/** The code of a system's or driver's error; its message may quote an address with its password. */
export const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error ? String(error.code) : "unknown";
