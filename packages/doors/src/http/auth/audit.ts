import { insertAudit, rolesHeldBy, wholeOf, withScope } from "@simpul/db";
import type { RoleRow, Tx } from "@simpul/db";
import type { SignInCore } from "./core.ts";

export type SignInVerb =
  | "signIn"
  | "signOut"
  | "revokeSession"
  | "forgetDevice"
  | "changePassword"
  | "proveAgain"
  | "resetPassword"
  | "askReset"
  | "askSignInLink"
  | "invite"
  | "acceptInvitation"
  | "secondFactor"
  | "recordIdentityProvider";

export interface SignInAct {
  /** Of whom; unknown where an address has no account. What was typed is never written. */
  readonly account?: string | undefined;
  /** At whose desk, where the host or path said. */
  readonly desk?: string | undefined;
  readonly verb: SignInVerb;
  readonly outcome: string;
  readonly detail?: Readonly<Record<string, string | number>>;
}

/** One transaction over `auth` and the audit of the tenants concerned: what is not written down has not happened. */
export function acting<T>(
  { ctx }: Pick<SignInCore, "ctx">,
  work: (tx: Tx, audit: (act: SignInAct) => Promise<void>) => Promise<T>,
): Promise<T> {
  const { tenants } = ctx.here;
  return withScope(ctx.db, wholeOf(tenants()), (tx) =>
    work(tx, async ({ account, desk, verb, outcome, detail = {} }) => {
      const at = ctx.now().toString({ fractionalSecondDigits: 3 });
      const actor = account === undefined ? "public" : `staff:${account}`;
      for (const tenant of await concerned(tx, account, desk))
        await insertAudit(tx, tenant, at, { actor, verb, outcome, detail });
    }),
  );

  /** The desk's tenant; else those at whose desk the account has a role; else the only one here. */
  async function concerned(
    tx: Tx,
    account: string | undefined,
    desk: string | undefined,
  ): Promise<readonly string[]> {
    if (desk !== undefined) return [desk];
    const held = account === undefined ? [] : tenantsIn(await rolesHeldBy(tx, account));
    if (held.length > 0) return held;
    if (tenants().includes(ctx.hub)) return [ctx.hub];
    // Of a guess at an address that nobody has, at a node of several tenants, none is told.
    return tenants().length === 1 ? tenants() : [];
  }
}

export const audited = (signIn: Pick<SignInCore, "ctx">, act: SignInAct): Promise<void> =>
  acting(signIn, (_, audit) => audit(act));

export const tenantsIn = (roles: readonly RoleRow[]): string[] => [
  ...new Set(roles.map(({ tenant }) => tenant)),
];
