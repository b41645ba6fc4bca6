import { rewrapVault, wholeOf } from "@simpul/db";
import type { Bench } from "./bench.ts";

/** Every minute while the vault's key is exchanged: seals anew what lies under an earlier one; otherwise asks nothing. */
export async function rewrap({ ctx, queue }: Bench): Promise<void> {
  await rewrapVault(queue, ctx.vault, {
    scope: wholeOf(ctx.here.tenants()),
    holder: ctx.newId(),
    now: () => ctx.now(),
  });
}
