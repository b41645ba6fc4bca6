import type { RunningDemo } from "../demo/running.ts";
import { type Finding, ok, wrong } from "./finding.ts";

/** Beside a demo: does each of its services answer that it is ready? */
export async function examineDemo({ endpoints }: RunningDemo): Promise<Finding[]> {
  const services = [{ id: "hub", url: endpoints.hub.url }, ...endpoints.nodes];
  return Promise.all(
    services.map(async ({ id, url }) => {
      const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(3_000) }).catch(
        () => undefined,
      );
      const body: unknown = await answer?.json().catch(() => undefined);
      if (answer?.ok === true) return ok(id, `${url} is ready`);
      const failing =
        typeof body === "object" && body !== null && "failing" in body
          ? JSON.stringify(body.failing)
          : "does not answer";
      return wrong(id, `${url}: ${failing}`, "npm start -- --fresh");
    }),
  );
}
