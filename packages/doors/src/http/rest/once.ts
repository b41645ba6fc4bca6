import { claimOnce, keepAnswer, releaseOnce, withScope, wholeOf } from "@simpul/db";
import type { Claim, OnceKey } from "@simpul/db";
import { problem } from "../problem.ts";
import { speakerName } from "./deps.ts";
import type { SpokenRequest } from "./deps.ts";

/** A process that died holds a key no longer than this; no verb takes nearly as long. */
const lockSeconds = 60;
const kept = ["content-type", "location", "etag"];

/**
 * `Idempotency-Key`: the same request under the same key is answered with what it was answered before. What was
 * refused is forgotten, so it may be mended and sent again under its key.
 * @param digest of what was asked, body and address
 */
export async function once(
  { c, ctx, speaker }: SpokenRequest,
  digest: string,
  work: (key: string | undefined) => Promise<Response>,
): Promise<Response> {
  const key = c.req.header("idempotency-key");
  if (key === undefined) return work(undefined);
  if (!/^[\x20-\x7e]{1,255}$/.test(key)) return problem(c, "idempotencyKeyInvalid");

  const mine: OnceKey = { tenant: speaker.tenant, owner: speakerName(speaker), key, digest };
  const scope = wholeOf([speaker.tenant]);
  const now = ctx.now();
  const claim = await withScope(ctx.db, scope, (tx) =>
    claimOnce(tx, mine, text(now), text(now.add({ seconds: lockSeconds }))),
  );
  if (claim.outcome !== "claimed") return told(claim);

  let outcome: "answered" | "unanswered" = "unanswered";
  try {
    const answer = await work(key);
    if (answer.ok) {
      const body = await answer.clone().text();
      const headers = Object.fromEntries(
        kept.flatMap((name) => {
          const value = answer.headers.get(name);
          return value === null ? [] : [[name, value]];
        }),
      );
      await withScope(ctx.db, scope, (tx) =>
        keepAnswer(tx, mine, { status: answer.status, headers, body }),
      );
      outcome = "answered";
    }
    return answer;
  } finally {
    if (outcome === "unanswered") await withScope(ctx.db, scope, (tx) => releaseOnce(tx, mine));
  }

  function told(other: Exclude<Claim, { outcome: "claimed" }>): Response {
    switch (other.outcome) {
      case "running":
        return problem(c, "idempotencyRunning", { headers: { "retry-after": "1" } });
      case "differs":
        return problem(c, "idempotencyMismatch");
      case "answered":
        return new Response(other.body, {
          status: other.status,
          headers: { ...other.headers, "idempotency-replayed": "true" },
        });
    }
  }
}

const text = (instant: Temporal.Instant): string => instant.toString({ fractionalSecondDigits: 3 });
