import { queueMail } from "@simpul/casework";
import type { Accounts, Context as Casework, SecondFactors } from "@simpul/casework";
import {
  accountById,
  confirmEmail,
  ensureAccountRow,
  insertOneTime,
  resetSecondFactor,
  setPassword,
} from "@simpul/db";
import type { Tx } from "@simpul/db";
import { passwords } from "./passwords.ts";
import type { ArgonCost } from "./passwords.ts";
import { hashOf, newToken } from "./tokens.ts";

export interface NewAccount {
  readonly email: string;
  readonly name: string;
  /** Known at once, for the demo and tests; everybody else sets theirs by the link of an invitation. */
  readonly password?: string;
}

/**
 * The account of that address, made now or there before (its name and password then stay, unless a password is given). A role
 * is the roster's to give: without one it opens no desk.
 */
export async function createAccount(
  ctx: Casework,
  { email, name, password }: NewAccount,
  argonCost?: ArgonCost,
): Promise<{ account: string }> {
  const at = ctx.now().toString();
  const hash = password === undefined ? undefined : await passwords(argonCost).hash(password);
  const account = await ctx.db.pg.begin(async (tx) => {
    const id = await ensureAccountRow(tx, {
      id: ctx.newId(),
      email: email.toLowerCase(),
      name,
      at,
    });
    if (hash !== undefined) {
      await setPassword(tx, id, { id: ctx.newId(), hash, at });
      await confirmEmail(tx, id, at);
    }
    return id;
  });
  return { account };
}

const invitationHours = 72;

/** Mails a link that sets the password, once; a newer one makes the older void. In the transaction that added the officer. */
export async function inviteAccount(
  ctx: Casework,
  tx: Tx,
  {
    tenant,
    account,
    email,
    name,
  }: { tenant: string; account: string; email: string; name: string },
): Promise<void> {
  const token = newToken();
  const now = ctx.now();
  await insertOneTime(tx, {
    hash: hashOf(token),
    purpose: "invitation",
    user_id: account,
    browser_hash: null,
    created_at: now.toString(),
    expires_at: now.add({ hours: invitationHours }).toString(),
  });
  await queueMail(ctx, tx, {
    tenant,
    to: email,
    template: "invitation",
    parameters: { name, path: `/desk/invitation#${token}`, hours: invitationHours },
  });
}

const factorHours = 72;

/**
 * Takes somebody's second factor away and mails them the link by which they set up another, beside their password; until then
 * they reach nothing. In the transaction of who decided it.
 */
async function resetFactor(
  ctx: Casework,
  tx: Tx,
  { tenant, account }: { tenant: string; account: string },
): Promise<"reset" | "none"> {
  const now = ctx.now();
  const person = await accountById(tx, account);
  if (person === undefined) return "none";
  if ((await resetSecondFactor(tx, account, now.toString())) === "none") return "none";
  const token = newToken();
  await insertOneTime(tx, {
    hash: hashOf(token),
    purpose: "factor",
    user_id: account,
    browser_hash: null,
    created_at: now.toString(),
    expires_at: now.add({ hours: factorHours }).toString(),
  });
  const { name, email: to } = person;
  const path = `/desk/second-factor#${token}`;
  await queueMail(ctx, tx, {
    tenant,
    to,
    template: "secondFactorReset",
    parameters: { name, path, hours: factorHours },
  });
  return "reset";
}

/** People as the roster asks for them. */
export const accountsOf = (ctx: Casework): Accounts & SecondFactors => ({
  ensure: async (person) => (await createAccount(ctx, person)).account,
  invite: (tx, invited) => inviteAccount(ctx, tx, invited),
  resetFactor: (tx, whose) => resetFactor(ctx, tx, whose),
});
