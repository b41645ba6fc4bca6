import type { Context } from "../context.ts";
import type { Block } from "./blocked-book.ts";
import { senderDigest, sendersOf } from "./sender.ts";
import type { Contact, Sender } from "./sender.ts";

interface Arriving {
  readonly class?: string | undefined;
  readonly anonymous?: boolean | undefined;
  readonly contact?: Contact | undefined;
}

/**
 * Whether a report's sender is blocked by the tenant that takes it in. Who reports a wrong without a name is always heard:
 * a block must not become the way to silence a witness.
 */
export async function blockAtIntake(
  ctx: Context,
  tenant: string,
  report: Arriving,
  sender: Sender | undefined,
): Promise<Block | "free"> {
  if (report.class === "whistleblowing" && report.anonymous === true) return "free";
  const senders = [...sendersOf(report.contact ?? {}), ...(sender === undefined ? [] : [sender])];
  if (senders.length === 0) return "free";
  const said = ctx.blocked.of(tenant);
  const blocks = said instanceof Promise ? await said : said;
  if (blocks.size === 0) return "free";
  const now = ctx.now();
  for (const each of senders) {
    const block = blocks.get(senderDigest(ctx.vault, each));
    if (
      block !== undefined &&
      Temporal.Instant.compare(Temporal.Instant.from(block.until), now) > 0
    )
      return block;
  }
  return "free";
}
