import { openLive } from "@simpul/casework";
import type { Listening } from "@simpul/casework";
import type { Staff } from "@simpul/access";
import { standingTokens } from "@simpul/db";
import { Hono } from "hono";
import type { Context } from "hono";
import { admittedStaff, stillStaff } from "../auth/desk.ts";
import type { SignInCore } from "../auth/core.ts";
import { sessionLimits, tokenHashOf } from "../auth/sessions.ts";
import { problem } from "../problem.ts";
import { openLine } from "./line.ts";
import type { Line } from "./line.ts";

export interface LiveDoor {
  readonly routes: Hono;
  /** Every desk is told to come back, and nobody is let in. */
  close(): Promise<void>;
}

export interface LiveDoorOptions {
  /** How often what changed is looked for, and whose session ended. */
  readonly everyMs?: number;
  /** A line that is silent for longer is cut by some proxies. */
  readonly beatMs?: number;
  /** How often it is asked again what they may hear. */
  readonly checkMs?: number;
  /** Of one person, at all desks and in all browsers; the oldest ends. */
  readonly mostLines?: number;
}

/** Somebody's open stream. */
interface Listener {
  readonly account: string;
  /** Its session's. */
  readonly token: string;
  readonly line: Line;
  readonly listening: Listening;
  readonly c: Context;
  readonly inPath: string | undefined;
  beatAt: number;
  checkAt: number;
}

/** Desks that are told to come back do not all come at once. */
const [backMs, spreadMs] = [500, 3000];

/**
 * /desk/events, and /desk/t/<tenant>/events where several tenants have their desks: one stream a session of server-sent hints
 * that something changed. It says which reports, of those that the session may list now, and nothing of them: the desk reads
 * them as ever. `changed`: these reports, and whether lists are others; `all`: read everything anew; `ended`: it is over.
 * It goes on from `Last-Event-ID`, or `?after=`.
 */
export function liveRoutes(signIn: SignInCore, options: LiveDoorOptions = {}): LiveDoor {
  const { beatMs = 20_000, checkMs = 45_000, mostLines = 20, everyMs = 400 } = options;
  const { ctx, log } = signIn;
  const live = openLive(ctx, {
    everyMs,
    onFault: (error) =>
      log.error("live.failed", { kind: error instanceof Error ? error.constructor.name : "?" }),
  });
  const listeners = new Set<Listener>();
  let timer: NodeJS.Timeout | undefined;
  let isAsking = false;
  let isClosed = false;

  const forget = (one: Listener): void => {
    one.listening.leave();
    listeners.delete(one);
    if (listeners.size === 0) {
      clearInterval(timer);
      timer = undefined;
    }
  };

  const end = (one: Listener, why: "session" | "tooMany"): void => {
    forget(one);
    one.line.end(why);
  };

  async function check(one: Listener): Promise<void> {
    // Taken away meanwhile, or the database does not answer: asked again next time.
    const staff = await stillStaff(signIn, one.c, one.inPath).catch(() => undefined);
    if (staff === undefined || !listeners.has(one)) return;
    if (staff instanceof Response) end(one, "session");
    else one.listening.becomes(staff);
  }

  /** Wherever a session ended, in this process or another: who listens by it hears it at once. */
  async function endOver(): Promise<void> {
    const asked = [...listeners];
    const tokens = [...new Set(asked.map(({ token }) => token))];
    const standing = await standingTokens(ctx.db, tokens, sessionLimits(signIn));
    for (const one of asked)
      if (!standing.has(one.token) && listeners.has(one)) end(one, "session");
  }

  function turn(): void {
    const now = performance.now();
    if (!isAsking) {
      isAsking = true;
      // A database that does not answer is asked again.
      void endOver()
        .catch(() => undefined)
        .finally(() => {
          isAsking = false;
        });
    }
    for (const one of listeners) {
      if (now >= one.checkAt) {
        one.checkAt = now + checkMs;
        void check(one);
      }
      if (now < one.beatAt) continue;
      one.beatAt = now + beatMs;
      one.line.beat(one.listening.place());
    }
  }

  function listen(c: Context, staff: Staff, inPath: string | undefined, token: string): Response {
    const theirs = [...listeners].filter(({ account }) => account === staff.id);
    for (const one of theirs.slice(0, Math.max(0, theirs.length - mostLines + 1)))
      end(one, "tooMany");
    const after = c.req.header("last-event-id") ?? c.req.query("after");
    const line = openLine(() => forget(one));
    const now = performance.now();
    const one: Listener = {
      account: staff.id,
      token,
      line,
      listening: live.listen(staff, line, after),
      c,
      inPath,
      beatAt: now + beatMs,
      checkAt: now + checkMs,
    };
    listeners.add(one);
    timer ??= setInterval(turn, Math.min(beatMs / 4, checkMs / 4, everyMs));
    return c.body(line.body, 200, {
      "content-type": "text/event-stream; charset=utf-8",
      "cache-control": "no-store",
      // nginx would gather it.
      "x-accel-buffering": "no",
      "transfer-encoding": "chunked",
    });
  }

  const routes = new Hono();
  const events = async (c: Context, inPath?: string): Promise<Response> => {
    if (isClosed) return c.body(null, 503, { "retry-after": "2" });
    const staff = await admittedStaff(signIn, c, inPath, 1, "unattended");
    if (c.req.method === "HEAD" && !(staff instanceof Response)) return c.body(null);
    if (staff instanceof Response) return staff;
    const token = tokenHashOf(signIn, c);
    return token === undefined ? problem(c, "unauthenticated") : listen(c, staff, inPath, token);
  };
  routes.get("/desk/events", (c) => events(c));
  routes.get("/desk/t/:tenant/events", (c) => events(c, c.req.param("tenant")));
  return {
    routes,
    async close() {
      isClosed = true;
      for (const one of listeners) {
        forget(one);
        one.line.hangUp(backMs + Math.floor(Math.random() * spreadMs));
      }
      await live.close();
    },
  };
}
