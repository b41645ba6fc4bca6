import { actorName } from "@simpul/access";
import { insertAudit } from "@simpul/db";
import { z } from "zod";
import type { Accounts } from "./add-officer.ts";
import { atRoster } from "./at-roster.ts";
import type { AtDesk } from "./at-roster.ts";
import { servingOfficer } from "./end-officer.ts";
import type { Context } from "../context.ts";
import { done, failed } from "../failure.ts";
import type { Result } from "../failure.ts";

export const inviteAgainInput = z.strictObject({ officer: z.uuid() });
export type InviteAgainInput = z.infer<typeof inviteAgainInput>;

/** Another link for who has not used theirs in time. Refused: `alreadyConfirmed` of somebody who has signed in. */
export function inviteAgain(
  ctx: Context,
  actor: AtDesk,
  input: InviteAgainInput,
  accounts: Pick<Accounts, "invite">,
): Promise<Result<{ id: string }>> {
  return atRoster(ctx, actor, async (desk) => {
    const found = await servingOfficer(desk, input.officer);
    if (found.outcome === "failed") return found;
    const { id, account, email, name, isConfirmed } = found.value;
    if (isConfirmed) return failed("alreadyConfirmed", "/officer");
    const { tx, tenant, at } = desk;
    await accounts.invite(tx, { tenant, account, email, name });
    await insertAudit(tx, tenant, at, {
      actor: actorName(actor),
      verb: "inviteAgain",
      outcome: "invited",
      detail: { officer: id },
    });
    return done({ id });
  });
}
