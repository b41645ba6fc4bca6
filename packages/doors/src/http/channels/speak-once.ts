import type { Context } from "@simpul/casework";
import { claimOnce, keepAnswer, releaseOnce, withScope } from "@simpul/db";
import type { OnceKey } from "@simpul/db";
import type { DeliveryAnswer } from "./delivery-answer.ts";

/** Longer than any verb takes; a process that died with the claim lets a repeat through after it. */
const claimed: Temporal.DurationLike = { seconds: 60 };

/**
 * A reporter's word is spoken once, however often it is delivered. What is refused gives its id back.
 *
 * A claim, and not the keys of the transaction as for a report: a verb decides on the state it finds, and the same
 * objection decided twice is first an objection and then a refusal.
 */
export async function speakOnce(
  ctx: Context,
  key: OnceKey,
  speak: () => Promise<DeliveryAnswer>,
): Promise<DeliveryAnswer> {
  const scope = { tenants: [key.tenant] };
  const now = ctx.now();
  const claim = await withScope(ctx.db, scope, (tx) =>
    claimOnce(tx, key, now.toString(), now.add(claimed).toString()),
  );
  switch (claim.outcome) {
    case "differs":
      return { outcome: "refused", refusal: { name: "deliveryMismatch" } };
    case "running":
      return { outcome: "refused", refusal: { name: "idempotencyRunning", retryAfter: 1 } };
    case "answered":
      // Proof: kept below, from a body of this type.
      return {
        outcome: "answered",
        status: 200,
        body: JSON.parse(claim.body) as { id: string; trackingId: string },
      };
    case "claimed":
      break;
  }
  const release = () => withScope(ctx.db, scope, (tx) => releaseOnce(tx, key));
  let answer: DeliveryAnswer;
  try {
    answer = await speak();
  } catch (error) {
    await release();
    throw error;
  }
  if (answer.outcome === "refused") {
    await release();
    return answer;
  }
  const { status, body } = answer;
  await withScope(ctx.db, scope, (tx) =>
    keepAnswer(tx, key, { status, headers: {}, body: JSON.stringify(body) }),
  );
  return answer;
}
