import { procedures } from "../address.ts";
import { ofAccount } from "../whose.ts";
import type { Pending, Said } from "./pending.ts";

/** Bytes that a browser sends for a page that is gone; Fetch, "keepalive": 64 KiB for all that is on its way. */
const mostForGone = 60_000;

/** One act by itself and not in a batch: it outlives the page, and a refusal is about nothing else. */
export async function send({ verb, report, ifVersion, input, key }: Pending): Promise<Said> {
  const body = JSON.stringify({ report, ifVersion, once: key, input });
  const answer = await fetch(`${procedures}/report.${verb}`, {
    method: "POST",
    headers: { "content-type": "application/json", ...ofAccount() },
    body,
    keepalive: new Blob([body]).size < mostForGone,
  }).catch(() => undefined);
  if (answer === undefined) return { outcome: "offline" };
  // A proxy in between may answer with a page of its own.
  const read: unknown = await answer.json().catch(() => null);
  if (answer.ok) {
    const report = at(read, "result", "data");
    const version = at(report, "version");
    return typeof report === "object" && report !== null && typeof version === "number"
      ? { outcome: "done", version, report }
      : { outcome: "offline" };
  }
  return saidBy(answer.status, read);
}

/** Of whoever stands before a server that is gone, or does not come to answer. */
const gateways: ReadonlySet<number> = new Set([502, 503, 504]);

/** What an answer says that is none of success. @param read its body, where that is JSON */
export function saidBy(status: number, read: unknown): Said {
  if (status < 500) return { outcome: "refused", code: codeIn(read) ?? byStatus(status) };
  return gateways.has(status) ? { outcome: "offline" } : { outcome: "fault" };
}

const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (found, name) =>
      typeof found === "object" && found !== null && Object.hasOwn(found, name)
        ? // Proof: asked one line above.
          (found as Record<string, unknown>)[name]
        : undefined,
    value,
  );

function codeIn(read: unknown): string | undefined {
  const code = at(read, "error", "data", "failure");
  if (typeof code === "string") return code;
  const type = at(read, "type");
  return typeof type === "string" ? type.split("/").at(-1) : undefined;
}

const byStatus = (status: number): string =>
  ({ 401: "unauthenticated", 403: "forbidden", 429: "tooManyRequests" })[status] ?? "invalid";
