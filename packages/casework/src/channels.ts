import { insertAudit, insertChannel, withScope, wholeOf } from "@simpul/db";
import { encodeBase64url } from "@simpul/protocol";
import type { Context } from "./context.ts";

/** A channel's secret is what its provider holds; here it is kept sealed. Shown once. */
export async function addChannel(
  ctx: Context,
  channel: { tenant: string; kind: string; name: string; unit?: string; rate?: number },
): Promise<{ id: string; secret: string }> {
  const id = `ch_${encodeBase64url(ctx.random(12)).replaceAll(/[-_]/g, "x")}`;
  // The form in which Standard Webhooks secrets are written.
  const secret = `whsec_${Buffer.from(ctx.random(32)).toString("base64")}`;
  const at = ctx.now().toString({ fractionalSecondDigits: 3 });
  const sealed = await ctx.vault.seal(JSON.stringify({ secrets: [secret] }));
  await withScope(ctx.db, wholeOf([channel.tenant]), async (tx) => {
    await insertChannel(tx, {
      tenant: channel.tenant,
      id,
      kind: channel.kind,
      name: channel.name,
      sealed_secret: sealed,
      unit: channel.unit ?? null,
      rate: channel.rate ?? 100,
      created_at: at,
    });
    await insertAudit(tx, channel.tenant, at, {
      actor: "system",
      verb: "addChannel",
      outcome: "added",
      detail: { id, kind: channel.kind },
    });
  });
  return { id, secret };
}
