import type { StaffRole } from "@simpul/access";
import type { Reach, Term } from "@simpul/domain";
import { instantText } from "../client.ts";
import type { Tx } from "../scope.ts";
import { termOf } from "./officers-at.ts";
import type { TermRow } from "./officers-at.ts";

/** One role of one person, as a roster has it. */
export interface Officer {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly email: string;
  readonly phone?: string;
  readonly role: StaffRole;
  readonly heldAt: string;
  readonly reach: Reach;
  readonly unit?: string;
  readonly decree?: string;
  readonly term: Term;
  /** RFC 3339, UTC */
  readonly createdAt: string;
  readonly isEnded: boolean;
  readonly successor?: string;
  /** Whether the person has ever used a link that was sent to the address. */
  readonly isConfirmed: boolean;
}

interface Row extends TermRow {
  id: string;
  account: string;
  name: string;
  email: string;
  phone: string | null;
  role: StaffRole;
  held_at: string;
  reach: Reach;
  unit: string | null;
  decree: string | null;
  created_at: string;
  ended_at: string | null;
  successor: string | null;
  confirmed: boolean;
}

/**
 * One at a time writes a tenant's roster and its unit tree, so that what was checked is still true when it is written: the
 * last administrator, cycles, who is away. Before any other statement of the transaction.
 * @param share for who only relies on the roster: they wait for writers and not for each other
 */
export async function lockRoster(tx: Tx, tenant: string, share?: "share"): Promise<void> {
  const key = `simpul.roster ${tenant}`;
  if (share === undefined) await tx`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`;
  else await tx`select pg_advisory_xact_lock_shared(hashtextextended(${key}, 0))`;
}

const officers = (tx: Tx) => tx`
  select o.id, o.account, o.name, o.email, o.phone, o.role, o.held_at, o.reach, o.unit, o.decree, o.begins, o.ends,
    o.created_at, o.ended_at, o.successor, d.valid_from as decree_from, d.valid_until as decree_until,
    coalesce(u.email_verified, false) as confirmed
  from simpul.officer o
  left join simpul.decree d on d.tenant = o.tenant and d.id = o.decree
  left join auth."user" u on u.id = o.account`;

/** Roles that were not ended, also those that have not begun. */
export async function officersOf(tx: Tx, tenant: string): Promise<Officer[]> {
  const rows = await tx<Row[]>`
    ${officers(tx)} where o.tenant = ${tenant} and o.ended_at is null
    order by o.name, o.id`;
  return rows.map(officerOf);
}

/** Also one whose role was ended. */
export async function findOfficer(
  tx: Tx,
  tenant: string,
  id: string,
): Promise<Officer | undefined> {
  const [row] = await tx<Row[]>`${officers(tx)} where o.tenant = ${tenant} and o.id = ${id}`;
  return row === undefined ? undefined : officerOf(row);
}

export interface NewOfficer {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  readonly email: string;
  readonly phone?: string | undefined;
  readonly role: StaffRole;
  readonly heldAt: string;
  readonly reach: Reach;
  readonly unit?: string | undefined;
  readonly decree?: string | undefined;
  /** ISO dates in the zone of the tenant. */
  readonly begins: string;
  readonly ends?: string | undefined;
}

export async function insertOfficer(
  tx: Tx,
  tenant: string,
  at: string,
  officer: NewOfficer,
): Promise<void> {
  const { id, account, name, email, phone, role, heldAt, reach, unit, decree } = officer;
  await tx`
    insert into simpul.officer
      (tenant, id, account, name, email, phone, role, held_at, reach, unit, decree, begins, ends, created_at)
    values (${tenant}, ${id}, ${account}, ${name}, ${email}, ${phone ?? null}, ${role}, ${heldAt}, ${reach},
      ${unit ?? null}, ${decree ?? null}, ${officer.begins}, ${officer.ends ?? null}, ${at})`;
}

/** What was mistyped; `null` of a phone number: there is none. */
export async function correctOfficerRow(
  tx: Tx,
  tenant: string,
  id: string,
  {
    name,
    phone,
  }: { readonly name?: string | undefined; readonly phone?: string | null | undefined },
): Promise<void> {
  await tx`
    update simpul.officer set
      name = coalesce(${name ?? null}, name),
      phone = ${phone === undefined ? tx`phone` : phone}
    where tenant = ${tenant} and id = ${id}`;
}

/** Ends a role now, and what stands or falls with it: leaves that it covers, and its own. */
export async function markOfficerEnded(
  tx: Tx,
  tenant: string,
  id: string,
  { at, why, successor }: { at: string; why: string; successor?: string },
): Promise<void> {
  await tx`
    update simpul.officer set ended_at = ${at}, ended_why = ${why}, successor = ${successor ?? null}
    where tenant = ${tenant} and id = ${id}`;
  await tx`
    update simpul.deputy set ended_at = ${at}
    where tenant = ${tenant} and (officer = ${id} or deputy = ${id}) and ended_at is null`;
}

/** Roles that go on under another decree. @returns how many are there and were not ended */
export async function moveToDecree(
  tx: Tx,
  tenant: string,
  ids: readonly string[],
  decree: string,
): Promise<number> {
  const moved = await tx`
    update simpul.officer set decree = ${decree}
    where tenant = ${tenant} and id = any (${[...ids]}::uuid[]) and ended_at is null`;
  return moved.count;
}

function officerOf(row: Row): Officer {
  const { id, account, name, email, phone, role, held_at, reach, unit, decree, successor } = row;
  return {
    id,
    account,
    name,
    email,
    ...(phone === null ? {} : { phone }),
    role,
    heldAt: held_at,
    reach,
    ...(unit === null ? {} : { unit }),
    ...(decree === null ? {} : { decree }),
    term: termOf(row),
    createdAt: instantText(row.created_at),
    isEnded: row.ended_at !== null,
    ...(successor === null ? {} : { successor }),
    isConfirmed: row.confirmed,
  };
}
