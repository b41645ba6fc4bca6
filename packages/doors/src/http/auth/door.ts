import { Hono } from "hono";
import type { Context } from "hono";
import type { z } from "zod";
import { tooMany } from "../limits/limited.ts";
import { problem } from "../problem.ts";
import { validBody } from "../rest/validated.ts";
import { signedIn } from "./factor.ts";
import type { SignedIn } from "./factor.ts";
import { isOurs } from "./same-origin.ts";
import { sessionOf } from "./sessions.ts";
import type { SignIn } from "./sign-in.ts";

const base = "/api/auth";

/** `session`: signed in, with whatever is missing. `whole`: with the second factor, where there is one or has to be. */
type Need = "anyone" | "session" | "whole";

export interface Asked<I, N extends Need> {
  readonly signIn: SignIn;
  readonly c: Context;
  readonly input: I;
  readonly who: N extends "anyone" ? undefined : SignedIn;
}

export type AskedBy<S extends z.ZodType, N extends Need> = Asked<z.infer<S>, N>;

type Handle<I, N extends Need> = (asked: Asked<I, N>) => Promise<Response> | Response;

/** The routes of sign-in: our own pages only, JSON only, nothing kept by a cache. */
export interface AuthDoor {
  readonly app: Hono;
  post<S extends z.ZodType, N extends Need>(
    path: string,
    body: S,
    need: N,
    handle: Handle<z.infer<S>, N>,
  ): void;
  get<N extends Need>(path: string, need: N, handle: Handle<undefined, N>): void;
}

export function authDoor(signIn: SignIn): AuthDoor {
  const app = new Hono();
  app.use(`${base}/*`, async (c, next) => {
    await next();
    c.res.headers.set("cache-control", "no-store");
  });

  async function admit<N extends Need>(
    c: Context,
    need: N,
  ): Promise<{ who: SignedIn | undefined } | Response> {
    if (need === "anyone") return { who: undefined };
    const session = await sessionOf(signIn, c);
    const who = session === undefined ? undefined : await signedIn(signIn, session);
    if (who === undefined) return problem(c, "unauthenticated");
    return need === "whole" ? (unfinished(c, who) ?? { who }) : { who };
  }

  return {
    app,
    post(path, body, need, handle) {
      app.post(`${base}${path}`, async (c) => {
        if (!isOurs(c, signIn.origins)) return problem(c, "crossSite");
        const given = await validBody(c, body);
        if (given.outcome === "answered") return given.answer;
        const may = await admit(c, need);
        if (may instanceof Response) return may;
        // Proof: `admit` gives somebody for every need but "anyone".
        return handle({ signIn, c, input: given.value.input, who: may.who } as never);
      });
    },
    get(path, need, handle) {
      app.get(`${base}${path}`, async (c) => {
        const may = await admit(c, need);
        if (may instanceof Response) return may;
        // Proof: as above.
        return handle({ signIn, c, input: undefined, who: may.who } as never);
      });
    },
  };
}

/** What a session still lacks, as the answer that says so. */
export function unfinished(c: Context, { factor }: Pick<SignedIn, "factor">): Response | undefined {
  if (factor === "due") return problem(c, "secondFactorNeeded");
  return factor === "missing" ? problem(c, "secondFactorMissing") : undefined;
}

export const wait = (c: Context, seconds: number): Response => tooMany(c, seconds);

/** Too many hash at once; nobody's attempt is used up. */
export const busy = (c: Context): Response =>
  problem(c, "unavailable", { headers: { "retry-after": "2" } });

/** better-auth's cookies, on the answer that is ours. */
export function passCookies(c: Context, from: Response): void {
  for (const cookie of from.headers.getSetCookie())
    c.header("set-cookie", cookie, { append: true });
}
