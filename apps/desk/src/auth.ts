import { unattended } from "./live/attended.ts";

/** Why the server said no: a stable code, and the words it has for people. */
export interface Refusal {
  readonly outcome: "refused";
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  /** Seconds until it is worth trying again. */
  readonly wait?: number;
}

export type Answer<T> = { readonly outcome: "done"; readonly value: T } | Refusal;

/** One of the routes of sign-in, /api/auth. */
export async function auth<T>(path: string, body?: object): Promise<Answer<T>> {
  const answer = await fetch(`/api/auth${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: {
      accept: "application/json",
      "accept-language": document.documentElement.lang,
      ...(body === undefined ? unattended() : { "content-type": "application/json" }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).catch(() => undefined);
  if (answer === undefined) return { outcome: "refused", code: "offline", title: "", detail: "" };
  // A proxy in between may answer with a page of its own.
  const read: unknown = await answer.json().catch(() => null);
  // Proof: the server's own routes answer with what their table says, or with a problem.
  if (answer.ok) return { outcome: "done", value: read as T };
  const problem = (read ?? {}) as { type?: string; title?: string; detail?: string };
  const wait = Number(answer.headers.get("retry-after") ?? Number.NaN);
  return {
    outcome: "refused",
    code: problem.type?.split("/").at(-1) ?? String(answer.status),
    title: problem.title ?? String(answer.status),
    detail: problem.detail ?? "",
    ...(Number.isNaN(wait) ? {} : { wait }),
  };
}

export interface Session {
  readonly session: {
    readonly id: string;
    readonly startedAt: string;
    readonly endsAt: string;
    readonly isFresh: boolean;
  };
  readonly user: { readonly id: string; readonly name: string; readonly email: string };
  /** `due`: asked for before anything else opens; `missing`: the role requires one that is not set up. */
  readonly secondFactor: "none" | "proved" | "due" | "missing";
  readonly roles: readonly { readonly tenant: string; readonly role: string }[];
  /** Whose desk the host is by itself; null where the path has to say. */
  readonly desk: string | null;
}
