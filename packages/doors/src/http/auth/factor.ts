import { isExaminers } from "@simpul/access";
import type { StaffRole } from "@simpul/access";
import { accountById, rolesHeldBy, wholeOf, withScope } from "@simpul/db";
import type { AccountRow, RoleRow, SessionRow } from "@simpul/db";
import type { SignInCore } from "./core.ts";

/** Who administers, examines or opens identities by themselves: a password that was phished must not be enough. */
const needing: readonly string[] = [
  "nationalAdmin",
  "tenantAdmin",
  "inspectorate",
  "ombudsmanOfficer",
] satisfies readonly StaffRole[];

/** `due`: set up, and not proved in this session. `missing`: required by a role or after a reset, and not set up. */
export type FactorState = "none" | "proved" | "due" | "missing";

export function factorState(
  { demo }: Pick<SignInCore, "demo">,
  session: Pick<SessionRow, "factor_at" | "two_factor_enabled" | "factor_reset">,
  roles: readonly { readonly role: string }[],
): FactorState {
  if (session.two_factor_enabled) return session.factor_at === null ? "due" : "proved";
  // Of whatever role: whoever has the password alone would otherwise be let in by the reset.
  if (session.factor_reset) return "missing";
  return !demo && roles.some(({ role }) => needing.includes(role)) ? "missing" : "none";
}

export interface SignedIn {
  readonly session: SessionRow;
  readonly account: AccountRow;
  readonly roles: readonly RoleRow[];
  readonly factor: FactorState;
}

/** Everything about who asks, at whichever desk; a request of the desk's API asks `staffOf` instead. */
export async function signedIn(
  signIn: SignInCore,
  session: SessionRow,
): Promise<SignedIn | undefined> {
  const { ctx } = signIn;
  return withScope(ctx.db, wholeOf(ctx.here.tenants()), async (tx) => {
    const account = await accountById(tx, session.user_id);
    if (account === undefined) return undefined;
    const roles = await rolesHeldBy(tx, account.id);
    return { session, account, roles, factor: factorState(signIn, session, roles) };
  });
}

/** What of a role says whether a session reaches it. */
type Reached = Pick<RoleRow, "role" | "tenant">;

/**
 * Those that a session reaches: one that a tenant's identity provider vouched for, that tenant's, and of those no examiner's.
 * Its administrator names the provider, and could let anybody in under an examiner's name: whoever examines signs in with a
 * password of their own.
 */
export const rolesWithin = <R extends Reached>(
  { only_tenant: only, how }: Pick<SessionRow, "only_tenant" | "how">,
  roles: readonly R[],
): readonly R[] =>
  roles.filter(
    (each) => (only === null || each.tenant === only) && !(how === "sso" && isExaminers(each)),
  );
