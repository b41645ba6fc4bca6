import type { Cover } from "@simpul/domain";
import type { Tx } from "../scope.ts";

/** A leave that is covered; `officer` and `deputy` are roles, `of` and `by` the accounts that hold them. */
export interface HeldCover extends Cover {
  readonly id: string;
  readonly deputy: string;
}

/** Leaves that are not over on that day and were not ended. @param today ISO date in the zone of the tenant */
export async function coversOf(tx: Tx, tenant: string, today: string): Promise<HeldCover[]> {
  const rows = await tx<(HeldCover & { ends: string })[]>`
    select p.id, p.officer, p.deputy, p.begins, p.ends, o.account as of, d.account as by
    from simpul.deputy p
    join simpul.officer o on o.tenant = p.tenant and o.id = p.officer and o.ended_at is null
    join simpul.officer d on d.tenant = p.tenant and d.id = p.deputy and d.ended_at is null
    where p.tenant = ${tenant} and p.ended_at is null and p.ends >= ${today}
    order by p.begins, p.id`;
  return [...rows];
}

export interface NewCover {
  readonly id: string;
  readonly officer: string;
  readonly deputy: string;
  readonly begins: string;
  readonly ends: string;
  readonly why: string;
}

export async function insertCover(
  tx: Tx,
  tenant: string,
  at: string,
  cover: NewCover,
): Promise<void> {
  const { id, officer, deputy, begins, ends, why } = cover;
  await tx`
    insert into simpul.deputy (tenant, id, officer, deputy, begins, ends, why, recorded_at)
    values (${tenant}, ${id}, ${officer}, ${deputy}, ${begins}, ${ends}, ${why}, ${at})`;
}

export async function markCoverEnded(
  tx: Tx,
  tenant: string,
  id: string,
  at: string,
): Promise<"ended" | "notThere"> {
  const { count } = await tx`
    update simpul.deputy set ended_at = ${at}
    where tenant = ${tenant} and id = ${id} and ended_at is null`;
  return count === 1 ? "ended" : "notThere";
}

/** Leaves of others that somebody covers, from now on covered by another. */
export async function passOnCovers(
  tx: Tx,
  tenant: string,
  covers: readonly string[],
  to: string,
): Promise<void> {
  await tx`
    update simpul.deputy set deputy = ${to}
    where tenant = ${tenant} and id = any (${[...covers]}::uuid[]) and ended_at is null`;
}
