import type { Database, Fragment } from "../client.ts";

/** Tables of schema `auth` that the sign-in library reads and writes by itself. */
const tables = {
  user: [
    "id",
    "name",
    "email",
    "email_verified",
    "image",
    "two_factor_enabled",
    "created_at",
    "updated_at",
  ],
  credential: [
    "id",
    "user_id",
    "provider_id",
    "account_id",
    "password",
    "created_at",
    "updated_at",
  ],
  verification: ["id", "identifier", "value", "expires_at", "created_at", "updated_at"],
  second_factor: [
    "id",
    "user_id",
    "secret",
    "backup_codes",
    "verified",
    "failed_verification_count",
    "locked_until_at",
  ],
} as const;

export type SignInTable = keyof typeof tables;
export type SignInValue = string | number | boolean | Date | null;
export type SignInRow = Record<string, SignInValue>;

const comparisons = ["eq", "ne", "lt", "lte", "gt", "gte", "in"] as const;

export interface SignInWhere {
  readonly column: string;
  readonly operator: (typeof comparisons)[number];
  readonly value: SignInValue | readonly string[];
}

export const isSignInOperator = (given: string): given is SignInWhere["operator"] =>
  comparisons.some((each) => each === given);

/** Columns that the table has: what the library knows and we do not keep is left out. */
function known(table: SignInTable, values: SignInRow): [string, SignInValue][] {
  const columns: readonly string[] = tables[table];
  return Object.entries(values).filter(([column]) => columns.includes(column));
}

const stored = (value: SignInValue) => (value instanceof Date ? value.toISOString() : value);

function read(row: Record<string, SignInValue>): SignInRow {
  return Object.fromEntries(
    Object.entries(row).map(([column, value]) => [
      column,
      column.endsWith("_at") && typeof value === "string" ? new Date(value) : value,
    ]),
  );
}

function conditions({ pg }: Database, table: SignInTable, where: readonly SignInWhere[]): Fragment {
  const columns: readonly string[] = tables[table];
  return where.reduce<Fragment>(
    (all, { column, operator, value }) => {
      if (!columns.includes(column)) throw new Error(`no column ${column} in auth.${table}`);
      return pg`${all} and ${comparison({ pg }, column, operator, value)}`;
    },
    pg`true`,
  );
}

function comparison(
  { pg }: Pick<Database, "pg">,
  column: string,
  operator: SignInWhere["operator"],
  value: SignInWhere["value"],
): Fragment {
  const name = pg(column);
  // Proof: `isArray` does not narrow readonly arrays; of the others only `in` has a list.
  if (Array.isArray(value)) return pg`${name} = any (${value as string[]})`;
  const one = stored(value as SignInValue);
  if (one === null) return operator === "ne" ? pg`${name} is not null` : pg`${name} is null`;
  switch (operator) {
    case "eq":
    case "in":
      return pg`${name} = ${one}`;
    case "ne":
      return pg`${name} is distinct from ${one}`;
    case "lt":
      return pg`${name} < ${one}`;
    case "lte":
      return pg`${name} <= ${one}`;
    case "gt":
      return pg`${name} > ${one}`;
    case "gte":
      return pg`${name} >= ${one}`;
  }
}

const target = ({ pg }: Database, table: SignInTable) => pg(`auth.${table}`);

export async function insertSignInRow(
  db: Database,
  table: SignInTable,
  values: SignInRow,
): Promise<SignInRow> {
  const given = Object.fromEntries(known(table, values).map(([c, v]) => [c, stored(v)]));
  const [row] = await db.pg<
    SignInRow[]
  >`insert into ${target(db, table)} ${db.pg(given)} returning *`;
  if (row === undefined) throw new Error(`nothing was inserted into auth.${table}`);
  return read(row);
}

export async function findSignInRows(
  db: Database,
  table: SignInTable,
  where: readonly SignInWhere[],
  limit: number,
): Promise<SignInRow[]> {
  const rows = await db.pg<SignInRow[]>`
    select * from ${target(db, table)} where ${conditions(db, table, where)} order by id limit ${limit}`;
  return rows.map(read);
}

/** @param add what is added to numbers, in the same statement that checks `where` */
export async function updateSignInRows(
  db: Database,
  table: SignInTable,
  where: readonly SignInWhere[],
  values: SignInRow,
  add: Readonly<Record<string, number>> = {},
): Promise<SignInRow[]> {
  const { pg } = db;
  const sets = [
    ...known(table, values).map(([column, value]) => pg`${pg(column)} = ${stored(value)}`),
    ...Object.entries(add).map(
      ([column, by]) => pg`${pg(column)} = coalesce(${pg(column)}, 0) + ${by}`,
    ),
  ];
  const [first, ...rest] = sets;
  if (first === undefined) return findSignInRows(db, table, where, 1000);
  const all = rest.reduce<Fragment>((list, each) => pg`${list}, ${each}`, first);
  const rows = await pg<SignInRow[]>`
    update ${target(db, table)} set ${all} where ${conditions(db, table, where)} returning *`;
  return rows.map(read);
}

/** What was deleted: of two who consume the same row, one gets it. */
export async function deleteSignInRows(
  db: Database,
  table: SignInTable,
  where: readonly SignInWhere[],
): Promise<SignInRow[]> {
  const rows = await db.pg<SignInRow[]>`
    delete from ${target(db, table)} where ${conditions(db, table, where)} returning *`;
  return rows.map(read);
}
