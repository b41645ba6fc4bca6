import { randomBytes } from "node:crypto";
import type { RoleHeld, Staff, StaffRole } from "@simpul/access";
import { withScope, wholeOf } from "@simpul/db";
import type { Accounts, Context } from "../../src/index.ts";
import type { rowsOf } from "./rows.ts";

export const tenant = "64.71";

/** Somebody at a desk by one role. */
export function staff(role: StaffRole, given: Partial<RoleHeld> & { id?: string } = {}): Staff {
  const { id = "admin", tenant: heldAt = tenant, ...held } = given;
  const desk = role === "provincialOverseer" ? "national" : heldAt;
  return {
    kind: "staff",
    id,
    tenant: desk,
    roles: [{ role, tenant: heldAt, reach: "self", ...held }],
    isFresh: true,
  };
}

export const admin = (at = tenant): Staff => staff("tenantAdmin", { tenant: at });

/** As sign-in makes accounts, one for each address; keeps whom it invited. */
export function accountsOf(rows: ReturnType<typeof rowsOf>) {
  const invited: string[] = [];
  const accounts: Accounts = {
    ensure: async ({ email }) => {
      const [account = ""] = email.split("@");
      await rows.person(account, false);
      return account;
    },
    invite: async (_, { email }) => void invited.push(email),
  };
  return { accounts, invited };
}

/** Acts upon the roster and the unit tree that were audited, oldest first. */
export async function acts(ctx: Context, at: string, verb: string) {
  return withScope(
    ctx.db,
    wholeOf([at]),
    (tx) => tx<{ actor: string; outcome: string; report: string | null; detail: string }[]>`
      select actor, outcome, report, detail::text as detail from simpul.audit
      where tenant = ${at} and verb = ${verb} order by id`,
  );
}

/** Of letters alone: a run of digits in the audit looks like somebody's number. */
export const unique = (): string =>
  `p${[...randomBytes(9)].map((byte) => String.fromCodePoint(97 + (byte % 26))).join("")}`;
