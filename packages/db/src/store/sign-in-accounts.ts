import type { StaffRole } from "@simpul/access";
import type { Database } from "../client.ts";
import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";

export interface AccountRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly email_verified: boolean;
  readonly two_factor_enabled: boolean;
  /** Somebody else took the second factor away, and none was set up since. */
  readonly factor_reset: boolean;
}

const accountColumns = `id, name, email, email_verified, two_factor_enabled,
  factor_reset_at is not null as factor_reset`;

/** Of the password's row among somebody's ways in. */
const passwordProvider = "credential";

type Asks = Database["pg"] | Tx;

/** @param email in lower case */
export async function accountByEmail(pg: Asks, email: string): Promise<AccountRow | undefined> {
  const [row] = await pg<AccountRow[]>`
    select ${pg.unsafe(accountColumns)} from auth."user" where email = ${email}`;
  return row;
}

export async function accountById(pg: Asks, id: string): Promise<AccountRow | undefined> {
  const [row] = await pg<AccountRow[]>`
    select ${pg.unsafe(accountColumns)} from auth."user" where id = ${id}`;
  return row;
}

/** The account of that address, made now or there before: two who add the same person get the same one. */
export async function ensureAccountRow(
  pg: Asks,
  { id, email, name, at }: { id: string; email: string; name: string; at: string },
): Promise<string> {
  await pg`insert into auth."user" (id, name, email, created_at, updated_at)
    values (${id}, ${name}, ${email}, ${at}, ${at}) on conflict (email) do nothing`;
  const [row] = await pg<{ id: string }[]>`select id from auth."user" where email = ${email}`;
  if (row === undefined) throw new Error("an account that was just made is not there");
  return row.id;
}

/** Where it is still called what it was called by mistake. */
export async function renameAccount(
  tx: Tx,
  user: string,
  { from, to, at }: { readonly from: string; readonly to: string; readonly at: string },
): Promise<void> {
  await tx`update auth."user" set name = ${to}, updated_at = ${at} where id = ${user} and name = ${from}`;
}

/** @param hash argon2id, in its PHC text */
export async function setPassword(
  tx: Asks,
  user: string,
  { id, hash, at }: { id: string; hash: string; at: string },
): Promise<void> {
  await tx`insert into auth.credential (id, user_id, provider_id, account_id, password, created_at, updated_at)
    values (${id}, ${user}, ${passwordProvider}, ${user}, ${hash}, ${at}, ${at})
    on conflict (provider_id, account_id) do update set password = excluded.password, updated_at = excluded.updated_at`;
}

export async function passwordHash(pg: Asks, user: string): Promise<string | undefined> {
  const [row] = await pg<{ password: string | null }[]>`
    select password from auth.credential where provider_id = ${passwordProvider} and account_id = ${user}`;
  return row?.password ?? undefined;
}

export async function confirmEmail(tx: Asks, user: string, at: string): Promise<void> {
  await tx`update auth."user" set email_verified = true, updated_at = ${at} where id = ${user}`;
}

/** Takes a code of the second factor; the second time it is `spent`. */
export async function spendCode(
  { pg }: Database,
  user: string,
  codeHash: string,
  until: string,
): Promise<"taken" | "spent"> {
  const rows = await pg`insert into auth.spent_code (user_id, code_hash, until)
    values (${user}, ${codeHash}, ${until}) on conflict do nothing`;
  return rows.count === 1 ? "taken" : "spent";
}

/** Whose second factor a challenge under way is for. */
export async function challengedAccount(
  { pg }: Database,
  identifierHash: string,
): Promise<string | undefined> {
  const [row] = await pg<{ value: string }[]>`
    select value from auth.verification where identifier = ${identifierHash}`;
  return row?.value;
}

/**
 * Takes somebody's second factor away, and whatever they are signed in by: what comes next is a link that is mailed.
 * @returns `none` where there is none and none was taken away before
 */
export async function resetSecondFactor(
  tx: Tx,
  user: string,
  at: string,
): Promise<"reset" | "none"> {
  const rows = await tx`
    update auth."user" set two_factor_enabled = false, factor_reset_at = ${at}, updated_at = ${at}
    where id = ${user} and (two_factor_enabled or factor_reset_at is not null)`;
  if (rows.count === 0) return "none";
  await tx`delete from auth.second_factor where user_id = ${user}`;
  await tx`delete from auth.verification where value = ${user}`;
  await tx`delete from auth.device where user_id = ${user}`;
  await tx`delete from auth.session where user_id = ${user}`;
  return "reset";
}

/** Another second factor is set up, by who read the link. */
export async function factorSetUp(tx: Tx, user: string, at: string): Promise<void> {
  await tx`update auth."user" set factor_reset_at = null where id = ${user}`;
  await tx`update auth.one_time set used_at = ${at}
    where user_id = ${user} and purpose = 'factor' and used_at is null`;
}

export type OneTimePurpose = "invitation" | "reset" | "link" | "factor";

export interface OneTimeRow {
  readonly hash: string;
  readonly purpose: OneTimePurpose;
  readonly user_id: string;
  readonly browser_hash: string | null;
  readonly created_at: string;
  readonly expires_at: string;
}

/** A newer one makes the older of the same purpose void. */
export async function insertOneTime(tx: Tx, row: OneTimeRow): Promise<void> {
  await tx`update auth.one_time set used_at = ${row.created_at}
    where user_id = ${row.user_id} and purpose = ${row.purpose} and used_at is null`;
  await tx`insert into auth.one_time ${tx({ ...row })}`;
}

/** Whose it is, if it would open now: looked at before a password is hashed for it. */
export async function peekOneTime(
  { pg }: Database,
  purpose: readonly OneTimePurpose[],
  hash: string,
  now: string,
): Promise<OneTimeRow | undefined> {
  const [row] = await pg<OneTimeRow[]>`
    select hash, purpose, user_id, browser_hash, created_at, expires_at from auth.one_time
    where hash = ${hash} and purpose = any (${[...purpose]}) and used_at is null and expires_at > ${now}`;
  return row === undefined
    ? undefined
    : {
        ...row,
        created_at: instantText(row.created_at),
        expires_at: instantText(row.expires_at),
      };
}

/** Uses it up: of any number at once, one. */
export async function useOneTime(tx: Tx, hash: string, now: string): Promise<"used" | "void"> {
  const rows = await tx`
    update auth.one_time set used_at = ${now} where hash = ${hash} and used_at is null and expires_at > ${now}`;
  return rows.count === 1 ? "used" : "void";
}

/**
 * Links that are under way when a password changes open nothing any more; but for the one that a second factor waits for,
 * which opens nothing by itself.
 */
export async function voidOneTimes(tx: Tx, user: string, now: string): Promise<void> {
  await tx`update auth.one_time set used_at = ${now}
    where user_id = ${user} and used_at is null and purpose <> 'factor'`;
}

export interface RoleRow {
  readonly tenant: string;
  readonly role: StaffRole;
}

/** Roles that are not ended, at the desks of the scope. */
export async function rolesHeldBy(tx: Tx, account: string): Promise<RoleRow[]> {
  const rows = await tx<RoleRow[]>`
    select distinct tenant, role from simpul.officer where account = ${account} and ended_at is null
    order by tenant, role`;
  return [...rows];
}
