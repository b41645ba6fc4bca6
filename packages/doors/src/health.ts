import { Hono } from "hono";

/** Something this process cannot serve without. */
export interface Check {
  readonly name: string;
  ok(): Promise<boolean>;
}

/** A check that hangs is one that fails: an orchestrator's own patience is a few seconds. */
const patienceMs = 2000;

/** `/healthz`: the process is up. `/readyz`: it can serve, or 503 names what it lacks. */
export function healthRoutes(checks: readonly Check[]): Hono {
  const app = new Hono();
  app.get("/healthz", (c) => c.json({ status: "up" }));
  app.get("/readyz", async (c) => {
    const results = await Promise.all(
      checks.map(async (check) => ({ name: check.name, ok: await passes(check) })),
    );
    const failing = results.filter((result) => !result.ok).map((result) => result.name);
    return c.json(
      { status: failing.length === 0 ? "ready" : "notReady", checks: results, failing },
      failing.length === 0 ? 200 : 503,
      { "cache-control": "no-store" },
    );
  });
  return app;
}

async function passes(check: Check): Promise<boolean> {
  const late = AbortSignal.timeout(patienceMs);
  const gaveUp = new Promise<boolean>((settle) => {
    late.addEventListener("abort", () => settle(false), { once: true });
  });
  return Promise.race([check.ok().catch(() => false), gaveUp]);
}
