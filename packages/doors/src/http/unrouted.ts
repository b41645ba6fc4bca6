import type { Context, Hono } from "hono";
import { problem } from "./problem.ts";

const methods = ["GET", "POST", "PUT", "PATCH", "DELETE"];

/** Nothing answers here: either the address is wrong, or only the method. */
export function unrouted(app: Hono): (c: Context) => Response {
  return (c) => {
    const allowed = methods.filter((method) =>
      app.router.match(method, c.req.path)[0].some(([[, route]]) => route.method === method),
    );
    if (allowed.length === 0) return problem(c, "notFound");
    const allow = (allowed.includes("GET") ? [...allowed, "HEAD"] : allowed).join(", ");
    return problem(c, "methodNotAllowed", { parameters: { allowed: allow }, headers: { allow } });
  };
}
