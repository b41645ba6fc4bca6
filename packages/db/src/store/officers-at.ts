import type { StaffRole } from "@simpul/access";
import type { Days, Reach, Term } from "@simpul/domain";
import type { Tx } from "../scope.ts";

/** A role that somebody has, or has for somebody on leave. */
export interface RoleOfAccount {
  /** Whose place on the roster it is: the officer's, also where it is a deputy who has the role. */
  readonly officer: string;
  readonly role: StaffRole;
  readonly heldAt: string;
  readonly reach: Reach;
  readonly unit?: string;
  /** That unit and all below it, retired ones too: their cases are still there. */
  readonly units?: readonly string[];
  readonly term: Term;
  /** Where it is somebody else's: theirs is `term`, this the deputy's own, and the days of the leave. */
  readonly cover?: { readonly of: string; readonly own: Term; readonly leave: Days };
}

interface Row extends TermRow {
  id: string;
  role: StaffRole;
  held_at: string;
  reach: Reach;
  unit: string | null;
  units: string[] | null;
  deputy_of: string | null;
  own: TermRow;
  leave_begins: string | null;
  leave_ends: string | null;
}

export interface TermRow {
  begins: string;
  ends: string | null;
  decree_from: string | null;
  decree_until: string | null;
}

/** What an account holds at a desk, whatever the day, and what it holds for others: one query. */
export async function rolesOfAccount(
  tx: Tx,
  tenant: string,
  account: string,
): Promise<RoleOfAccount[]> {
  const rows = await tx<Row[]>`
    with held as not materialized (
      select o.*, d.valid_from as decree_from, d.valid_until as decree_until
      from simpul.officer o left join simpul.decree d on d.tenant = o.tenant and d.id = o.decree
      where o.tenant = ${tenant} and o.ended_at is null
    ), mine as not materialized (
      select * from held where account = ${account}
    ), theirs as (
      select m.id, m.id as own, null::date as leave_begins, null::date as leave_ends from mine m
      union all
      select p.officer, p.deputy, p.begins, p.ends
      from mine m join simpul.deputy p on p.tenant = m.tenant and p.deputy = m.id and p.ended_at is null
    )
    select o.id, o.role, o.held_at, o.reach, o.unit, o.begins, o.ends, o.decree_from, o.decree_until,
      case when t.own <> t.id then o.account end as deputy_of, t.leave_begins, t.leave_ends,
      json_build_object('begins', m.begins, 'ends', m.ends,
        'decree_from', m.decree_from, 'decree_until', m.decree_until) as own,
      case when o.unit is not null then array(
        with recursive below as (
          select o.unit as code
          union
          select u.code from below b join simpul.unit u on u.tenant = o.tenant and u.parent = b.code
        )
        select code from below) end as units
    from theirs t join held o on o.id = t.id join mine m on m.id = t.own
    order by o.id`;
  return rows.map(roleOf);
}

function roleOf(row: Row): RoleOfAccount {
  const { role, held_at: heldAt, reach, unit, units, deputy_of: of } = row;
  const { leave_begins: begins, leave_ends: ends, own } = row;
  return {
    officer: row.id,
    role,
    heldAt,
    reach,
    ...(unit === null ? {} : { unit, units: units ?? [unit] }),
    term: termOf(row),
    ...(of === null || begins === null || ends === null
      ? {}
      : { cover: { of, own: termOf(own), leave: { begins, ends } } }),
  };
}

export function termOf({ begins, ends, decree_from, decree_until }: TermRow): Term {
  return {
    begins,
    ...(ends === null ? {} : { ends }),
    ...(decree_from === null
      ? {}
      : {
          decree: { begins: decree_from, ...(decree_until === null ? {} : { ends: decree_until }) },
        }),
  };
}
