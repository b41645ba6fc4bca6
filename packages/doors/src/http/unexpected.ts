import { sqlState } from "@simpul/db";
import type { Context } from "hono";
import { HTTPException } from "hono/http-exception";
import { problem } from "./problem.ts";
import { routeOf } from "./observed.ts";

/** The part of a logger that doors need; `fields` are codes and ids only. */
export interface DoorLog {
  error(event: string, fields: Readonly<Record<string, string | number>>): void;
}

/** No connection to the database, or it is going down: the caller may try again, and nothing of ours is broken. */
const away = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
  "CONNECT_TIMEOUT",
  "53300",
  "57P01",
  "57P02",
  "57P03",
]);

/**
 * What no door foresaw. The caller gets the request's id; the log (whose lines carry it as the trace's id) gets
 * class and SQLSTATE. A message may quote a
 * citizen's words, and Postgres' holds parameters: neither leaves the process.
 */
export function unexpected(log: DoorLog): (error: Error, c: Context) => Response {
  return (error, c) => {
    if (error instanceof HTTPException && error.status < 500)
      return problem(c, error.status === 413 ? "tooLarge" : "malformedBody", {
        parameters: { limit: "1 MB" },
      });
    const code = sqlState(error);
    log.error("request.failed", {
      kind: error.constructor.name,
      ...(code === undefined ? {} : { code }),
      method: c.req.method,
      route: routeOf(c),
    });
    if (code !== undefined && away.has(code))
      return problem(c, "unavailable", { headers: { "retry-after": "5" } });
    return problem(c, "internal", { parameters: { trace: c.get("requestId") } });
  };
}
